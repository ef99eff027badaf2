"""Phone numbers of Colombia, from how people write them to how one dials them.

Since September 2021 a landline has ten digits, 60 and the region's digit before the old seven (CRC, Resolución 5826 de
2019 and those that changed it); a mobile phone has ten and begins with 3. A number that cannot be dialled is refused and
never mended: a wrong number costs somebody the call that mattered.
"""

import re

_EXTENSION = re.compile(
    r"[(,]?\s*\b(?:extensi[oó]n(?:es)?|exts?|ex)\b[.:]?\s*(\d{1,5}(?:\s*[,y/-]\s*\d{1,5})*)(?!\d)(?:\s*\))?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:pbx|tel[a-zé]*|cel[a-z]*|fijo|m[oó]vil|whats?app)\b\s*[.:]*\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[/;|,\n]\s*|\s+-\s+|\s+[yo]\s+", re.IGNORECASE)
_NUMBER = re.compile(r"([+\d\s().–-]+?)\s*(?:x(\d+)x)?\s*")
_SHORTENED = re.compile(r"\d[.,]?\d*E[+-]?\d+", re.IGNORECASE)
_MOBILE_OR_LANDLINE = re.compile(r"(?:3\d\d|60[1245678])(\d{3})(\d{4})")


class ImpossiblePhoneError(ValueError):
    """The text holds a number that cannot be dialled; the message says why."""


def read_phones(text: str) -> str:
    """The numbers in a text as one dials them, ``607 572 1111 (ext. 101); 310 123 4567``.

    Raises:
        ImpossiblePhoneError: One of them cannot be dialled.
    """
    if _SHORTENED.search(text):
        raise ImpossiblePhoneError(f"the phone '{text}' was shortened by a spreadsheet; format the column as text")
    extensions: list[str] = []

    def aside(found: re.Match[str]) -> str:
        extensions.append(found[1])
        return f" x{len(extensions) - 1}x"

    numbers = []
    for part in _BETWEEN.split(_LABEL.sub("", _EXTENSION.sub(aside, re.sub(r"(\d)\.0\b", r"\1", text.strip())))):
        found = _NUMBER.fullmatch(part)
        if found is None:
            raise ImpossiblePhoneError(f"the phone '{text}' is not a number")
        dialled = _several(found[1], text)
        if found[2] is not None:
            dialled[-1] += f" (ext. {extensions[int(found[2])]})"
        numbers += dialled
    return "; ".join(dict.fromkeys(numbers))


def _several(part: str, text: str) -> list[str]:
    """The number that a part is; or those that stand in it side by side with only a space between."""
    whole = _dialled(part)
    if whole is not None:
        return [whole]
    alone = [_dialled(piece) for piece in part.split()]
    found = [number for number in alone if number is not None]
    if len(found) > 1 and len(found) == len(alone):
        return found
    digits = re.sub(r"\D", "", part)
    if len(digits) == 7:
        raise ImpossiblePhoneError(f"the phone '{text}' has 7 digits; since 2021 a landline has 10, 60X before the 7")
    raise ImpossiblePhoneError(f"the phone '{text}' cannot be dialled in Colombia ({len(digits)} digits)")


def _dialled(part: str) -> str | None:
    digits = re.sub(r"\D", "", part)
    if re.fullmatch(r"1\d\d", digits):
        return digits
    if free := re.fullmatch(r"018000(\d{5,7})", digits):
        return f"01 8000 {free[1]}"
    digits = re.sub(r"^(?:00)?57(?=\d{10}$)", "", digits)
    found = _MOBILE_OR_LANDLINE.fullmatch(digits)
    if found is None or len(set(digits[3:])) == 1:  # 3000000000 fills a column and calls nobody
        return None
    return f"{digits[:3]} {found[1]} {found[2]}"
