"""Mail addresses, links and user names, written or said («arroba», «punto com»)."""

import re
from collections.abc import Iterator
from ipaddress import IPv6Address, ip_address

from redes.privacy.scrub.lexicon import common_words
from redes.privacy.scrub.numbers import DIGITS_OF
from redes.privacy.scrub.patterns import Later
from redes.privacy.scrub.spans import Kind

_DOT = r"(?:punto|pto|ponto|dot|point|pwen)"
_SIGN = rf"(?:{_DOT}|guion\s+bajo|guion|underscore|underline|under\s?score|raya\s+abajo|raya|piso|tiret\s+bas|tiret|dash|hyphen|traco|hifen|sublinhado|barra\s+baja|anba|tire)"
_AT = r"(?:\s*@\s*|\s*[\[({<]\s*(?:at|arroba|arobase|a)\s*[\])}>]\s*|\s+(?:arroba|arrova|aroba|arobase|arobas|arobaz|arowoba|arobak|arobaze|awobaz|awobas|arowobas)\s+)"
_TOP = r"(?:com|net|org|co|es|ve|br|fr|ht|ec|pe|cl|mx|ar|us|uk|ca|ao|cv|mz|gw|sn|cm|ci|ng|gh|ke|ma|eg|it|de|ch|bo|py|uy|gt|cr|ni|edu|gov|gob|info|io|me|app|dev|hn|pa|cu|do|pt|be)"
_HOUSE = r"(?:gmail|gmai|gmial|g\s?mail|hotmail|hotmai|hotmal|otmail|jotmail|outlook|autlook|outlok|yahoo|yaho|yahu|icloud|live|msn|protonmail|proton|ymail|mail|unal|gmx|orange|laposte|wanadoo|uol|bol|terra|example)"
_DOMAIN = (
    rf"(?:[\w-]+(?:\s?\.\s?[\w-]+)*?\s?\.\s?{_TOP}(?:\s?\.\s?(?:co|br|ve|ar|mx|pe|ec|es|uk|fr|ht))?\b"
    rf"|[\w-]+(?:\s+{_DOT}\s+(?!{_TOP}\b)[\w-]+)?\s+{_DOT}\s+{_TOP}(?:\s+{_DOT}\s+(?:co|br|ve|ar|mx|pe|ec|es|uk|fr|ht))?\b"
    rf"|[\w-]+\s*{_DOT}\s*com\b|[\w-]+\s?\((?:punto|dot|ponto|point)\)\s?{_TOP}\b|{_HOUSE}(?:\s*com)?\b)"
)
_MAIL = Later(
    rf"(?<![\w.+%'-])(?P<local>[\w.+%'-]++(?:\((?:punto|dot|ponto|point)\)[\w.+%'-]++)*){_AT}(?P<domain>{_DOMAIN})"
)
_MAIL_AT = Later(rf"(?<![\w.+%-])(?P<local>[\w.+%-]++)\s+at\s+(?P<domain>{_DOMAIN})")
_MAIL_CUE = Later(
    r"\b(?:correos?|corre|e-?\s?mails?|imel|imeil|imayl|meil|mel|courriel|adresse\s+mail|adres\s+imel|gmail|hotmail|outlook)\b"
)
_LINKS = frozenset(
    "electronico eletronico electronique elektwonik personal mio mwen an la le address adresse de el ella do da du meu minha mon ma my mi su es is e est se sera ese to "
    "at a al pou para in por del marido esposo esposa hijo hija mama papa me moi nou que escriban escribir escribame escriba llega lo".split()
)

_IS = frozenset("es is est c'est se sera seria".split())
"""The last of these before an address that is said aloud ends what only announces it."""

