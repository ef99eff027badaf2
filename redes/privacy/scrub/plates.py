"""Number plates of cars and motorcycles, written or said."""

from collections.abc import Iterator

from redes.privacy.scrub import letters
from redes.privacy.scrub.lexicon import common_words
from redes.privacy.scrub.numbers import DIGITS_OF, NUMBER_WORD, find_runs
from redes.privacy.scrub.patterns import Later, one_of

PLATE_WORDS = one_of("placas? matriculas? plates? license_plate licence_plate plaques? immatricul* plak")
"""What a number plate is called."""

_CUE = Later(
    rf"(?<![a-z0-9])(?P<cue>{PLATE_WORDS}|{one_of('carros? caro moto motocicleta mototaxi camioneta camion furgoneta taxi vehiculo ambulancias? ambulances? anbilans buseta bus voiture machin car motorcycle')})(?![a-z])"
)
_SAYS_PLATE = Later(r"pla|matric|immat|lic")
_PLATE = Later(
    r"(?<![a-z0-9])(?:[a-z]{3}\s?[-·.]?\s?\d\s?[\do]\s?[\da-z]"  # Colombia: cars ABC 123, motorcycles ABC 12D
    r"|[a-z]{2}\s?-?\s?\d{3}\s?-?\s?[a-z]{2}"  # Venezuela, France: AB 123 CD
    r"|[a-z]\d{2}[a-z]{2}\d[a-z]"  # Venezuela: A12BC3D
    r"|[a-z]{3}\s?-?\s?\d[a-z]\d{2}"  # Brazil: ABC 1D23
    r"|[a-z]\s?-?\s?\d{5}"  # Haiti: A 12345
    r"|[a-z](?:\s[a-z]){2}\s?[-.]?\s?\d(?:\s\d){1,2}(?:\s[a-z](?![a-z]))?)(?![a-z0-9])"  # each sign apart
)
_BARE = Later(r"(?<![\w-])[A-Z]{3}[\s-]?\d{2}[\dA-Z](?![\w])")
_DIGIT = rf"(?:{NUMBER_WORD}|\d)"
_SPELLED = Later(
    rf"(?<![a-z0-9])(?P<letters>(?:{letters.NAMES}\s){{2,3}}){_DIGIT}(?:\s(?:(?:y|e|et|and)\s)?{_DIGIT}){{0,5}}(?:\s{letters.NAMES}(?!\s{_DIGIT}))?(?![a-z0-9])"
)
_LAST_LETTER = Later(rf"\s?-?\s?{letters.NAMES}(?![a-z])(?!\s(?:no|la|el|me|le|que))")
_WRITTEN_LETTERS = Later(r"(?<![a-z])[a-z]{1,3}\s?-?\s?$")
_STOP = Later(r"[;!?\n]|\.\s")

ACRONYMS = frozenset(
    "EPS IPS PPT PEP ESE HTA VIH SGP LEY ART RES CIE COP USD TEL CEL CRA CLL KRA DGN AVE MTS KMS APT INT SUR HIV CRP TSH PCR VPH ADN SOA TAC "
    "RUT NIT NIU DPI CPF RNM RNE CRM SUS".split()
)
"""Three capitals that stand before numbers and are no plate."""

_SHORT_WORDS = frozenset(
    "con las los que por del una uno dos son mas tel cel nro num the and for was les des une est pou nan ki kay mil hay fue dia mes ano sus mis "
    "tus sin".split()
) | frozenset(word for word in DIGITS_OF if len(word) == 3)


def find_plates(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where a text tells a number plate.

    Args:
        text: As it was written: a plate without a word for it is known by its capitals.
        folded: The same from :func:`redes.privacy.scrub.words.fold`.
    """
    told = vehicle = False
    for cue in _CUE.finditer(folded):
        says_plate = _SAYS_PLATE.match(cue["cue"]) is not None
        told = told or says_plate
        vehicle = True
        limit = min(len(folded), cue.end() + (80 if says_plate else 25))
        stop = _STOP.search(folded, cue.end(), limit)
        limit = stop.start() if stop else limit
        written = _PLATE.search(folded, cue.end(), limit)
        if written and not (written[0][:3] in _SHORT_WORDS and written[0][3:4] == " "):
            letters_alone = written[0][:3]
            if (
                says_plate
                or " " not in written[0][:4]
                or text[written.start()].isupper()
                or letters_alone not in common_words()
            ):
                yield written.span()
        elif says_plate:
            yield from _said(folded, cue.end(), limit)
    for match in _SPELLED.finditer(folded):
        sure = sum(len(word) > 1 and word not in letters.EVERYDAY for word in match["letters"].split())
        if told or sure >= (1 if vehicle else 2):
            yield match.span()
    for match in _BARE.finditer(text):
        if match[0][:3] not in ACRONYMS:
            yield match.span()


def _said(folded: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    """The first number after the word for a plate, with the letters before it."""
    for run in find_runs(folded[start:limit]):
        if run.digits < 2:
            return
        begin, end = start + run.start, start + run.end
        before = folded[start:begin]
        if found := letters.BEFORE_PLATE.search(before) or _WRITTEN_LETTERS.search(before):
            begin = start + found.start()
        after = _LAST_LETTER.match(folded, end) if run.digits == 2 else None
        yield begin, after.end() if after else end
        return
