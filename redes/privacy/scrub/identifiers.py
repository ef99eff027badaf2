"""Documents, phones, accounts and records: numbers, told apart by what is said around them."""

import re
from collections.abc import Iterator, Sequence

from redes.privacy.scrub.codes import find_codes
from redes.privacy.scrub.cues import Cue, find_cues, is_cue, nearest
from redes.privacy.scrub.dates import Date
from redes.privacy.scrub.letters import spelled_at_end
from redes.privacy.scrub.numbers import DIGITS_OF, Run, find_runs
from redes.privacy.scrub.patterns import one_of
from redes.privacy.scrub.plates import ACRONYMS
from redes.privacy.scrub.spans import Kind

_UNITS = one_of(
    "anos? ans anios ane meses mes mois mwa months? semanas? semaines? semen weeks? dias? jours? jou days? horas? heures? edtan hours? minut* years? lane "
    "pesos? barras lucas cop usd bolivares bs dolares dola dollars? euros? reais real goud gourdes? % mg ml kg kilos? gramos? grams? gram mcg cm mm mmhg "
    "metros? grados copias copies kopi plaquetas leucocitos personas? veces vez times fwa fois vezes cuadras? kilometros? km libras? puntos celulas "
    "ninos? hijos? familias? pastillas? tabletas? ampollas? dosis citas? noches? millones milhoes thousand",
    r"mil\b(?!\s\w+\s\w+cient)",
)
_UNIT_AFTER = re.compile(rf"\s?(?:{_UNITS}(?![a-z])|°)")
_MONEY = one_of(
    "cobr* pag* cuest* cost* valen? valor debo deben debemos precio total monto suma_de plata gast* prest* deuda usd cop bs rs salario gano multa "
    "charg* pay paid owe price pey* koute payer paye coute* factura factura(?:ron)?_por copago abono deposito_de",
)
_MONEY_BEFORE = re.compile(rf"(?:[$€£]|\b{_MONEY})\s?(?:de|por|a|me|unos|como|casi|mas\s+de|otros|los)?[\s(:]*$")
_CLINICAL = one_of(
    "plaquetas? leucocitos? viral virale cd4 hemoglobina glucosa glicemia presion tension temperatura peso pesa pese plaquettes plaket globulos "
    "celulas beta hcg ferritina creatinina trigliceridos colesterol psa tsh platelets? load charge_virale",
)
_CLINICAL_BEFORE = re.compile(
    rf"\b{_CLINICAL}(?:\s(?:de|en|a|is|of|est|estaba|esta|tenia|blancos|rojos|count|salio|baja|alta|deu))*\s*[:=]?\s*$"
)
_NORMS = one_of(
    r"ley(?:es)? decretos? resolucion(?:es)? res\. circular(?:es)? sentencias? acuerdo articulos? art\.? law decree resolution resolucao loi decret lei lwa dekre "
    r"rezolisyon portaria linea lineas line ligne liy linha cups cie cie-10 codigo code kod triage protocolo anexo capitulo numeral conpes ntc iso "
    r"norma habilitacion version [tcs]u?- auto expediente_t- marca(?:r|ndo)?_(?:el|al)",
)
_NORM_BEFORE = re.compile(
    rf"\b{_NORMS}\s?(?:no\.?|n[°º]|numero|numbers?|#|de|la|el|externa|conjunta|estatutaria)*[\s-]?$"
)
_OF_A_YEAR = re.compile(r"\s(?:de|del|of|d[eo]|nan)\s(?:19|20)\d\d(?!\d)")
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2}){3}\b")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\D{1,3}(?:19|20)\d\d)+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPOKEN_YEAR = ("dos mil", "mil nove", "two thousand", "deux mille", "dois mil")
_SCALES = frozenset("mil mille thousand millon millones million millions milhao milhoes milyon".split())
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,']\d{3})+")
_PUBLIC_LINE = re.compile(r"0?1?8000\d{5,7}|570?18000\d*|0?18000\d*")
_RECORD_BEFORE = re.compile(
    r"\b(?:historia(?:\s+clinica)?|h\.?c\.?|prontuario|dossier|dosye)\s*(?:numero|nro|no|n[°º]|#|:|\.|es)*\s*$"
)
_PHONE = re.compile(
    r"3[0-5]\d{8}|60\d{8}|(?:0057|57)(?:3|60)\d{8,9}"  # Colombia
    r"|0?4(?:12|14|16|22|24|26)\d{7}|58[24]\d{9}"  # Venezuela
    r"|509[2-5]\d{7}|55\d{10,11}|(?:33|0033)[1-9]\d{8}|1[2-9]\d{9}|593\d{9}|51\d{9}|56\d{9}"
)

