"""``redes mesa``: documents for a mesa, made on the machine itself."""

from collections.abc import Iterable
from pathlib import Path

from launch.house import House
from redes.calendar import today
from redes.documents.minutes import minutes_docx
from redes.documents.packet import gather_packet
from redes.documents.paper import packet_pdf
from redes.documents.sheet import packet_xlsx
from redes.errors import RedesError
from redes.followup.ground import Ground
from redes.followup.rights import OPERATOR
from redes.reports.report import ReportId

INVENTED = "demo.json"
"""The file in the data folder that says that what the database holds is a demonstration."""


class CannotWrite(RedesError):
    """The folder does not take the file."""


def ground_of(house: House) -> Ground:
    """The catalogue in force with the titles of its rules."""
    shelf = house.shelf
    return Ground(shelf.catalogue, {rule.id: rule.title for rule in shelf.law.rulebook.rules})


def write_packet(house: House, territory: str, *, out: Path, stories: Iterable[str] = ()) -> tuple[Path, ...]:
    """Write the three documents of a mesa.

    Args:
        house: Whose reports.
        territory: Id of the territory.
        out: Folder; made when missing.
        stories: Ids of reports whose narrative is printed.

    Returns:
        PDF, spreadsheet, minutes.

    Raises:
        redes.followup.errors.NotThere: There is no such mesa or report.
        CannotWrite: The folder does not take them.
    """
    house.prepare_database()
    ground = ground_of(house)
    packet = gather_packet(
        territory,
        scope=OPERATOR,
        ground=ground,
        uow=house.unit_of_work(),
        vault=house.vault,
        today=today(),
        stories=[ReportId(one) for one in stories],
        invented=(house.settings.data_dir / INVENTED).exists(),
    )
    name = f"{territory}-{packet.day.isoformat()}"
    made = {
        out / f"paquete-{name}.pdf": packet_pdf(packet, ground),
        out / f"paquete-{name}.xlsx": packet_xlsx(packet, ground),
        out / f"acta-{name}.docx": minutes_docx(packet, ground),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path, content in made.items():
            path.write_bytes(content)
    except OSError as refused:
        raise CannotWrite(f"cannot write into {out}: {refused.strerror}") from None
    return tuple(made)
