"""Documents, phones, accounts, records and plates: numbers, told apart by what is said around them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from redes.privacy.scrub.dates import Date
from redes.privacy.scrub.numbers import DIGITS_OF, NUMBER_WORD, Run, find_runs
from redes.privacy.scrub.spans import Kind

_CUES: dict[Kind, str] = {
    "documento": (
        r"cedulas?|sedula|cedul|cedla|c\.?\s?c\.?|t\.?\s?i\.?|c\.?\s?e\.?|c\.?\s?i\.?|ppt|p\.p\.t\.?|pep|p\.e\.p\.?|pept|rumv|pasaportes?|pasaport|passports?|passeport|"
        r"pasp[o]|paspor|passaporte|documentos?|docs?|dcto|identidad|identificacion|identificad[oa]s?|identity|identification|ids?|i\.d\.|identite|"
        r"idantite|idantifikasyon|identidade|dni|cpf|rg|rne|rnm|crnm|cin|nif|niu|nuip|nit|rut|registro\s+civil|registro|salvoconducto|salvo\s+conducto|sc\s?-?\s?2|radicado|"
        r"carnet?s?|permisos?|permits?|permis|pemi|titre\s+de\s+sejour|carteira|certificado|ficha|tarjeta\s+de\s+identidad|papel|papye|documents?|dokiman|kat|partida|visa|acta|rejis|folio|social\s+security|ssn"
    ),
    "telefono": (
        r"telefonos?|telf?s?\.?|tlf|fono|cel(?:ular|u)?(?:es)?\.?|movil(?:es)?|fijo|whats\s?app?|whatsap|wasap|watsap|guasap|wpp|wsp|wa|whats|zap|zapzap|llam\w+|marcar|marque(?:n|me)?|"
        r"yam\w+|contact\w*|kontak\w*|phone|cell(?:phone)?|call\w*|mobile|telephone|appel\w*|portable|joindre|joignable|telefone|ligar|ligue|liga|telefon|rele|escrib\w+|escriv\w+|text|numero|nro|num|"
        r"number|nimewo|nume|no\.|comunic\w+|ubic\w+|localiz\w+|tel|acudiente|avis\w+|ekri|ecrire|jwenn"
    ),
    "historia-clinica": (
        r"historias?(?:\s+clinicas?)?|istoria|h\.?\s?c\.?|hcl|hclinica|admision|expediente|prontuario|dossier|dosye|medical\s+record|medical\s+file|patient\s+(?:number|file|id)|mrn|"
        r"records?|chart|file|fichier|fiche|ingreso|atencion|orden|autorizacion|registro\s+medico|atendimento|episodio|fich|"
        r"numero\s+de\s+paciente|clinica\s+numero|triage\s+numero"
    ),
    "cuenta-bancaria": (
        r"cuentas?|kuenta|ahorros?|corriente|nequi|neki|daviplata|bancolombia|davivienda|bbva|banco(?:mer)?|banesco|banco\s+de\s+venezuela|iban|account|acct|bank|savings|"
        r"contas?|agencia|poupanca|pix|compte|kont|bank|banque|virement|moncash|natcash|mon\s?cash|zelle|transfiya|breb|bre-b|tarjeta(?:\s+de\s+(?:credito|debito))?|card|cartao|carte\s+bancaire|rib|deposit\w*|consign\w*|transfer\w*|pago\s?movil|efecty"
    ),
    "placa": r"placas?|matricula|plates?|license\s+plate|plaques?|immatricul\w*|immatriculation|plak|licence|carro|moto|motocicleta|camioneta|taxi|vehiculo|carr?o|voiture|machin|car|motorcycle",
}
_CUE = re.compile(
    r"(?<![a-z0-9])(?:" + "|".join(f"(?P<{kind.replace('-', '_')}>{words})" for kind, words in _CUES.items()) + r")(?![a-z])"
)
_KIND_OF: dict[str, Kind] = {kind.replace("-", "_"): kind for kind in _CUES}
_WEAK_CUES = frozenset(
    "numero number nimewo nume num nro no. id ids kat papel papye file text registro orden atencion ingreso moto carro car taxi rele wa liga fono card "
    "deposit visa documents docs machin voiture carte ci ti".split()
)
"""They say what a number is, but are said of much else: they do not make a short number personal."""
_GUARDED = frozenset("carro moto taxi car motocicleta camioneta vehiculo voiture machin motorcycle caro".split())

_BREAK = re.compile(r"[;!?\n]|\.\s(?!\d)")
_ABBREVIATION = re.compile(r"\b(?:no|nro|num|tel|cel|c|t|i|e|h|n|id)\.\s")

_UNIT_AFTER = re.compile(
    r"\s?(?:(?:anos?|ans|anios|ane|meses|mes|mois|mwa|months?|semanas?|semaines?|semen|weeks?|dias?|jours?|jou|days?|horas?|heures?|edtan|hours?|minut\w*|years?|lane|pesos?|barras|lucas|cop|usd|"
    r"bolivares|bs|dolares|dollars?|euros?|reais|real|goud|gourdes?|pesos|%|mg|ml|kg|kilos?|gramos?|grams?|gram|mcg|cm|mm|mmhg|metros?|grados|copias|plaquetas|leucocitos|personas?|"
    r"veces|vez|times|fwa|fois|vezes|cuadras?|kilometros?|km|libras?|puntos|celulas|cel/|ninos?|hijos?|familias?|pastillas?|tabletas?|ampollas?|dosis|citas?|noches?|millones|milhoes|mil\b(?!\s\w+\s\w+cient)|thousand)(?![a-z])|°)"
)
_MONEY_BEFORE = re.compile(
    r"(?:[$€£]|\b(?:cobr\w+|pag\w+|cuest\w+|cost\w+|vale[n]?|valor(?:\s+de)?|debo|deben|debemos|precio|total|monto|suma\s+de|plata|gast\w+|prest\w+|deuda(?:\s+de)?|usd|cop|bs|rs|r|salario|gano|multa(?:\s+de)?|"
    r"charg\w+|pay|paid|owe|price|pey\w*|koute|payer|paye|coute\w*|factura(?:ron)?(?:\s+por)?|copago(?:\s+de)?|abono(?:\s+de)?|deposito\s+de))\s?(?:de|por|a|me|unos|como|casi|mas\s+de|otros|los)?[\s(:]*$"
)
_CLINICAL_BEFORE = re.compile(
    r"\b(?:plaquetas?|leucocitos?|viral|virale|cd4|hemoglobina|glucosa|glicemia|presion|tension|temperatura|peso|pesa|pese|plaquettes|plaket|globulos|celulas|beta|hcg|ferritina|creatinina|trigliceridos|colesterol|psa|tsh|plateletes?|platelets?|load|charge\s+virale)"
    r"(?:\s(?:de|en|a|is|of|est|estaba|esta|tenia|blancos|rojos|count|salio|baja|alta))*\s*[:=]?\s*$"
)
_NORM_BEFORE = re.compile(
    r"\b(?:ley(?:es)?|decretos?|resolucion(?:es)?|res\.|circular(?:es)?|sentencias?|acuerdo|articulos?|art\.?|law|decree|resolution|loi|decret|lei|lwa|dekre|rezolisyon|portaria|linea|lineas|line|ligne|liy|linha|cups|cie|cie-10|codigo|code|kod|triage|protocolo|anexo|"
    r"capitulo|numeral|conpes|ntc|iso|norma|habilitacion|version|[tcs]u?-|auto|expediente\s+t-|marca(?:r|ndo)?\s+(?:el|al))\s?(?:no\.?|n[°º]|numero|numbers?|#|de|la|el|externa|conjunta|estatutaria)*[\s-]?$"
)
_OF_A_YEAR = re.compile(r"\s(?:de|del|of|d[eo]|nan)\s(?:19|20)\d\d(?!\d)")
_NUMBERING = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.\d{1,2}\b")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\D{1,3}(?:19|20)\d\d)+")
_PUBLIC_LINE = re.compile(r"(?:\+?57\s?)?0?1[\s-]?8000\d*|018000\d*")
_PREFIX = re.compile(r"(?:(?<![a-z0-9.])(?!no\b|nro\b|num\b|tel\b|cel\b)(?:[a-z]{1,3}|ppt|pep|rumv|ce|cc|ti|rc)\s?[-:.]\s?|(?<![a-z0-9])[vejp]\s)$")
_PASSPORT_WORDS = re.compile(r"(?<![a-z0-9])(?:[a-z]\s){1,3}$")
_LETTER_WORDS = (
    r"(?:a|be|b|ce|se|c|de|d|e|efe|f|ge|g|hache|h|i|jota|j|ka|k|ele|l|eme|m|ene|n|o|pe|p|cu|q|erre|ere|r|ese|s|te|t|u|ve|uve|v|doble\s?u|doble\s?ve|w|equis|x|ye|igriega|i\s?griega|y|zeta|seta|z|"
    r"esse|erre|eff|ach|ex|double\s?u|double\s?ve|vee|dee|bee|cee|gee|jay|kay|el|em|en|pee|cue|ar|ess|tee|zee|zed|wye|gi|ji|zi|emme|enne|elle|as|bi|ke|xis|agha|aga)"
)
_SPELLED_LETTERS = re.compile(rf"(?<![a-z0-9])(?:(?:{_LETTER_WORDS})(?:\s|[-.,]\s?)(?:(?:de|como|as\s+in|comme|tankou)\s+\w+\s)?){{1,3}}$")
_LETTER_WRITTEN = re.compile(r"(?<![a-z0-9.])[vjp]\s$")
_SPELLED_PLATE = re.compile(
    rf"(?<![a-z0-9])(?:{_LETTER_WORDS}\s){{2,3}}(?:(?:{NUMBER_WORD}|\d)(?:\s(?:{NUMBER_WORD}|\d)){{2}}(?![a-z0-9])|(?:{NUMBER_WORD}|\d)(?:\s(?:{NUMBER_WORD}|\d))?(?:\s(?:{_LETTER_WORDS}))?(?![a-z0-9]))"
)
_LETTERS_SAID = re.compile(
    r"(?<![a-z0-9])(?:(?:[a-z]|be|ce|efe|ge|hache|jota|ka|ele|eme|ene|pe|cu|erre|ere|ese|te|ve|uve|doble\su|doble\sve|equis|zeta|seta|ye|bee|cee|dee|gee|jay|kay|pee|cue|ar|ess|tee|vee|zee|"
    r"esse|xis|zed|em|en|ef|ex|ach|bi|ji|de(?=\s[a-z]{1,4}\s(?:\d|[a-z]+)))\s){1,3}$"
)
_PLATE = re.compile(r"(?<![a-z0-9])(?:[a-z]{3}\s?[-·.]?\s?\d{2}\s?[\da-z]|[a-z]{2}\s?-?\s?\d{3}\s?-?\s?[a-z]{2}|[a-z]\d{2}[a-z]{2}\d[a-z]|[a-z]{3}\s?-?\s?\d[a-z]\d{2}|[a-z]\s?-?\s?\d{5})(?![a-z0-9])")
_BARE_PLATE = re.compile(r"(?<![\w-])[A-Z]{3}[\s-]?\d{2}[\dA-Z](?![\w])")
_NO_PLATE = frozenset("EPS IPS PPT PEP ESE HTA VIH SGP LEY ART RES CIE COP USD TEL CEL CRA CLL KRA DGN AVE MTS KMS APT INT SUR HIV CRP TSH PCR VPH ADN SOA TAC RUT NIT NIU DPI".split())
_VENEZUELAN = re.compile(r"(?<![A-Za-z0-9.])(?:[VEJP]\s?[-.]?\s?|[vejp]-?|v\s?-?\s?)\d[\d.]{4,10}\d(?![\w])")
_CODE = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z0-9-]*[A-Z])(?=(?:[A-Z-]*\d){4})[A-Z0-9]+(?:-[A-Z0-9]+)*(?![A-Za-z0-9])")
_AFTER = re.compile(r"^\W{0,3}(?:\s?(?:es|is|est|se|e|era|seria|fue|de|del|el|la|mi|my|mon|ma|meu|minha|the|como|on|su|son|numero|number|number's|a|mwen|nimewo|sou|kat|n|mi\s+numero\s+de)\b\s?){0,5}\W{0,2}$")


class _Cue(NamedTuple):
    start: int
    end: int
    kind: Kind
    weak: bool


def find_identifiers(text: str, folded: str, dates: list[Date]) -> Iterator[tuple[int, int, Kind]]:
    """Where a text has a number that leads to one person.

    Args:
        text: As it was written; capitals tell plates and codes from words.
        folded: The same from :func:`redes.privacy.scrub.words.fold`.
        dates: Of the same text: their numbers are no documents.
    """
    cues = [
        _Cue(m.start(), m.end(), _KIND_OF[m.lastgroup or ""], m.group() in _WEAK_CUES) for m in _CUE.finditer(folded)
    ]
    yield from _plates(text, folded, cues)
    for match in _VENEZUELAN.finditer(text):
        if sum(c.isdigit() for c in match.group()) >= 6:
            yield match.start(), match.end(), "documento"
    for run in find_runs(folded):
        if any(run.start < date.end and run.end > date.start for date in dates):
            run = _outside(run, dates, folded)
            if run is None:
                continue
        run = _without_units(run, folded)
        if run is None:
            continue
        kind = _kind(folded, run, cues)
        if kind is not None:
            yield _with_letters(text, folded, run, kind), _with_letters_after(folded, run), kind
    for match in _CODE.finditer(text):
        kind = _nearest(folded, match.start(), match.end(), cues)
        digits = sum(c.isdigit() for c in match.group())
        if digits >= 6 or (kind is not None and kind != "telefono" and digits >= 4):
            if not _NORM_BEFORE.search(folded[max(0, match.start() - 30) : match.start()]):
                yield match.start(), match.end(), kind if kind not in (None, "telefono") else "documento"


def _outside(run: Run, dates: list[Date], folded: str) -> Run | None:
    """What a run has beside a date: «cédula 1098765432 12/05/1990»."""
    for date in dates:
        if run.start < date.start < run.end and date.end >= run.end:
            return next(iter(find_runs(folded[: date.start])), None) and _again(folded, run.start, date.start)
        if date.start <= run.start < date.end < run.end:
            return _again(folded, date.end, run.end)
    return None


def _again(folded: str, start: int, end: int) -> Run | None:
    found = None
    for run in find_runs(folded[start:end]):
        if found is None or run.digits > found.digits:
            found = run
    return found and found._replace(start=found.start + start, end=found.end + start)


def _without_units(run: Run, folded: str) -> Run | None:
    """The run without a last number that counts something: «300 123 4567, 25 años»."""
    if run.spoken or not _UNIT_AFTER.match(folded, run.end):
        return run
    cut = max(run.text.rfind(" "), run.text.rfind(","))
    if cut < 0:
        return run
    rest = _again(folded, run.start, run.start + cut)
    return rest if rest is not None and rest.digits >= 6 else run


def _kind(folded: str, run: Run, cues: list[_Cue]) -> Kind | None:
    """What a run tells of a person, or None when it tells nothing."""
    before = folded[max(0, run.start - 40) : run.start]
    if _PUBLIC_LINE.fullmatch(run.text.replace(".", " ").replace("  ", " ").replace(" ", "")) or _PUBLIC_LINE.match(run.text):
        return None
    if run.digits < 4:
        return "historia-clinica" if run.digits == 3 and _record_before(before) else None
    cue = _nearest(folded, run.start, run.end, cues)
    strong = _nearest(folded, run.start, run.end, [c for c in cues if not c.weak])
    if run.digits < 9 and (_NORM_BEFORE.search(before) or _OF_A_YEAR.match(folded, run.end)):
        return None
    if _UNIT_AFTER.match(folded, run.end) and not (strong and run.digits >= 8 and run.written):
        return None
    if _MONEY_BEFORE.search(before) and run.digits < 10:
        return None
    if _CLINICAL_BEFORE.search(before) and run.digits < 9:
        return None
    if run.text.startswith(("$",)):
        return None
    phone = _looks_like_phone(run)
    if strong == "cuenta-bancaria" and run.digits >= 5:
        return strong
    if phone and (cue in (None, "telefono", "placa")):
        return "telefono"
    if strong is not None and strong != "placa":
        return None if _is_year(run) or _is_small_sum(run) else _checked(strong, run)
    if run.spoken and not run.written and "mil" in run.text.split() and run.digits < 7:
        return None
    if cue is not None and cue != "placa" and run.digits >= 6:
        return cue
    if run.spoken and run.digits >= 6 and not _is_sum(run):
        return "telefono" if run.digits in (7, 10) else "documento"
    if _is_long(run):
        return "cuenta-bancaria" if run.digits >= 13 else "documento"
    return None


def _checked(kind: Kind, run: Run) -> Kind | None:
    enough = {"documento": 5, "telefono": 6}.get(kind, 4)
    return kind if run.digits >= enough or (run.digits >= 4 and kind == "documento") else None


def _record_before(before: str) -> bool:
    return re.search(r"\b(?:historia(?:\s+clinica)?|h\.?c\.?|prontuario|dossier|dosye)\s*(?:numero|nro|no|n[°º]|#|:|\.|es)*\s*$", before) is not None


def _looks_like_phone(run: Run) -> bool:
    written = run.written if not run.spoken else ""
    if not written:
        return False
    if re.fullmatch(r"3[0-5]\d{8}|60\d{8}|0?4(?:12|14|16|22|24|26)\d{7}|(?:57|0057)3\d{9}|(?:57)60\d{8}|(?:58)4\d{9}|509[2-5]\d{7}|55\d{10,11}|(?:33|0033)[1-9]\d{8}|1[2-9]\d{9}|593\d{9}|51\d{9}|56\d{9}", written):
        return len(run.groups) > 1 or len(written) >= 10
    return "+" in run.text


def _is_year(run: Run) -> bool:
    return (run.spoken == 0 and re.fullmatch(r"(?:19|20)\d\d", run.written) is not None) or (
        run.written == "" and run.text.startswith(("dos mil", "mil nove", "two thousand", "deux mille", "dois mil", "de mil")) and run.digits <= 9 and run.spoken <= 5
    )


def _is_small_sum(run: Run) -> bool:
    return run.digits < 6 and run.spoken > 0 and "mil" in run.text.split()


def _is_sum(run: Run) -> bool:
    words = run.text.split()
    scale = {"mil", "mille", "thousand", "millon", "millones", "million", "milhao", "milhoes", "milyon"} & set(words)
    return bool(scale) and run.digits < 12 and run.spoken <= 8


def _is_long(run: Run) -> bool:
    """Whether a bare number can only be somebody's: long, and no round sum."""
    if run.spoken or _NUMBERING.match(run.text) or _YEARS.fullmatch(run.text):
        return False
    if re.fullmatch(r"\d{1,3}(?:[.,']\d{3})+", run.text):
        return run.digits >= 8 and not run.written.endswith("000")
    if len(run.groups) == 1:
        return run.digits >= 6 and not run.written.endswith("000") and not re.search(r"[a-z]", run.text.lstrip("abcdefghijklmnopqrstuvwxyz"))
    if max(run.groups) >= 6:
        return True
    return run.digits >= 8 and (max(run.groups) <= 4 or "-" in run.text) and len(run.groups) <= 10