_MOBILE_AND_MORE = re.compile(r"3[0-5]\d[\s.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?=\s[a-z]{3}|\s\d{1,3}(?:k|mil)\b)")

_DASHED_LETTERS = re.compile(r"(?<![a-z0-9])[a-z]{1,3}-$")
_PREFIX = re.compile(
    r"(?:(?<![a-z0-9.])(?!no\b|nro\b|num\b|tel\b|cel\b)(?:[a-z]{1,3}|rumv)\s?[-:.]\s?|(?<![a-z0-9])[vejp]\s)$"
)
_WRITTEN_LETTER = re.compile(r"(?<![a-z0-9.])[vjp]\s$")
_CAPITALS = re.compile(r"(?<![a-z0-9.])[a-z]{1,3}\s?$")
_PLUS = re.compile(r"(?:\+|\(\+)\s?$")
_PLUS_OR_BRACKET = re.compile(r"(?:\+|\(\+?)\s?$")
_FEWEST_SPOKEN = 5
"""Digits from which on a number dictated one by one is somebody's: four may be a year."""
_LETTER_AFTER = re.compile(r"\s?-\s?[a-z](?![a-z])|\s?,?\s?(?:ext|extension|anexo)\b\.?\s?\d{1,5}")
_VENEZUELAN = re.compile(r"(?<![A-Za-z0-9.])(?:[VEJP]\s?[-.]?\s?|[vejp]-?|v\s?-?\s?)\d[\d.]{4,10}\d(?![\w])")
_CODE = re.compile(
    r"(?<![A-Za-z0-9-])(?=[A-Z0-9][A-Z0-9-]*[A-Z]|[A-Z])(?=(?:[A-Z-]*\d){4})[A-Z0-9]+(?:-[A-Z0-9]+)*(?![A-Za-z0-9])"
)


def find_identifiers(text: str, folded: str, dates: Sequence[Date]) -> Iterator[tuple[int, int, Kind]]:
    """Where a text has a number that leads to one person.

    Args:
        text: As it was written; capitals tell codes from words.
        folded: The same from :func:`redes.privacy.scrub.words.fold`.
        dates: Of the same text: their numbers are no documents.
    """
    for match in _VENEZUELAN.finditer(text):
        if sum(c.isdigit() for c in match[0]) >= 6:
            yield match.start(), match.end(), "documento"
    cues = find_cues(folded)
    yield from find_codes(folded, cues, dates)
    for found in find_runs(folded):
        run = _whole_phone(_without_units(_without_dates(found, dates, folded), folded), folded)
        kind = run and _kind(folded, run, cues)
        if run and kind:
            yield _begin(text, folded, run, kind), _end(folded, run), kind
    for match in _CODE.finditer(text):
        kind = nearest(folded, match.start(), match.end(), cues)
        digits = sum(c.isdigit() for c in match[0])
        called = kind not in (None, "telefono")
        if (digits >= 6 or called) and not _NORM_BEFORE.search(folded[max(0, match.start() - 30) : match.start()]):
            yield match.start(), match.end(), kind if kind and called else "documento"


