"""Patterns written as lines of words."""


def one_of(*lines: str) -> str:
    """A pattern for any word of some lines.

    In a line, ``_`` stands for blanks, a final ``*`` for any ending and ``s?`` for an optional letter: the words are
    patterns otherwise. Longer words come first, so that ``cedula`` does not hide ``cedulas``.
    """
    words = sorted({word for line in lines for word in line.split()}, key=len, reverse=True)
    return "(?:" + "|".join(_pattern(word) for word in words) + ")"


def _pattern(word: str) -> str:
    ending = r"\w*" if word.endswith("*") else ""
    return word.removesuffix("*").replace("_", r"\s+") + ending