def _nearest(folded: str, start: int, end: int, cues: list[_Cue]) -> Kind | None:
    """The kind announced shortly before a number, else right after it."""
    best: Kind | None = None
    for cue in cues:
        if cue.end > start:
            break
        between = _ABBREVIATION.sub(" ", folded[cue.end : start])
        if len(between) <= 60 and len(between.split()) <= 7 and not _BREAK.search(between) and cue.kind != "placa":
            best = cue.kind if best is None or not cue.weak else best
    if best is not None:
        return best
    for cue in cues:
        if cue.start >= end and cue.start - end <= 30 and cue.kind != "placa" and _AFTER.match(folded[end : cue.start]):
            return cue.kind
    return None


def _with_letters(text: str, folded: str, run: Run, kind: Kind) -> int:
    """The start of a run with the letters that belong to it: ``V-``, ``AB ``, «ve», ``+``."""
    start = run.start
    before = folded[max(0, start - 24) : start]
    if found := re.search(r"(?:\+|\(\+|\+\()\s?$" if kind != "telefono" else r"(?:\+|\(\+?|\+\()\s?$", before):
        return start - (len(before) - found.start())
    if kind == "documento" and (found := _PREFIX.search(before)) and text[start - (len(before) - found.start())].isupper():
        return start - (len(before) - found.start())
    if kind in ("documento", "historia-clinica") and (found := re.search(r"(?<![a-z0-9])(?:[a-z]{1,3}-)$", before)):
        return start - (len(before) - found.start())
    if kind in ("documento", "historia-clinica") and (found := (_LETTERS_SAID if run.spoken else _LETTER_WRITTEN).search(before)):
        return start - (len(before) - found.start())
    if kind == "documento" and (found := re.search(r"(?<![a-z0-9.])[a-z]{1,3}\s$", before)) and text[start - (len(before) - found.start()) : start].strip().isupper() and not _CUE.fullmatch(found.group().strip()):
        return start - (len(before) - found.start())
    if kind == "cuenta-bancaria" and (found := re.search(r"(?<![a-z])[a-z]{2}\s?$", before)) and text[start - (len(before) - found.start())].isupper():
        return start - (len(before) - found.start())
    return start