_SOCIAL = r"(?:facebook|fb|instagram|tiktok|wa|t|linkedin|twitter|x|youtube|youtu|snapchat|m\.facebook|linktr|telegram|onlyfans|threads|kwai|pinterest|messenger|m|vk|tinder|badoo|gofundme|vaki|google|goo|bit|maps\.app\.goo)"
_URL = Later(
    rf"(?:https?\s?:\s?//|hxxps?://|www\s?\.)\s?[^\s<>\"«»]+"
    rf"|(?<![\w@.-])(?:[\w-]++\.)*{_SOCIAL}\.(?:com|me|be|ee|net|tv|gl|ly)/[^\s<>\"«»]+"
    rf"|(?<![\w@.-])(?:[\w-]++\.)+(?:com|net|co|io|me|ee|link|site|blog|app|page|info|ve|br|fr|ht|gd|ly|gl|be|org|edu|store|online|xyz|dev)(?:\.[a-z]{{2}})?/[^\s<>\"«»]+"
    rf"|(?<![\w@.-])(?:[\w-]++\.)+(?:com|net|blog|site|page|wixsite|online|store)(?:\.(?:co|br|ve|ar|mx))?\b(?!\.?\w)"
)
_SPOKEN_URL = Later(
    rf"(?:(?:https?|h\s?t\s?t\s?p\s?s?|triple\s+(?:w|doble\s?u|doble\s+ve)|www|tres\s+w|doble\s?u\s+doble\s?u\s+doble\s?u|ve\s+doble\s+ve\s+doble\s+ve\s+doble)\s+(?:{_DOT}\s+)?)?"
    rf"(?<![\w-])[\w-]++\s+{_DOT}\s+(?:com|net|co|me|org|ee|io|be)(?:\s+{_DOT}\s+(?:co|br|ve))?\s+(?:barra(?:\s+inclinada)?|slash|eslash|diagonal|baz|pleca|ba\s+oblik|barre(?:\s+oblique)?|/)\s+(?P<rest>\w+(?:\s+(?:{_SIGN}|barra|slash)\s+\w+)*)"
)
_PUBLIC = Later(
    r"^(?:https?://)?(?:[\w-]+\.)*(?:(?:gov|gob|edu|int|mil|gouv)(?:\.[a-z]{2})?|[\w-]+\.(?:org|int)(?:\.[a-z]{2})?)(?:[/:?#]|$)"
)
"""Addresses of authorities, universities and organisations: they name no person."""

_HANDLE = Later(r"(?<![\w@.])@\s?[\w.]*\w")
_SPOKEN_AT = Later(r"\b(?:arroba|arobase|arobas|aroba|arowoba)\s+(?=\w)")
_NETWORK = Later(
    r"\b(?:instagram|instagran|insta|ig|facebook|feisbuk|feisbu|feis|face|fb|tik\s?tok|tiktok|twitter|tuiter|telegram|telegran|snapchat|snap|messenger|"
    r"linkedin|youtube|kwai|threads|discord|skype|redes(?:\s+sociales)?|usuario|usuaria|username|user\s?name|user|perfil|profile|profil|"
    r"pseudo|utilisateur|nom\s+d'utilisateur|handle|itilizate|nickname|nick|conta\s+no)\b"
)
_CODED = Later(
    r"^?[^.;!?\n]{0,30}?(?<![\w.])(?P<name>[a-z][a-z0-9]*(?:[._]+[a-z0-9]+)+|[a-z]{3,}\d+[a-z0-9]*)(?![\w@])".replace(
        "^?", ""
    )
)
_NAMED_BEFORE = Later(
    r"(?<![\w.@])(?P<name>[a-z][a-z0-9]*(?:[._]+[a-z0-9]+)+|[a-z]{3,}\d+[a-z0-9]*)\s(?:en|on|in|sur|no|na|nan|del|de)\s(?:el\s|my\s|mi\s)?"
    rf"(?={_NETWORK.pattern})"
)
"""A user name before the network it is of: «la.catira en tiktok»."""
_NAMED = Later(
    r"(?P<fill>(?:\s*(?:[:=(]|\b(?:instagram|facebook|face|tik\s?tok|twitter|telegram|cest|c'est|mi|mis|es|en|me|llamo|llama|encuentran|encuentra|aparezco|aparece|salgo|estoy|como|soy|sou|de|el|la|del|is|my|am|i|i'm|on|as|est|sur|comme|je|suis|mon|nan|se|m|mwen|no|meu|e|eu|estou|por|con|the|under|non|ki|tambien|ella|nombre|name|account|cuenta|usuario|user|perfil|personal)\b))*)"
    r"\s*(?P<name>[a-z][\w.]{2,}\w|[a-z]+\s+(?:guion\s+bajo|underscore|punto|dot|point|ponto|pwen|tiret\s+bas|sublinhado|anba)\s+\w+(?:\s+(?:guion\s+bajo|underscore|punto|dot|point|ponto|pwen)\s+\w+)*)"
)
_HOST = Later(_DOMAIN)
_SIGNED_NAME = Later(rf"(?:\w+\s+){{1,3}}?{_SIGN}\s+\w+")
"""A user name with a sign in it that is said: «la negra punto piritu»."""
_SOUGHT = Later(
    r"\b(?:busca(?:r?me|r|n|la|lo|le)?|busquen(?:me|la|lo)?|procur[ae]r?|cherche[rz]?|cherchez[ -]moi|chache|look\s(?:for|me\sup\sas)|(?:find|search)\s(?:me\s)?(?:as|for)?|salgo\scomo|aparezco\scomo)\s+"
    r"(?P<name>(?!(?:en|on|no|sou|un|una|el|la\s(?:foto|pagina)|mi|my|meu|mon|me)\b)[a-z0-9._]+(?:\s[a-z0-9._]+){0,4}?)\s(?:en|on|no|na|sou|sur|in|nan)\s(?:el\s|la\s|my\s|mi\s)?"
    r"(?:instagram|insta|ig|facebook|feisbuk|face|fb|tik\s?tok|twitter|telegram|snapchat|kwai|youtube)\b"
    r"|(?<![a-z])(?:instagram|insta|ig|facebook|feisbuk?|face|fb|tik\s?tok|twitter|telegram)\s?:\s?(?P<told>[a-z0-9][^.,;:!?\n@/]{2,30}?)(?=\s?[.,;!?\n]|\s?$)"
)
"""A user name of several words: «procura fulo da guine 22 no tiktok», «face: el menor barinas»."""
_FIRST_OF_NAME = Later(r"\w[\w.]*")
_MORE_NAME = Later(rf"\s+(?P<sign>{_SIGN}\s+)?(?P<word>\w+)")
_TELLS = Later(r"[:=]|\b(?:es|is|est|se|como|comme|as|llamo|aparezco|salgo|encuentran|e|ki|under)\b")


