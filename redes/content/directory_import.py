"""A territory's own list, or an export of the national registry REPS, as directory entries.

Bytes in, entries and refusals out; nothing here touches a file. Every row of the list is written, refused with its
reason, or empty: none is lost. What names a person (a manager, a doctor who practises alone) is left out.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml
from pydantic import ValidationError

from redes.content.phones import ImpossiblePhoneError, read_phones
from redes.content.schema import Contact, Municipality, Territory
from redes.content.table import BadTable, Row, read_table
from redes.content.words import words

REPS_URL = "https://prestadores.minsalud.gov.co/habilitacion/"
"""Where the registry can be consulted."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("nombre_prestador", "nombre_del_prestador", "nombre", "razon_social", "prestador", "entidad",
             "institucion", "organizacion", "ips", "name"),
    "site": ("nombre_sede", "sede_nombre", "nombre_de_la_sede", "sede"),
    "department": ("departamento_sede", "departamentosededesc", "departamento", "depa_nombre", "nombre_departamento",
                   "departamentoprestadordesc", "dpto", "depto"),
    "municipality": ("municipio_sede", "municipiosededesc", "municipio", "muni_nombre", "nombre_municipio",
                     "nom_mpio", "municipio_prestador", "municipioprestadordesc", "ciudad"),
    "municipality_code": ("codigo_municipio", "cod_municipio", "codigo_dane", "divipola", "codigo_divipola",
                          "cod_mpio"),
    "code": ("codigo_habilitacion_sede", "codigo_habilitacion", "codigo_de_habilitacion", "habi_codigo_habilitacion",
             "codigo_prestador"),
    "site_number": ("numero_sede", "numero_sede_principal"),
    "address": ("direccion_sede", "direcci_nsede", "direccion", "direccion_prestador", "domicilio", "address"),
    "phone": ("telefono_sede", "t_lefonosede", "telefono", "telefono_prestador", "telefonos", "celular", "phone"),
    "email": ("email_sede", "email", "email_prestador", "correo", "correo_electronico", "mail"),
    "channels": ("canales", "web", "pagina_web", "sitio_web", "pagina", "url"),
    "hours": ("horario", "horarios", "horario_de_atencion", "hours"),
    "offers": ("servicios", "oferta", "ofrece", "que_ofrece", "servicios_ofrecidos", "descripcion", "offers"),
    "kind": ("clase_prestador", "clase_de_prestador", "clpr_nombre", "clase", "tipo", "kind"),
    "nature": ("naturaleza_juridica", "naju_nombre", "naturaleza"),
    "state_owned": ("ese",),
    "person": ("clase_persona", "clase_de_persona"),
    "document": ("tido_codigo", "tipo_documento", "tipo_identificacion"),
    "enabled": ("habilitado",),
    "closed": ("fecha_cierre",),
    "lat": ("latitud", "latitude", "lat"),
    "lon": ("longitud", "longitude", "lon", "lng"),
    "source": ("fuente", "source"),
    "as_of": ("fecha_corte_reps", "fecha_corte"),
}  # fmt: skip
"""What is read -> the headings it goes by, the best first; accents, capitals, spaces and signs do not matter.

The names are those of the REPS as the ministry's site and datos.gov.co export it, and what people write. Any other
column is left out, above all those that name a person (``gerente``, ``rep_legal``).
"""

_DEPARTMENTS = {
    "05": "antioquia", "08": "atlantico barranquilla", "11": "bogota bogotadc", "13": "bolivar cartagena",
    "15": "boyaca", "17": "caldas", "18": "caqueta", "19": "cauca", "20": "cesar", "23": "cordoba",
    "25": "cundinamarca", "27": "choco", "41": "huila", "44": "guajira laguajira", "47": "magdalena santamarta",
    "50": "meta", "52": "narino", "54": "nortedesantander", "63": "quindio", "66": "risaralda", "68": "santander",
    "70": "sucre", "73": "tolima", "76": "valle valledelcauca cali buenaventura", "81": "arauca", "85": "casanare",
    "86": "putumayo", "88": "sanandresyprovidencia archipielagodesanandresprovidenciaysantacatalina",
    "91": "amazonas", "94": "guainia", "95": "guaviare", "97": "vaupes", "99": "vichada",
}  # fmt: skip
"""DIVIPOLA code -> the department's names. The REPS takes some districts for departments of their own."""