def _with_letters_after(folded: str, run: Run) -> int:
    match = re.compile(r"\s?-\s?[a-z](?![a-z])|\s?,?\s?(?:ext|extension|anexo)\b\.?\s?\d{1,5}").match(folded, run.end)
    return match.end() if match and run.written else run.end


def _plates(text: str, folded: str, cues: list[_Cue]) -> Iterator[tuple[int, int, Kind]]:
    for cue in cues:
        if cue.kind != "placa":
            continue
        guarded = folded[cue.start : cue.end] in _GUARDED
        limit = min(len(folded), cue.end + (25 if guarded else 55))
        stop = re.compile(r"[;!?\n]|\.\s").search(folded, cue.end, limit)
        limit = stop.start() if stop else limit
        if match := _PLATE.search(folded, cue.end, limit):
            letters = re.match(r"[a-z]*", match.group())
            whole = not match.group()[:3].isalpha() or " " not in match.group()[:4] or text[match.start()].isupper() or not guarded
            if letters and whole and not _everyday(match.group()):
                yield match.start(), match.end(), "placa"
                continue
        if guarded:
            continue
        for run in find_runs(folded[cue.end : limit]):
            begin = cue.end + run.start
            before = folded[cue.end : begin]
            if found := _SPELLED_LETTERS.search(before):
                begin = cue.end + found.start()
            elif found := re.search(r"(?<![a-z])[a-z]{1,3}\s?-?\s?$", before):
                begin = cue.end + found.start()
            if run.digits >= 2:
                end = cue.end + run.end
                after = re.compile(rf"\s?-?\s?(?:{_LETTER_WORDS})(?![a-z])(?!\s(?:no|la|el|me|le|que))").match(folded, end)
                last = after.end() if after and run.digits == 2 else end
                yield begin, last, "placa"
            break
    for match in _SPELLED_PLATE.finditer(folded):
        letters = re.split(r"\s", match.group())[:3]
        if sum(len(word) > 1 and word not in _EVERYDAY_LETTERS for word in letters) >= 2 or (cues and any(c.kind == "placa" for c in cues)):
            yield match.start(), match.end(), "placa"
    for match in _BARE_PLATE.finditer(text):
        if match.group()[:3] not in _NO_PLATE:
            yield match.start(), match.end(), "placa"


_EVERYDAY_LETTERS = frozenset("de te se el en es ar as o y e a i em ve le la be ele elle pe ka aga".split())


def _everyday(plate: str) -> bool:
    """Whether three letters before a number are a word: «las 12 5», «con 123»."""
    return plate[:3] in _SHORT_WORDS and plate[3:4] == " "


_SHORT_WORDS = frozenset("con las los que por del una uno dos son mas tel cel nro num the and for was les des une est pou nan ki kay mil hay fue dia mes ano sus mis tus sin".split()) | frozenset(
    word for word in DIGITS_OF if len(word) == 3
)
