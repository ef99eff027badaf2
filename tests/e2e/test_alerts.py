"""An alert from whoever files the report, in another process than the one that sends it; the chat's id in no file."""

import pytest_asyncio
from house import on_telegram

from launch.house import House
from launch.panel import parts_of
from redes.followup.accounts import machine, scope_of
from redes.followup.invitations import disable, invite, offer_tie
from redes.reports.draft import Draft
from redes.settings import read_settings

TOKEN = "555555:ALERTS-TOKEN"
REFUSED = Draft(barrier="urg.puerta", municipality="54001", urgent_now=True, story="MARCAzzq")


@pytest_asyncio.fixture(loop_scope="session")
async def running(tmp_path):
    async with on_telegram(tmp_path, TOKEN, rasa=False) as both:
        yield both


async def test_who_is_on_call_is_woken_within_seconds_whoever_files_and_told_no_word_of_it(running):
    one, telegram = running
    here = House(read_settings(data_dir=one.data, _env_file=None))
    parts = parts_of(here)
    given = {"work": parts.unit_of_work(), "tokens": parts.tokens, "witness": parts.witness}
    everywhere = here.shelf.catalogue.territories
    account, _ = invite(
        scope=machine(everywhere),
        role="coordinator",
        territories=["cucuta"],
        label="Referente",
        language="es",
        **given,
    )
    ana = telegram.user(language_code="es")
    await ana.starts(f"panel_{offer_tie(scope_of(account, everywhere), **given)}")
    await ana.receives()
    await ana.sends("/panel")
    await ana.receives()
    await ana.presses("🔔 Guardia y compromisos")
    await ana.receives()
    await ana.presses("🔔 Estoy de guardia")
    await ana.receives(edits=True)
    await ana.presses("Sí, avíseme")
    [kept] = await ana.receives()

    here.file_report(REFUSED, "es")
    [alert] = await ana.receives(timeout_s=10)
    disable(account.id, scope=machine(everywhere), work=parts.unit_of_work(), witness=parts.witness)
    here.file_report(REFUSED, "es")
    await one.stop()
    here.engine.dispose()

    assert kept.text.startswith("Listo")
    assert alert.text.startswith("🔴 Cúcuta")
    assert "MARCA" not in alert.text
    assert ana.unread == []
    assert telegram.refusals == []
    for path in [p for p in one.data.parent.rglob("*") if p.is_file()]:
        assert str(ana.account.id).encode() not in path.read_bytes(), path.name