_DEPARTMENT_CODES = {name: code for code, names in _DEPARTMENTS.items() for name in names.split()}

_NOTHING = frozenset(["", "sd", "na", "nd", "noaplica", "sininformacion", "sindato", "sindatos", "notiene", "ninguno",
                      "null", "none", "noregistra", "noreporta"])  # fmt: skip
"""What fills a cell that holds nothing; dashes alone do too."""

_SPOILED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]|[ÃÂ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—™š›œŸž]|\w[¡¢£¤¥‚]|Â°"
)
"""Letters read in the wrong encoding somewhere on their way."""

_MARKUP = re.compile(r"\*\*|\]\(")
_FORMULA = re.compile(r"[=+@-]")
_TEXT_AS_FORMULA = re.compile(r'="([^"]*)"')
_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_LONGEST = {"name": 120, "site": 80, "address": 160, "hours": 160, "channels": 200, "offers": 600}


class _Refusal(Exception):
    """Why a row is not written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that was not written.

    Attributes:
        row: Its number as a spreadsheet shows it: the headings are row 1.
        reason: Why, and what to do.
    """

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of a list; entries, refused and empty rows together are all that were read.

    Attributes:
        entries: Directory entries, in the order of the list.
        refused: Rows that were not written, in order.
        empty: How many rows held nothing.
        read: How many rows there were below the headings.
        left_out: Headings of the columns that are not kept.
    """

    entries: tuple[Contact, ...]
    refused: tuple[RefusedRow, ...]
    empty: int
    read: int
    left_out: tuple[str, ...]


def import_list(
    data: bytes,
    *,
    territory: Territory,
    territories: Iterable[Territory],
    known: Iterable[Contact] = (),
    today: date,
) -> Imported:
    """Read a list as entries of one territory.

    Args:
        data: The file: CSV with semicolons, commas, tabs or bars, in UTF-8, UTF-16 or Windows-1252.
        territory: Whose list it is; its id becomes every entry's scope.
        territories: All territories, to tell where a municipality belongs.
        known: The directory without an earlier import of this list: what stands there is not written twice.
        today: Day of the import.

    Raises:
        BadTable: The file is no such table, or none of its columns holds names.
    """
    headings, *rows = read_table(data)
    columns = _columns(headings)
    clerk = _Clerk(columns, territory, tuple(territories), known, today)
    entries, refused, empty = [], [], 0
    for row in rows:
        if row.empty:
            empty += 1
            continue
        try:
            entries.append(clerk.entry(row, width=len(headings.cells or ())))
        except _Refusal as reason:
            refused.append(RefusedRow(row=row.number, reason=str(reason)))
    return Imported(
        entries=tuple(entries),
        refused=tuple(refused),
        empty=empty,
        read=len(rows),
        left_out=tuple(
            heading.strip()
            for index, heading in enumerate(headings.cells or ())
            if heading.strip() and index not in columns.values()
        ),
    )


def told(imported: Imported) -> Iterator[str]:
    """What became of the rows, in lines for whoever imports: refusals by their reason, and the sum at the end."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for one in imported.refused:
        rows[one.reason].append(one.row)
    for reason, numbers in rows.items():
        yield f"{'row' if len(numbers) == 1 else 'rows'} {_ranges(numbers)}: refused: {reason}"
    if imported.left_out:
        yield f"columns left out: {', '.join(imported.left_out)}"
    yield (
        f"{imported.read} rows read = {len(imported.entries)} written + {len(imported.refused)} refused"
        f" + {imported.empty} empty"
    )


def to_yaml(entries: Iterable[Contact], *, territory: Territory, today: date) -> str:
    """Entries as a file of ``content/directorio/``."""
    listed = [_plain(entry) for entry in entries]
    body = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=110)
    return (
        "# Directory entries (redes.content.schema.Contact), written by `redes directory import --territory "
        f"{territory.id}` on {today}.\n"
        "# The next import writes this file anew: what must stay as edited by hand belongs into another file.\n" + body
    )


