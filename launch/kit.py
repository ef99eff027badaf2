"""``redes kit``: what somebody needs who trains her colleagues, written into a folder."""

from collections.abc import Iterator
from pathlib import Path

from bot.voice import Voice
from launch.house import House
from launch.posters import CannotWrite, write_file
from redes.calendar import today
from redes.doors import Doors
from redes.kit.document import paper_docx
from redes.kit.material import gather
from redes.kit.paper import handout_of, plan_of
from redes.kit.powerpoint import deck_pptx
from redes.kit.printed import deck_pdf, paper_pdf
from redes.kit.slides import slides_of


def write_kit(
    house: House, out: Path, *, minutes: int, bot: str | None, territory: str | None, ips_code: str | None
) -> Iterator[Path]:
    """Write plan, slides and handout of a session, each as PDF and to edit; their paths, each once it is there.

    Raises:
        CannotWrite: There is no such institution or territory, or the folder cannot be written.
        redes.kit.material.NoKit: There is no session of that length.
        redes.pictures.poster.UnderReview: Something that it shows may no longer be shown.
    """
    voice = Voice(house.shelf.catalogue, "es")
    ips = voice.catalogue.ips.get(ips_code) if ips_code else None
    where = voice.catalogue.territories.get(territory) if territory else None
    if ips_code and ips is None:
        raise CannotWrite(f"there is no institution '{ips_code}' in content/ips/")
    if territory and where is None:
        known = ", ".join(voice.catalogue.territories)
        raise CannotWrite(f"there is no territory '{territory}' in content/territorios/; there are: {known}")
    doors = Doors(public_url=house.settings.public_url, bot=bot)
    material = gather(voice, minutes, today=today(), doors=doors, territory=where, ips=ips)
    caution = material.kit.words.edited
    slides = slides_of(material)
    for name, paper in (("plan", plan_of(material)), ("hoja", handout_of(material))):
        yield write_file(out / f"{name}-{minutes}.pdf", paper_pdf(paper))
        yield write_file(out / f"{name}-{minutes}.docx", paper_docx(paper, caution=caution))
    yield write_file(out / f"diapositivas-{minutes}.pdf", deck_pdf(material, slides))
    pptx = deck_pptx(slides, title=material.session.title, author=material.words.say("web.titulo"), link=material.link)
    yield write_file(out / f"diapositivas-{minutes}.pptx", pptx)
