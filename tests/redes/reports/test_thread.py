import dataclasses
from datetime import date

import pytest
from makers import CHEAP, THURSDAY, a_draft, a_vault

from redes.privacy.seal import CannotOpen, Sealer
from redes.reports import review, thread
from redes.reports.intake import file_report, find_report
from redes.reports.keeping import ChangedMeanwhile, Filter, StoreUnavailable
from redes.reports.message import Said
from redes.reports.report import Report
from redes.reports.retention import Retention
from redes.reports.spool import Spool, take_in
from redes.reports.states import BY_THE_MESA, NotAllowed
from redes.store.memory import MemoryUnitOfWork
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

MONDAY = date(2024, 7, 1)


@pytest.fixture
def vault(tmp_path):
    return a_vault(tmp_path)


@pytest.fixture
def filed(uow, vault) -> Report:
    return a_filed(uow, vault)


def a_filed(uow, vault, **given) -> Report:
    receipt = file_report(
        a_draft(**given), language="es", uow=uow, receipts=CHEAP, vault=vault, retention=Retention(), today=THURSDAY
    )
    return find_report(receipt, uow=uow, receipts=CHEAP)


def by_author(do, report, uow, vault, *text):
    return do(report.id, *text, uow=uow, vault=vault, today=THURSDAY)


def by_mesa(do, report, uow, vault, text):
    return do(report.id, text, seen=report.version, uow=uow, vault=vault, today=THURSDAY)


def step(report, to, uow, **given):
    return review.set_state(report.id, to, seen=report.version, uow=uow, retention=Retention(), **given)


def test_author_and_mesa_talk_and_nobody_is_named(uow, vault, filed):
    report = by_mesa(review.ask, filed, uow, vault, "¿Fue la doctora Pérez?")
    report = by_author(thread.answer_question, report, uow, vault, "No, me llamo Ana Ruiz y fue el guarda.")
    report = by_author(thread.add_message, report, uow, vault, "Mi celular es 3001234567")
    report = by_mesa(review.answer, report, uow, vault, "Hablamos con el hospital.")

    said = (
        Said(number=1, author="mesa", act="pregunta", text="¿Fue la doctora [nombre-de-tercero]?", week=MONDAY),
        Said(number=2, author="autor", act="respuesta", text="No, me llamo [nombre] y fue el guarda.", week=MONDAY),
        Said(number=3, author="autor", act="aporte", text="Mi celular es [telefono]", week=MONDAY),
        Said(number=4, author="mesa", act="respuesta", text="Hablamos con el hospital.", week=MONDAY),
    )
    assert thread.read_thread(report.id, uow=uow, vault=vault) == said
    read = review.read(report.id, uow=uow, vault=vault)
    assert (read.report, read.thread, read.question, read.story) == (report, said, None, "No me dejaron entrar.")


def test_a_question_waits_until_its_author_answers(uow, vault, filed):
    report = by_mesa(review.ask, filed, uow, vault, "¿Cuándo?")
    asked = review.read(report.id, uow=uow, vault=vault).question

    by_author(thread.answer_question, report, uow, vault, "Ayer")

    assert (asked, review.read(report.id, uow=uow, vault=vault).question) == (1, None)
    with pytest.raises(thread.NoQuestion):
        by_author(thread.answer_question, report, uow, vault, "Ayer")


def test_an_author_who_says_that_nothing_changed_has_it_opened_again(uow, vault, filed):
    closed = step(step(filed, "en-revision", uow), "resuelto", uow)

    opened = by_author(thread.still_the_same, closed, uow, vault)

    assert (closed.state, opened.state) == ("resuelto", "en-revision")
    assert [m.act for m in thread.read_thread(filed.id, uow=uow, vault=vault)] == ["sigue-igual"]


def test_an_author_who_says_that_it_is_solved_closes_it_and_a_reason_goes(uow, vault, filed):
    aside = step(filed, "descartado", uow, reason="faltan-datos")

    solved = by_author(thread.is_solved, aside, uow, vault)

    assert (aside.reason, solved.state, solved.reason) == ("faltan-datos", "resuelto", None)