def _plain(entry: Contact) -> dict[str, Any]:
    kept = entry.model_dump(mode="json", exclude_none=True)
    return kept | {"source_url": entry.source_url, "source_date": entry.source_date}


def _ranges(numbers: list[int]) -> str:
    """Numbers in order, runs of them with a dash: ``2-5, 9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _key(text: str) -> str:
    """A text without accents, capitals, spaces and signs.

    Not made of :func:`words`: to them a letter said three times is said once, and Calle 111 is not Calle 1.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def _columns(headings: Row) -> dict[str, int]:
    """What is read -> index of its column."""
    if headings.cells is None:
        raise BadTable(f"the headings in row {headings.number} cannot be read: a quote is not closed")
    at: dict[str, int] = {}
    for index, heading in enumerate(headings.cells):
        at.setdefault(_key(heading), index)
    columns = {}
    for what, names in COLUMNS.items():
        found = next((at[_key(name)] for name in names if _key(name) in at), None)
        if found is not None:
            columns[what] = found
    if "name" not in columns:
        known = ", ".join(COLUMNS["name"][:4])
        raise BadTable(
            f"no column holds names: call one of them {known}. "
            f"Row {headings.number} was read as headings: {', '.join(headings.cells)[:200]}"
        )
    return columns


class _Cells:
    """One row by what its cells mean; reading a cell refuses what must not be written."""

    def __init__(self, cells: tuple[str, ...], columns: Mapping[str, int]) -> None:
        self._cells = cells
        self._columns = columns

    def __contains__(self, what: str) -> bool:
        return what in self._columns

    def get(self, what: str) -> str:
        """The cell's text on one line; empty when there is none.

        Raises:
            _Refusal: It holds a formula, markup, spoiled letters or too much.
        """
        index = self._columns.get(what)
        raw = self._cells[index] if index is not None and index < len(self._cells) else ""
        if quoted := _TEXT_AS_FORMULA.fullmatch(raw.strip()):
            raw = quoted[1]  # how spreadsheets keep the zero of 05001
        text = re.sub(r"^[-–•·]\s+", "", " ".join(raw.split()).lstrip("'"))  # a list's sign is no formula
        if _key(text) in _NOTHING:
            return ""
        if _FORMULA.match(text) and not _harmless(what, text):
            raise _Refusal(f"the cell '{what}' begins like a formula ({text[0]}); write it as text")
        if _SPOILED.search(text):
            raise _Refusal(f"letters of the cell '{what}' were spoiled on the way; save the list as CSV UTF-8 again")
        if _MARKUP.search(text):
            raise _Refusal(f"the cell '{what}' holds marks that would change how it is shown (** or ]( )")
        if len(text) > _LONGEST.get(what, 400):
            raise _Refusal(f"the cell '{what}' has {len(text)} characters; {_LONGEST.get(what, 400)} fit")
        return text

    def flag(self, what: str) -> str:
        """The cell's text made plain, for comparing."""
        return _key(self.get(what))


def _harmless(what: str, text: str) -> bool:
    """Whether a sign at the beginning is a number's own."""
    return (what == "phone" and re.match(r"\+\s?\(?\d", text) is not None) or (
        what in ("lat", "lon") and re.fullmatch(r"[+-]\d+(?:[.,]\d+)?", text) is not None
    )


