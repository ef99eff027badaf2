"""Letters as they are spelled aloud: «equis», «doble u», «vê», «b de burro»."""

import re

from redes.privacy.scrub.patterns import one_of

NAMES = one_of(
    "[a-z] be ce se de efe ge ze hache jota ka ca ele eme ene pe cu erre ere ese te ve uve doble_?u doble_?ve equis ye igriega i_?griega zeta seta "
    "esse effe eff ach ache ex double_?u double_?ve vee dee bee cee gee jay kay el em en pee cue ar ess tee zee zed wye gi ji zi emme enne elle as "
    "bi ke ku ki xis ixe iks agha aga zede i_?grec ipsilon dablio je ef es ou"
)
"""A pattern for the name of one letter, in five languages."""

EVERYDAY = frozenset("de te se el en es ar as o y e a i em ve le la be ele elle pe ka ca aga je ou ex ki ke".split())
"""Names of letters that are everyday words as well."""

_STANDS_FIRST = EVERYDAY - {"ve", "be", "pe", "ka", "ca", "ele", "elle", "aga"}
_AS_IN = r"(?:de|como|as\s+in|of|comme|tankou)\s+"
BEFORE_PLATE = re.compile(rf"(?<![a-z0-9])(?:{NAMES}(?:\s|[-.,]\s?)(?:{_AS_IN}\w+\s)?){{1,3}}$")
"""Letters that end a text, where only letters are waited for."""

_SPELLED_FIRST = re.compile(
    r"(?<![a-z0-9])(?:es|is|est|se|sou|numero|number|nimewo|pasaporte|passport|passeport|passaporte|paspo|cedula|el|le|o)\s(?:(?:double|doble)\s)?(?P<name>[aei])\s(?:guion\s)?$"
)
"""An everyday letter in the place where a number is waited for: «es a be uno dos», «es e ocho cuatro»."""

_LETTER = re.compile(rf"(?<![a-z0-9])(?P<name>{NAMES})\s(?:{_AS_IN}[a-z]{{3,}}\s)?(?:guion\s)?$")


def spelled_at_end(before: str) -> int | None:
    """Where the letters begin with which a text ends, at most four; None when it ends with none.

    «es» and «de» may be letters or the sentence before them: they are letters only after another one.
    """
    begin: int | None = None
    end = len(before)
    for _ in range(4):
        match = _LETTER.search(before, 0, end)
        if match is None:
            break
        end = match.start()
        if match["name"] not in _STANDS_FIRST or match.end() - match.end("name") > 1:
            begin = end
    first = _SPELLED_FIRST.search(before, 0, len(before) if begin is None else begin)
    return begin if first is None else first.start("name")
