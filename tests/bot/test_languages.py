"""Which languages are offered is a matter of files."""

import shutil
from pathlib import Path

from scripted import ANA, TODAY, a_conversation, a_dialogue

from bot.conversation import Shelf
from bot.inbound import Inbound
from bot.presses import Press
from redes.content.check import check
from redes.content.load import load
from redes.eligibility.load import load_law
from redes.settings import ROOT


async def test_a_language_is_added_by_files_alone_and_says_what_it_lacks(tmp_path: Path):
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    (folder / "idiomas" / "guc.yaml").write_text(
        "code: guc\norder: 6\nname: Wayuunaiki\nin_spanish: wayuunaiki\n"
        "months: [a, b, c, d, e, f, g, h, i, j, k, l]\nday: '{dia}/{mes}/{anio}'\n"
    )
    (folder / "textos" / "guc").mkdir()
    (folder / "textos" / "guc" / "general.yml").write_text(
        "language: guc\nstate: escrita\ntexts:\n  inicio.titulo: Anaa.\n"
    )
    catalogue = load(folder)
    assert [f for f in check(catalogue, today=TODAY) if f.severity == "error"] == []
    shelf = Shelf(catalogue, load_law(folder / "reglas", catalogue.norms))
    conversation = a_conversation(shelf, a_dialogue())

    [offered] = (await conversation.reply(Inbound(session=ANA, press=Press("languages")))).replies
    [welcome] = (await conversation.reply(Inbound(session=ANA, press=Press("language", "guc")))).replies

    assert "Wayuunaiki" in [button.label for row in offered.buttons for button in row]
    assert "Anaa." in welcome.body  # what is written
    assert "lo que falta se dice en español" in welcome.body
    assert shelf.catalogue.texts["es"].texts["inicio.texto"] in welcome.body  # what is not