_IP = Later(r"(?<![\w.:-])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w:]|\.\d)")
_FEWEST_GROUPS = 3
_IP_BEFORE = Later(r"\bip(?:v[46])?\b[^.;\n]{0,30}$")
_NUMBERED_BEFORE = Later(
    r"\b(?:articulos?|art|artigos?|articles?|atik|decreto|numeral(?:es)?|paragrafo|capitulo|seccion|section|titulo|version|versao|v|anexo|ley|norma|resolucion)\b[\s.:]*"
    r"(?:(?:no|n[°º])\.?\s?)?(?:[\d.]+,?\s(?:y|e|et|and|a|al)?\s?)?$"
)


def find_online(folded: str) -> Iterator[tuple[int, int, Kind]]:
    """Where a folded text tells how to reach somebody online."""
    if any(sign in folded for sign in ("@", "rro", "aro", "awo", "(at", "[at", " at ")):
        yield from _mails(folded)
    yield from _urls(folded)
    yield from _machines(folded)
    yield from _handles(folded)


def find_public_sites(folded: str) -> Iterator[tuple[int, int]]:
    """Where a folded text has the address of an authority, a university or an organisation."""
    for match in _URL.finditer(folded):
        if _PUBLIC.match(match.group().replace(" ", "")):
            yield match.span()


def _mails(folded: str) -> Iterator[tuple[int, int, Kind]]:
    for pattern in (_MAIL, _MAIL_AT):
        for match in pattern.finditer(folded):
            spoken = not re.search(r"[@\[({<]", folded[match.end("local") : match.start("domain")])
            yield _begin(folded, match.start("local")) if spoken else match.start("local"), match.end(), "correo"


