"""Letters as they are spelled aloud: «equis», «doble u», «vê», «b de burro»."""

import re

from redes.privacy.scrub.patterns import one_of

NAMES = one_of(
    "a be b ce se c de d e efe f ge g hache h i jota j ka k ele l eme m ene n o pe p cu q erre ere r ese s te t u ve uve v doble_?u doble_?ve w "
    "equis x ye igriega i_?griega y zeta seta z esse eff ach ex double_?u double_?ve vee dee bee cee gee jay kay el em en pee cue ar ess tee "
    "zee zed wye gi ji zi emme enne elle as bi ke xis agha aga"
)
"""A pattern for the name of one letter, in five languages."""

EVERYDAY = frozenset("de te se el en es ar as o y e a i em ve le la be ele elle pe ka aga".split())
"""Names of letters that are everyday words as well."""

_SURE = one_of(
    "be ce efe ge hache jota ka ele eme ene pe cu erre ere ese te ve uve doble_u doble_ve equis zeta seta ye bee cee dee gee jay kay pee "
    "cue ar ess tee vee zee esse xis zed em ef ex ach bi ji [b-df-np-xz]"
)
_AS_IN = r"(?:de|como|as\s+in|of|comme|tankou)\s+"
BEFORE_PLATE = re.compile(rf"(?<![a-z0-9])(?:{NAMES}(?:\s|[-.,]\s?)(?:{_AS_IN}\w+\s)?){{1,3}}$")
"""Letters that end a text, where only letters are waited for."""

BEFORE_DOCUMENT = re.compile(
    rf"(?<![a-z0-9])(?:(?:{_SURE}|de(?=\s(?:efe|ge|be|ce|[a-z])\s)|[ae](?=\s{_AS_IN}))\s(?:{_AS_IN}[a-z]{{3,}}\s)?(?:guion\s)?){{1,4}}$"
)
"""Letters that end a text, where a sentence may stand before them: «es» and «de» are no letters there."""