def test_what_is_taken_back_is_gone_with_its_thread_and_its_key(uow, vault, filed):
    other = a_filed(uow, vault)
    by_author(thread.add_message, filed, uow, vault, "algo más")

    thread.withdraw(filed, uow=uow, today=THURSDAY)

    with uow:
        assert [r.id for r in uow.reports.all()] == [other.id]
        assert (uow.keys.get(filed.id), uow.threads.of(filed.id)) == (None, ())
        assert list(uow.erasures.all()) == [(MONDAY, "retirado", 1)]
    with pytest.raises(thread.NoSuchReport):
        by_author(thread.add_message, filed, uow, vault, "algo más")


def test_a_report_taken_back_while_it_waits_never_comes_in(vault, tmp_path):
    class Away(MemoryUnitOfWork):
        away = True

        def commit(self):
            if self.away:
                raise StoreUnavailable("away")
            super().commit()

    uow, spool = Away(), Spool(tmp_path / "spool", vault=vault)
    receipt = file_report(
        a_draft(), language="es", uow=uow, receipts=CHEAP, vault=vault, retention=Retention(), today=THURSDAY, spool=spool
    )  # fmt: skip
    report = find_report(receipt, uow=uow, receipts=CHEAP, spool=spool)
    uow.away = False

    thread.withdraw(report, uow=uow, today=THURSDAY, spool=spool)

    assert take_in(uow=uow, spool=spool) == 0
    assert find_report(receipt, uow=uow, receipts=CHEAP, spool=spool) is None


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_message_is_refused(vault, text):
    uow = MemoryUnitOfWork()

    with pytest.raises(thread.NothingSaid):
        by_author(thread.add_message, a_filed(uow, vault), uow, vault, text)


def test_a_thread_and_a_message_have_an_end(vault):
    uow = MemoryUnitOfWork()
    filed = a_filed(uow, vault)

    for _ in range(thread.MOST):
        by_author(thread.add_message, filed, uow, vault, "ñ" * 10_000)

    with pytest.raises(thread.ThreadFull):
        by_author(thread.add_message, filed, uow, vault, "otra")
    assert {len(m.text) for m in thread.read_thread(filed.id, uow=uow, vault=vault)} == {thread.LONGEST}


# Coordinators


@pytest.mark.parametrize("state", BY_THE_MESA)
def test_a_report_goes_only_where_there_is_a_way(vault, state):
    uow = MemoryUnitOfWork()
    ways = {"nuevo": (), "en-revision": ("en-revision",), "en-mesa": ("en-mesa",),
            "con-compromiso": ("en-mesa", "con-compromiso"), "resuelto": ("en-mesa", "resuelto"),
            "descartado": ("descartado",)}  # fmt: skip
    report = a_filed(uow, vault)
    for to in ways[state]:
        report = step(report, to, uow, **({"reason": "otra"} if to == "descartado" else {}))

    reached = set()
    for to in BY_THE_MESA:
        try:
            after = step(report, to, uow, **({"reason": "otra"} if to == "descartado" else {}))
        except NotAllowed:
            continue
        reached.add(to)
        with uow:
            uow.reports.replace(report, seen=after.version)
            uow.commit()

    assert reached == BY_THE_MESA[state]


def test_who_puts_a_report_aside_says_why_and_only_then(vault):
    uow = MemoryUnitOfWork()
    filed = a_filed(uow, vault)

    for to, reason in (("descartado", None), ("en-revision", "otra")):
        with pytest.raises(review.NoReason):
            step(filed, to, uow, reason=reason)


def test_a_state_brings_the_day_of_erasure_nearer_and_never_further(vault):
    uow = MemoryUnitOfWork()
    filed = a_filed(uow, vault)
    shorter = Retention(months=60, by_state={"descartado": 6})

    aside = review.set_state(filed.id, "descartado", seen=1, uow=uow, retention=shorter, reason="otra")
    again = review.set_state(filed.id, "en-revision", seen=2, uow=uow, retention=shorter)

    assert [r.erase_on for r in (filed, aside, again)] == [date(2026, 7, 1), date(2025, 1, 1), date(2025, 1, 1)]


def test_two_coordinators_at_once_do_not_overwrite_each_other(uow, vault, filed):
    step(filed, "en-mesa", uow)

    for second in (
        lambda: step(filed, "descartado", uow, reason="otra"),
        lambda: by_mesa(review.ask, filed, uow, vault, "¿Cuándo?"),
        lambda: review.blot_out(filed.id, [(0, 2)], seen=filed.version, uow=uow, vault=vault),
        lambda: review.set_queue(filed.id, normal=False, seen=filed.version, uow=uow),
    ):
        with pytest.raises(ChangedMeanwhile):
            second()

    read = review.read(filed.id, uow=uow, vault=vault)
    assert (read.report.state, read.story, read.thread) == ("en-mesa", "No me dejaron entrar.", ())