def find_of_nobody(folded: str) -> Iterator[tuple[int, int]]:
    """Where a folded text has a number that leads to nobody: an amount, a clinical value, a norm's, a public line's."""
    cues = find_cues(folded)
    for run in find_runs(folded):
        if _is_of_nobody(folded, run, _called(folded, run, cues)):
            yield run.start, run.end


def _without_dates(run: Run, dates: Sequence[Date], folded: str) -> Run | None:
    """What a run is beside the dates it runs into: «cédula 1098765432 12/05/1990»."""
    for date in dates:
        if run.start < date.end and run.end > date.start:
            before = _longest(folded, run.start, date.start)
            after = _longest(folded, date.end, run.end)
            return max((part for part in (before, after) if part), key=lambda part: part.digits, default=None)
    return run


def _without_units(run: Run | None, folded: str) -> Run | None:
    """The run without a last number that counts something: «300 123 4567, 25 años»."""
    if run is None or run.spoken or not _UNIT_AFTER.match(folded, run.end):
        return run
    cut = max(run.text.rfind(" "), run.text.rfind(","))
    rest = _longest(folded, run.start, run.start + cut) if cut > 0 else None
    return rest if rest is not None and rest.digits >= 6 else run


def _whole_phone(run: Run | None, folded: str) -> Run | None:
    """The run without what follows a mobile phone that is whole: «314 220 6681 once veces», «300 662 1948 50k»."""
    if run is None or not (match := _MOBILE_AND_MORE.match(run.text)):
        return run
    return _longest(folded, run.start, run.start + match.end())


def _longest(folded: str, start: int, end: int) -> Run | None:
    """The longest number within a stretch of a text."""
    runs = list(find_runs(folded[start:end])) if start < end else []
    if not runs:
        return None
    run = max(runs, key=lambda one: one.digits)
    return run._replace(start=run.start + start, end=run.end + start)


def _kind(folded: str, run: Run, cues: Sequence[Cue]) -> Kind | None:
    """What a run tells of a person, or None when it tells nothing."""
    if run.digits < 4:
        return "historia-clinica" if run.digits == 3 and _RECORD_BEFORE.search(_before(folded, run)) else None
    called = _called(folded, run, cues)
    if _is_of_nobody(folded, run, called):
        return None
    if called == "cuenta-bancaria" and run.spoken <= 4 and len(run.written) < 4 and _SCALES & set(run.text.split()):
        return None  # «una cuenta de cuatro millones» is what a hospital asks for
    if called == "cuenta-bancaria" and run.digits >= 5:
        return called
    loosely = nearest(folded, run.start, run.end, cues)
    if _looks_like_phone(run) and loosely in (None, "telefono"):
        return "telefono"
    if called is not None:
        small = _is_year(run) or (run.digits < 6 and run.spoken > 0 and "mil" in run.text.split())
        return None if small or run.digits < (6 if called == "telefono" else 4) else called
    return _kind_of_uncalled(run, loosely)


def _kind_of_uncalled(run: Run, loosely: Kind | None) -> Kind | None:
    """What a run is that nothing, or only a word for any number, announces."""
    sum_of_money = bool(_SCALES & set(run.text.split()))
    if sum_of_money and not run.written and run.digits < 7:
        return None
    if loosely is not None and run.digits >= 6:
        return loosely
    if run.spoken >= _FEWEST_SPOKEN and run.written == "" and _one_by_one(run):
        return loosely or "documento"
    if run.spoken and run.digits >= 6 and not (sum_of_money and run.digits < 12 and run.spoken <= 8):
        return "telefono" if run.digits in (7, 10) else "documento"
    if _is_long(run):
        return "cuenta-bancaria" if run.digits >= 13 else "documento"
    return None


def _one_by_one(run: Run) -> bool:
    """Whether a number is dictated digit by digit, as sums and ages never are."""
    return all(DIGITS_OF.get(word, 0) <= 1 for word in run.text.replace(",", " ").split())