def _begin(folded: str, start: int) -> int:
    """Where the part before the «arroba» begins: it may be several words when it is said aloud."""
    window = max(0, start - 90)
    cues = list(_MAIL_CUE.finditer(folded, window, start))
    if cues:
        told = re.compile(r"\S+\s*").findall(folded[cues[-1].end() : start].lstrip(" :=,"))
        linked = [at for at, word in enumerate(told) if word.strip(" :,") in _IS]
        told = told[linked[-1] + 1 :] if linked else told
        while told and told[0].strip(" :,") in _LINKS:
            told.pop(0)
        if len(told) <= 8 and not re.search(r"[.;!?,\n]\s", "".join(told)):
            return start - sum(map(len, told))
    words = re.compile(r"\S+\s+").findall(folded[window:start])
    begin = start
    # Said aloud: «ana punto perez arroba …», «maria veinte tres arroba …».
    joined = folded[start:].split(maxsplit=1)[0]
    take = joined in DIGITS_OF or joined.isdigit()
    while words:
        word = words[-1].strip()
        sign = re.fullmatch(_SIGN, word) is not None or word in ("bajo", "bas")
        number = word in DIGITS_OF or word.isdigit() or (len(word) == 1 and word not in "aeoyu")
        if not (sign or number or take):
            break
        begin -= len(words.pop())
        take = sign or (number and not take)
    return begin


def _urls(folded: str) -> Iterator[tuple[int, int, Kind]]:
    if "." in folded or "//" in folded:
        for match in _URL.finditer(folded):
            found = match.group().rstrip(".,;:!?)]}'…")
            if not _PUBLIC.match(found.replace(" ", "")):
                yield match.start(), match.start() + len(found), "url-personal"
    for match in _SPOKEN_URL.finditer(folded):
        yield match.start(), _last_word_of_name(folded, match.end()), "url-personal"


def _machines(folded: str) -> Iterator[tuple[int, int, Kind]]:
    """Addresses of machines; «2.1.3.5» is an article unless something says that it is one of these."""
    for match in _IP.finditer(folded):
        before = folded[max(0, match.start() - 45) : match.start()]
        told = _IP_BEFORE.search(before) is not None
        if _is_machine(match.group(), told=told) and (told or not _NUMBERED_BEFORE.search(before)):
            yield match.start(), match.end(), "url-personal"


def _is_machine(written: str, *, told: bool) -> bool:
    try:
        address = ip_address(written)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        groups = [group for group in written.split(":") if group]  # «8:30::» is an hour
        return len(groups) >= _FEWEST_GROUPS and any(character.isdigit() for character in written)
    parts = written.split(".")
    amount = all(len(part) == len("000") for part in parts[1:])  # «1.098.234.156» is a document
    return told or (not amount and any(part == "0" or len(part) == len("255") for part in parts))


def _handles(folded: str) -> Iterator[tuple[int, int, Kind]]:
    for match in _HANDLE.finditer(folded):
        yield match.start(), match.end(), "usuario-red-social"
    for match in _NAMED_BEFORE.finditer(folded):
        yield match.start("name"), match.end("name"), "usuario-red-social"
    for match in _SPOKEN_AT.finditer(folded):
        if not _HOST.match(folded, match.end()):
            linked = _SIGNED_NAME.match(folded, match.end())
            end = linked.end() if linked else match.end()
            yield match.start(), _last_word_of_name(folded, end, first=linked is None), "usuario-red-social"
    for match in _SOUGHT.finditer(folded):
        group = match.lastgroup or "name"
        yield match.start(group), match.end(group), "usuario-red-social"
    for cue in _NETWORK.finditer(folded):
        if coded := _CODED.search(folded, cue.end(), min(len(folded), cue.end() + 45)):
            yield coded.start("name"), _last_word_of_name(folded, coded.end("name"), linked=True), "usuario-red-social"
        elif named := _NAMED.match(folded, cue.end()):
            name = named["name"]
            told = _TELLS.search(named["fill"]) is not None
            if " " in name or (told and name not in common_words() and name not in DIGITS_OF):
                yield named.start("name"), _last_word_of_name(folded, named.end("name")), "usuario-red-social"


def _last_word_of_name(folded: str, end: int, *, first: bool = False, linked: bool = False) -> int:
    """The end of a user name said aloud, which goes on while words are no everyday words.

    Args:
        folded: The text.
        end: Of what is known to belong to it.
        first: Its first word, whatever it is, comes next.
        linked: It was written in one: only a sign that is said, or a number, joins a word to it.
    """
    if first and (start := _FIRST_OF_NAME.match(folded, end)):
        end = start.end()
    for _ in range(6):
        match = _MORE_NAME.match(folded, end)
        if match is None:
            break
        word = match["word"]
        if not (match["sign"] or word in DIGITS_OF or word.isdigit()) and (
            linked or word in common_words() or len(word) < 3
        ):
            break
        end = match.end()
    return end