def test_an_author_who_writes_at_the_same_moment_as_the_mesa_is_heard(sqlite, vault):
    upgrade(sqlite)
    uow = SqlUnitOfWork(sqlite)
    filed = a_filed(uow, vault)

    class Overtaken(SqlUnitOfWork):
        """Another's step is committed between this one's reading and its writing, once."""

        overtakes = 1

        def __enter__(self):
            super().__enter__()
            if self.overtakes:
                self.overtakes -= 1
                self.reports.get(filed.id)
                by_mesa(review.answer, review.read(filed.id, uow=uow, vault=vault).report, uow, vault, "Lo leímos.")
            return self

    by_author(thread.add_message, filed, Overtaken(sqlite), vault, "algo más")

    said = thread.read_thread(filed.id, uow=uow, vault=vault)
    assert [(m.number, m.author, m.text) for m in said] == [(1, "mesa", "Lo leímos."), (2, "autor", "algo más")]


def test_what_is_blotted_out_is_gone_for_good_and_as_long_for_a_short_name_as_for_a_long_one(uow, vault):
    filed = a_filed(uow, vault, story="Fue 👩🏽‍⚕️ Sol, la rubia de caja 3, y Maximiliana.")
    story = "Fue 👩🏽‍⚕️ Sol, la rubia de caja 3, y Maximiliana."
    spans = [(story.index(w), story.index(w) + len(w)) for w in ("Maximiliana", "Sol", "la rubia de caja 3", "rubia")]

    report = review.blot_out(filed.id, spans, seen=1, uow=uow, vault=vault)

    assert review.read(filed.id, uow=uow, vault=vault).story == "Fue 👩🏽‍⚕️ ▇▇▇, ▇▇▇, y ▇▇▇."
    by_mesa(review.ask, report, uow, vault, "uno dos")
    review.blot_out(filed.id, [(0, 3)], seen=3, uow=uow, vault=vault, message=1)
    assert review.read(filed.id, uow=uow, vault=vault).thread[0].text == "▇▇▇ dos"


@pytest.mark.parametrize(("spans", "message"), [([(0, 99)], None), ([(-1, 2)], None), ([(3, 3)], None), ([(0, 1)], 7)])
def test_a_span_outside_the_text_blots_nothing(vault, spans, message):
    uow = MemoryUnitOfWork()
    filed = a_filed(uow, vault)

    with pytest.raises(review.NoSuchSpan):
        review.blot_out(filed.id, spans, seen=1, uow=uow, vault=vault, message=message)

    assert review.read(filed.id, uow=uow, vault=vault).story == "No me dejaron entrar."


def test_the_queue_shows_what_was_asked_for_urgent_first(uow, vault):
    calm = a_filed(uow, vault, barrier="a")
    urgent = a_filed(uow, vault, barrier="b", urgent_now=True)
    a_filed(uow, vault, municipality="76001")

    assert [r.id for r in review.queue(Filter(municipalities={"05001"}), uow=uow)] == [urgent.id, calm.id]
    assert [r.id for r in review.queue(Filter(barriers=["a"], states=["nuevo"], since=MONDAY), uow=uow)] == [calm.id]
    assert review.queue(Filter(municipalities=[]), uow=uow) == ()
    review.set_queue(calm.id, normal=False, seen=1, uow=uow)
    assert [r.id for r in review.queue(Filter(queue="abuso"), uow=uow)] == [calm.id]
    assert review.queue(Filter(kind="buena-practica"), uow=uow) == ()


def test_a_story_of_before_opens_and_gets_a_key_with_its_first_message(uow, tmp_path):
    old = Sealer(b"o" * 32)
    vault = a_vault(tmp_path, before=old)
    filed = a_filed(uow, vault)
    with uow:
        uow.keys.remove(filed.id)
        uow.reports.replace(dataclasses.replace(filed, story=old.seal("antes")), seen=1)
        uow.commit()

    by_author(thread.add_message, filed, uow, vault, "algo más")

    with uow:
        wrapped, report = uow.keys.get(filed.id), uow.reports.get(filed.id)
    assert vault.sealer(wrapped).open(report.story) == "antes"
    with pytest.raises(CannotOpen):
        old.open(report.story)
