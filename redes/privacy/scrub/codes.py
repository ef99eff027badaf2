"""Numbers of documents, records and plates in pieces: ``G 2 2 9 1 0 4 7``, ``00-41 b 76``, «doscientos doce barra a».

Nothing in such a number says that it is one, but the word before it: right behind that word every piece of letters and
digits belongs to it, however it is cut.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from redes.privacy.scrub import letters
from redes.privacy.scrub.cues import Cue
from redes.privacy.scrub.dates import Date
from redes.privacy.scrub.lexicon import common_words
from redes.privacy.scrub.numbers import DIGITS_OF
from redes.privacy.scrub.patterns import Later
from redes.privacy.scrub.plates import PLATE_WORDS
from redes.privacy.scrub.spans import Kind

_KINDS = frozenset({"documento", "historia-clinica"})
_PLATE = Later(rf"(?<![a-z0-9])(?:{PLATE_WORDS})(?![a-z])")
_FILL = Later(
    r"(?:\s?[:,#(-])?(?:\s(?:clinica|medica|h\.?\s?c\.?|a(?=\sse)|la(?=\sse)|medical|medikal|civil|no\.?|n[°o]\.?|n\.[°o]|nro\.?|numero|number|nimewo|num\.?|#|es|is|est|se|era|e|mia?|mi|la|el|del?|d|da|do|dele|dela|pote|"
    r"bueno|venezolan[oa]|colombian[oa]|ven|su|sua|seu|tiene|tem|:|-)(?=[\s:]))*\s?[:#(]?\s?"
)
_PIECE = Later(r"(?:\d+[a-z]{0,2}|[a-z]{1,3}\d+[a-z0-9]{0,3}|[a-z]+)(?![a-z0-9])")
_BETWEEN = Later(r"(?:\s?[./-]\s?\n?\s?|\s?\n\s?|\s)")
_MOSTLY_WORDS = frozenset("de en un une um on".split())
_NEVER_SAID = frozenset("en un une um on o el le y".split())
_SIGNS = frozenset("barra guion slash dash tiret traco raya letra hyphen punto point dot".split())
_LETTER = Later(rf"{letters.NAMES}|[a-z]{{1,2}}")
_LINK = Later(r"(?:\b(?:es|era|e|is|was|se|est|etait|te|moto|carro|car|:)|:)\s")
_FAR = 70
"""Characters after the word for a plate within which the plate may still come."""
_UNLIKE_WORDS = frozenset("bcfghjrvwzsp")
"""Single letters that are no word cut short: «x», «q», «d» are."""
_ALONE = 4
"""Letters that may stand alone in a row: more is a sentence."""
_MOST = 16
_FEWEST_DIGITS = 4
_FEWEST_OF_PLATE = 2
_RULING = Later(r"[tcs]u?\s?-\s?\d{1,4}\s?(?:/|de)\s?\d{2,4}")
"""Of a court: «T-681/04»."""
_YEAR = Later(r"(?:19|20)\d\d|dos\smil(?:\s\w+){1,3}")
_OF_A_YEAR = Later(r"\s?(?:de|del|of|do|-|/)\s?(?:19|20)\d\d")
_COUNTED = Later(
    r"\s?(?:anos?|ans|anio?s|mes(?:es)?|mois|dias?|days?|jours?|jou|semanas?|weeks?|horas?|hours?|veces|pesos|mil|%|mg|ml|kg|cm|personas?|copias?|citas?)(?![a-z])"
)


class _Piece(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def digits(self) -> int:
        """How many digits it tells; words that are mostly none tell none."""
        if self.text in DIGITS_OF:
            return 0 if self.text in _MOSTLY_WORDS else min(max(DIGITS_OF[self.text], 1), 3)
        return sum(map(str.isdigit, self.text))


def find_codes(folded: str, cues: Sequence[Cue], dates: Sequence[Date]) -> Iterator[tuple[int, int, Kind]]:
    """Where a folded text tells such a number.

    Args:
        folded: From :func:`redes.privacy.scrub.words.fold`.
        cues: Words of the same text that say what a number is.
        dates: Of the same text: they end a number.
    """
    for cue in cues:
        if cue.kind in _KINDS and (found := _code(folded, cue.end, _FEWEST_DIGITS, dates)):
            yield *found, cue.kind
    for match in _PLATE.finditer(folded):
        limit = min(len(folded), match.end() + _FAR)
        for position in (match.end(), *(link.end() for link in _LINK.finditer(folded, match.end(), limit))):
            if found := _code(folded, position, _FEWEST_OF_PLATE, dates):
                yield *found, "placa"
                break


def _code(folded: str, position: int, fewest: int, dates: Sequence[Date]) -> tuple[int, int] | None:
    """The pieces right behind a word, when they are enough to be a number and count nothing."""
    fill = _FILL.match(folded, position)
    pieces = _pieces(folded, fill.end() if fill else position)
    pieces = [piece for piece in pieces if all(piece.end <= date.start for date in dates if date.end > piece.start)]
    while pieces and not _ends(folded, pieces):
        pieces.pop()
    lettered = any(not piece.digits for piece in pieces) or any(not piece.text.isdigit() for piece in pieces[:1])
    if sum(piece.digits for piece in pieces) < fewest or (fewest == _FEWEST_OF_PLATE and not lettered):
        return None
    start, end = pieces[0].start, pieces[-1].end
    if _RULING.fullmatch(folded, start, end):
        return None
    if _YEAR.fullmatch(folded, start, end) or _OF_A_YEAR.match(folded, end) or _COUNTED.match(folded, end):
        return None
    return start, end


def _pieces(folded: str, start: int) -> list[_Piece]:
    found: list[_Piece] = []
    position = start
    alone = 0
    while len(found) < _MOST and (match := _PIECE.match(folded, position)):
        piece = _Piece(match.start(), match.end(), match[0])
        after_sentence = bool(found) and ". " in folded[found[-1].end : piece.start]
        if after_sentence and not piece.text.isdigit():
            break
        if not (piece.digits or _is_letter(piece.text, found) or (found and piece.text in _SIGNS)):
            break
        alone = 0 if piece.digits else alone + 1
        if alone > _ALONE:
            break
        found.append(piece)
        between = _BETWEEN.match(folded, piece.end)
        if between is None:
            break
        position = between.end()
    return found


def _is_letter(text: str, before: Sequence[_Piece]) -> bool:
    """Whether a piece is a letter or two, written or said; everyday words are among said ones only."""
    if _LETTER.fullmatch(text) is None:
        return False
    if len(text) == 1:
        return True
    said = not any(piece.text[:1].isdigit() for piece in before)
    return (
        (said and text not in _NEVER_SAID)
        if text in letters.EVERYDAY or text in DIGITS_OF
        else text not in common_words()
    )


def _ends(folded: str, pieces: Sequence[_Piece]) -> bool:
    """Whether the last piece belongs to the number rather than to the sentence after it."""
    last = pieces[-1]
    if last.digits:
        return True
    if len(pieces) == 1 or last.text in _SIGNS:
        return False
    before = pieces[-2]
    if before.text in _SIGNS or before.text == "letra":
        return True
    close = not folded[before.end : last.start].isspace()
    return before.digits > 0 and (
        close or last.text in _UNLIKE_WORDS or (len(last.text) > 1 and last.text not in common_words())
    )
