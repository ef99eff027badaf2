"""The panel's short words: labels, notices, names of roles and deeds. One file a room in ``panel/words/``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from redes.content.strict_yaml import read

FOLDER = Path(__file__).parent / "words"


class TwoMeanings(Exception):
    """A key stands in two files."""


@cache
def words() -> Mapping[str, str]:
    """Key -> Spanish. Read once.

    Raises:
        redes.content.strict_yaml.ContentError: A file is wrong.
        TwoMeanings: A key stands in two files.
    """
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        data = read(path, shown_as=f"panel/words/{path.name}").data
        assert isinstance(data, dict)
        if twice := found.keys() & data.keys():
            raise TwoMeanings(f"panel/words/{path.name}: {', '.join(sorted(twice))} stands in another file too")
        found |= {str(key): str(text) for key, text in data.items()}
    return MappingProxyType(found)


def word(key: str, **blanks: object) -> str:
    """A word or sentence, its places filled.

    Raises:
        KeyError: There is none.
    """
    return words()[key].format(**blanks) if blanks else words()[key]