def _before(folded: str, run: Run) -> str:
    return folded[max(0, run.start - 40) : run.start]


def _called(folded: str, run: Run, cues: Sequence[Cue]) -> Kind | None:
    """What a run is called by a word that is said of little else."""
    return nearest(folded, run.start, run.end, [cue for cue in cues if not cue.weak])


def _is_of_nobody(folded: str, run: Run, called: Kind | None) -> bool:
    """Whether a number leads to nobody."""
    before = _before(folded, run)
    return _of_the_public(folded, run, before, called) or _counts(folded, run, before, called)


def _of_the_public(folded: str, run: Run, before: str, called: Kind | None) -> bool:
    """Whether a number is a norm's, a code's or a line's."""
    if _PUBLIC_LINE.fullmatch(run.written) and not run.spoken:
        return True
    return run.digits < 9 and (
        _NORM_BEFORE.search(before) is not None or (called is None and _OF_A_YEAR.match(folded, run.end) is not None)
    )


def _counts(folded: str, run: Run, before: str, called: Kind | None) -> bool:
    """Whether a number is an amount, a clinical value, an age."""
    if _UNIT_AFTER.match(folded, run.end) and not (called and run.digits >= 8 and run.written):
        return True
    return (run.digits < 10 and _MONEY_BEFORE.search(before) is not None) or (
        run.digits < 9 and _CLINICAL_BEFORE.search(before) is not None
    )


def _looks_like_phone(run: Run) -> bool:
    return not run.spoken and _PHONE.fullmatch(run.written) is not None


def _is_year(run: Run) -> bool:
    if run.spoken == 0:
        return _YEAR.fullmatch(run.written) is not None
    return run.written == "" and run.text.startswith(_SPOKEN_YEAR) and run.spoken <= 5


def _is_long(run: Run) -> bool:
    """Whether a bare number can only be somebody's: long, and no round sum."""
    if run.spoken or _NUMBERING.match(run.text) or _YEARS.fullmatch(run.text):
        return False
    if _THOUSANDS.fullmatch(run.text):
        return run.digits >= 7 and not run.written.endswith("00" if run.digits == 7 else "000")  # a sum has round ends
    if len(run.groups) == 1:
        return (
            run.digits >= 6
            and not run.written.endswith("000")
            and run.text.lstrip("abcdefghijklmnopqrstuvwxyz").isdigit()
        )
    if max(run.groups) >= 6:
        return True
    return run.digits >= 8 and (max(run.groups) <= 4 or "-" in run.text) and len(run.groups) <= 10


def _begin(text: str, folded: str, run: Run, kind: Kind) -> int:
    """The start of a run with the letters that belong to it: ``V-``, ``AB ``, «ve», ``+``."""
    start = run.start
    offset = max(0, start - 40)
    before = folded[offset:start]
    if found := (_PLUS_OR_BRACKET if kind == "telefono" else _PLUS).search(before):
        return offset + found.start()
    if kind in ("documento", "historia-clinica"):
        prefix = _PREFIX.search(before) if kind == "documento" else None
        if prefix and text[offset + prefix.start()].isupper():
            return offset + prefix.start()
        if found := _DASHED_LETTERS.search(before) or (None if run.spoken else _WRITTEN_LETTER.search(before)):
            return offset + found.start()
        if run.spoken and (letters_begin := spelled_at_end(before)) is not None:
            return offset + letters_begin
    if len(run.groups) in (1, 2, 3) and (found := _CAPITALS.search(before)):
        written = text[offset + found.start() : start].strip()
        if written.isupper() and written not in ACRONYMS and not is_cue(written.lower()):
            return offset + found.start()
    return start


def _end(folded: str, run: Run) -> int:
    """The end of a run with the check letter or extension that belongs to it."""
    match = _LETTER_AFTER.match(folded, run.end) if run.written else None
    return match.end() if match else run.end