class _Clerk:
    """Makes entries out of rows, and remembers which it has made."""

    def __init__(
        self,
        columns: Mapping[str, int],
        territory: Territory,
        territories: tuple[Territory, ...],
        known: Iterable[Contact],
        today: date,
    ) -> None:
        self._columns = columns
        self._territory = territory
        self._today = today
        self._known = [contact for contact in known if contact.scope in (territory.id, "nacional")]
        self._places: defaultdict[str, list[tuple[Territory, Municipality]]] = defaultdict(list)
        for one in territories:
            for municipality in one.municipalities:
                for name in {_key(n) for n in (municipality.name, *municipality.synonyms)} | {municipality.code}:
                    self._places[name].append((one, municipality))
        self._written: dict[str, int] = {}

    def entry(self, row: Row, *, width: int) -> Contact:
        """The entry that a row holds.

        Raises:
            _Refusal: It holds none that may be written.
        """
        if row.cells is None:
            raise _Refusal("a quote in it is not closed or stands in the middle of a cell")
        if any(cell.strip() for cell in row.cells[width:]):
            raise _Refusal(f"it has more cells than the {width} headings: a cell with a separator in it needs quotes")
        cells = _Cells(row.cells, self._columns)
        municipality = self._municipality(cells)
        _refuse_persons_and_the_closed(cells)
        name = cells.get("name")
        if not name:
            raise _Refusal("it has no name")
        site = cells.get("site")
        if site and _key(site) not in _key(name):
            name = site if _key(name) in _key(site) else f"{name}, {site}"
        address = self._address(cells, municipality)
        self._refuse_known(name, address)
        identity = self._identity(cells, name, address, municipality)
        kind, offers = _what_it_is(cells)
        try:
            entry = Contact(
                id=identity,
                name=name,
                scope=self._territory.id,
                kind=kind,
                offers=cells.get("offers") or offers,
                phone=read_phones(cells.get("phone")) if cells.get("phone") else None,
                address=address,
                hours=cells.get("hours") or None,
                channels=_channels(cells),
                source_url=self._source_url(cells),
                source_date=self._source_date(cells),
                confidence="media",
                municipality=municipality.code if municipality else None,
                location=_location(cells),
            )
        except ImpossiblePhoneError as refused:
            raise _Refusal(str(refused)) from None
        except ValidationError as refused:
            first = refused.errors(include_url=False)[0]
            raise _Refusal(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
        self._remember(entry, row.number)
        return entry

    def _municipality(self, cells: _Cells) -> Municipality | None:
        """The municipality a row names; None when the list has no such column and so speaks of its territory."""
        if "municipality" not in cells and "municipality_code" not in cells:
            return None
        said = cells.get("municipality") or cells.get("municipality_code")
        if not said:
            raise _Refusal("it has no municipality")
        department = _DEPARTMENT_CODES.get(cells.flag("department"))
        code = cells.flag("municipality_code")
        found = self._places.get(code.zfill(5) if len(code) in (4, 5) else "") or self._places.get(_key(said), [])
        found = [(owner, m) for owner, m in found if department in (None, m.code[:2])]
        if not found:
            raise _Refusal(f"the municipality '{said}' is not in content/territorios/territorios.yaml")
        for owner, municipality in found:
            if owner.id == self._territory.id:
                return municipality
        raise _Refusal(f"'{said}' belongs to the territory '{found[0][0].id}', not to '{self._territory.id}'")

    def _address(self, cells: _Cells, municipality: Municipality | None) -> str | None:
        address = cells.get("address")
        if not address:
            return None
        if municipality is None or len(self._territory.municipalities) == 1:
            return address
        return address if _key(municipality.name) in _key(address) else f"{address}, {municipality.name}"

    def _refuse_known(self, name: str, address: str | None) -> None:
        for contact in self._known:
            if _key(contact.name) == _key(name) and (
                address is None or contact.address is None or _key(contact.address) in _key(address)
            ):
                raise _Refusal(f"it stands in the directory already, as '{contact.id}': complete that entry by hand")

    def _identity(self, cells: _Cells, name: str, address: str | None, municipality: Municipality | None) -> str:
        """An id that is the same in the next import: by the registry's code, else by name and address."""
        scope = self._territory.id[:24]
        code = cells.flag("code")
        if re.fullmatch(r"\d{9,12}", code):
            code = code.zfill(len(code) + len(code) % 2)  # spreadsheets eat the zero of 05…
            site = cells.flag("site_number")
            return f"{scope}-reps-{code}" + (f"-{site.zfill(2)}" if re.fullmatch(r"\d{1,4}", site) else "")
        parts = (name, address or "", municipality.code if municipality else "")
        digest = hashlib.sha256("|".join(map(_key, parts)).encode()).hexdigest()[:8]
        slug = "-".join(word for word in words(name) if word.isascii())[:24].strip("-")
        return f"{scope}-{slug}-{digest}" if slug else f"{scope}-{digest}"

    def _remember(self, entry: Contact, row: int) -> None:
        place = f"{_key(entry.name)}|{_key(entry.address or '')}|{entry.municipality}"
        for key, what in ((place, "the same name and address"), (entry.id, "the same code and site")):
            if key in self._written:
                raise _Refusal(f"it has {what} as row {self._written[key]}")
        if entry.id in {contact.id for contact in self._known}:
            raise _Refusal(f"the id '{entry.id}' stands in another file of the directory already")
        self._written |= {place: row, entry.id: row}

    def _source_url(self, cells: _Cells) -> str | None:
        source = cells.get("source")
        if re.fullmatch(r"https?://[^\s()]+", source):
            return source
        return REPS_URL if "code" in cells else None

    def _source_date(self, cells: _Cells) -> str:
        if "code" not in cells:
            return f"{self._today} (importado de la lista del territorio)"
        as_of = _day(cells.get("as_of"))
        if as_of is None:
            return f"{self._today} (importado del REPS)"
        return f"{as_of} (REPS; importado el {self._today})"


def _refuse_persons_and_the_closed(cells: _Cells) -> None:
    if (
        "natural" in cells.flag("person")
        or "independiente" in cells.flag("kind")
        or cells.flag("document") in ("cc", "ce", "ti", "pa", "ppt", "pt", "cedula", "ceduladeciudadania")
    ):
        raise _Refusal("it names a person who practises alone; the directory holds institutions only")
    if cells.flag("enabled") in ("no", "n", "false", "0") or cells.flag("closed") not in ("", "0"):
        raise _Refusal("the registry says that it is closed or not enabled")


def _what_it_is(cells: _Cells) -> tuple[str, str]:
    """Kind of an entry, and what it offers when the list does not say."""
    kind = cells.flag("kind")
    public = cells.flag("state_owned") in ("si", "s", "1") or cells.flag("nature").startswith("publica")
    if "transporte" in kind:
        return "transporte", "Transporte especial de pacientes."
    if "objetosocialdiferente" in kind:
        return "entidad", "Entidad que además presta servicios de salud."
    if public:
        return "hospital-publico", "Institución pública que presta servicios de salud (IPS)."
    if "ips" in kind or "prestador" in kind or (not kind and "code" in cells):
        return "ips", "Institución que presta servicios de salud (IPS)."
    own = "-".join(word for word in words(cells.get("kind")) if word.isascii())[:40].strip("-")
    return own or "entidad", "Pregunte allí qué servicios presta."


def _channels(cells: _Cells) -> str | None:
    ways = [cells.get("channels")] if cells.get("channels") else []
    for address in re.split(r"[\s;,/]+", cells.get("email")):
        if address and not _EMAIL.fullmatch(address):
            raise _Refusal("its e-mail address is none")
        if address:
            ways.append(address.lower())
    return "; ".join(dict.fromkeys(ways)) or None


def _location(cells: _Cells) -> tuple[float, float] | None:
    written = cells.get("lat").replace(",", "."), cells.get("lon").replace(",", ".")
    if written == ("", ""):
        return None
    try:
        lat, lon = map(float, written)
    except ValueError:
        raise _Refusal("its coordinates are no numbers in degrees") from None
    if not (-5 <= lat <= 14 and -82 <= lon <= -66):
        raise _Refusal("its coordinates are not in Colombia; were latitude and longitude exchanged?")
    return lat, lon


def _day(text: str) -> date | None:
    """A day of the registry: ``20240131``, ``2024-01-31`` or ``Jan 31 2024  5:12AM``; None when it is another form."""
    for form, length in (("%Y-%m-%d", 10), ("%Y%m%d", 8), ("%b %d %Y", 11)):
        try:
            return datetime.strptime(text[:length].strip(), form).date()  # noqa: DTZ007 -- a day, no moment
        except ValueError:
            continue
    return None
