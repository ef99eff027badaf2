"""Personal data leaves a text here, before anything else reads or keeps it.

What has a form is found by its form (documents, phones, e-mails, links, handles, plates, accounts,
addresses, dates of birth, record numbers); names are found by the words that announce them ("me
llamo", "doctor", "my name is"). Each is replaced by its kind in brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "nombre",
    "documento",
    "telefono",
    "correo",
    "direccion",
    "fecha-nacimiento",
    "placa",
    "historia-clinica",
    "usuario-red-social",
    "url-personal",
    "cuenta-bancaria",
    "nombre-de-tercero",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of personal data in a text.

    Attributes:
        start: First character, in Unicode code points of the input.
        end: One past the last.
        type: What it is.
    """

    start: int
    end: int
    type: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrubbed:
    """A text without its personal data.

    Attributes:
        text: What may be read and kept.
        spans: What was taken out, by offsets into the input, in order, not overlapping.
    """

    text: str
    spans: tuple[Span, ...]


_I = re.IGNORECASE
_NAME_WORD = r"[A-ZÁÉÍÓÚÑÜ][\wáéíóúñü'’-]+"
_ANY_NAME_WORD = r"[^\W\d_][^\W\d_'’-]*"
_PARTICLE = r"(?:de la|de los|de las|del|de|da|dos|la|los)"
_NAMES_CAPITAL = rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_NAME_WORD}){{0,4}}"
_NOT_A_NAME = r"(?!(?:y|e|o|u|pero|que|porque|con|sin|tengo|soy|estoy|vivo|no|me|mi|el|la|en|de|desde|un|una|muy|and|but|i|my|et|mwen)\b)"
_STREET = (
    r"(?:calle|cll|cl|carrera|cra|kra|kr|cr|avenida|av|diagonal|diag|dg|transversal|trans|tv|manzana|mz|autopista)"
)


def _not_after(*before: str) -> str:
    """A pattern that fits where none of these words and a space stand before."""
    return "(?i:" + "".join(rf"(?<!{word} )" for word in before) + ")"


_NO_AMOUNT_BEFORE = _not_after(
    "plaquetas", "plaquetas de", "leucocitos", "leucocitos de", "viral", "viral de", "cobran", "cobraron", "cobrar",
    "cobró", "cobro", "pagar", "pagué", "pague", "pagamos", "cuesta", "costó", "vale", "valor de", "debo",
)  # fmt: skip
"""A bare number after these is a clinical value or an amount, not a document."""

_NO_PLACE_BEFORE = _not_after(
    *(f"{place}{that}" for place in ("hospital", "clínica", "clinica", "ips", "eps", "medicamento", "permiso") for that in ("", " que"))
)  # fmt: skip
"""What is called something after these is no person."""

_PATTERNS: tuple[tuple[Kind, re.Pattern[str], int], ...] = (
    ("correo", re.compile(r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\sarroba\s)\s?[\w-]+(?:\s?(?:\.|\spunto\s)\s?[a-z]{2,}){1,3}", _I), 0),
    ("url-personal", re.compile(r"(?:https?://|www\.)\S+|(?:wa\.me|t\.me|fb\.com|facebook\.com|instagram\.com|tiktok\.com)/\S+", _I), 0),
    ("usuario-red-social", re.compile(r"(?<![\w@])@[A-Za-z0-9_.]{3,}"), 0),
    ("historia-clinica", re.compile(r"(?:historia(?:\s+cl[ií]nica)?|h\.?c\.?|admisi[oó]n|medical record)\s*(?:n[uú]mero|numero|nro|no|n[°º]|#)?[\s:.#-]*([A-Z]{0,3}-?\d{4,})", _I), 1),
    ("cuenta-bancaria", re.compile(r"(?:cuenta|ahorros|nequi|daviplata|bancolombia|iban|account|conta|compte|kont)\D{0,25}(\d[\d\s-]{5,}\d)", _I), 1),
    ("fecha-nacimiento", re.compile(r"(?:nac[ií]\w*|nacimiento|f\.?\s?n\.?|born(?: on)?|nasci\w*|n[ée]e?(?: le)?|fèt)\D{0,12}(\d{1,2}[\s/.-]+(?:de\s+)?(?:\d{1,2}|[a-zéûç]{3,10})[\s/.-]+(?:de(?:l)?\s+)?\d{2,4}|\d{4}-\d{2}-\d{2})", _I), 1),
    ("direccion", re.compile(rf"\b{_STREET}\.?\s*\d{{1,3}}\s?[a-z]?(?:\s?bis)?(?:\s?(?:sur|norte|este|oeste))?\s*(?:#|n[°ºo]\.?|num(?:ero)?|con|x|-)?\s*\d{{1,3}}\s?[a-z]?\s*(?:-|–|\s)\s*\d{{1,3}}(?:\s*(?:apto|apartamento|casa|int|interior|torre|piso)\.?\s*\w+)*", _I), 0),
    ("documento", re.compile(r"(?:c[ée]dulas?|\bc\.?\s?c\b\.?|\bt\.?\s?i\b\.?|\bc\.?\s?e\b\.?|ppt|pep|rumv|pasaporte|passport|passeport|paspò|documento|identidad|\bdni\b|\bcpf\b|nuip|registro civil|salvoconducto|\bsc-?2\b)\s*(?:venezolan[ao]|colombian[ao])?\s*(?:de\s+\w+\s+)?(?:es|is|n[uú]mero|numero|number|nro|no|n[°º]|#)*[\s:.#-]*(?:[VEP]\s?-?\s?)?([A-Z]{0,3}\d[\d.\s-]{4,}\d)", _I), 1),
    ("documento", re.compile(r"\b[VEJP]\s?-\s?\d[\d.]{5,10}\b|\bV\d{7,9}\b"), 0),
    ("telefono", re.compile(r"(?<![\d.,])(?:\+|00)\s?(?:57|58|1|33|34|55|509|593|507|51|56)[\s.-]?\(?\d[\d\s().-]{6,14}\d"), 0),
    ("telefono", re.compile(r"(?<![\d.,])3\d{2}[\s.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)|(?<![\d.,])60\d[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)|(?<![\d.,])04(?:12|14|16|22|24|26)[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)"), 0),
    ("telefono", re.compile(r"(?:tel[eé]fono|celular|cel|whatsapp|wasap|m[oó]vil|phone|fijo|ll[aá]m[ea]\w*|telefòn|t[eé]l[eé]phone)\D{0,15}(\d[\d\s.-]{5,}\d)", _I), 1),
    ("placa", re.compile(r"\bplacas?\s*:?\s*([A-Z]{3}[\s-]?\d{2}[\dA-Z])\b", _I), 1),
    ("documento", re.compile(rf"{_NO_AMOUNT_BEFORE}(?<![\d.,$#-])(?:\d{{6,11}}|\d{{1,3}}(?:\.\d{{3}}){{2,3}})(?![\d.,]|\s*(?:pesos|mil\b|cop|bol[ií]vares|d[oó]lares|copias|plaquetas|leucocitos))", _I), 0),
    ("nombre", re.compile(rf"\b(?:me\s+llamo|mi\s+nombre(?:\s+completo)?\s+es|mi\s+nombre(?:\s+completo)?:?|nombre:|my\s+name\s+is|meu\s+nome\s+[ée]|eu\s+me\s+chamo|je\s+m['’]appelle|mon\s+nom\s+est|mwen\s+rele|non\s+mwen\s+se|yo\s+rele\s+m)\s+({_NOT_A_NAME}{_ANY_NAME_WORD}(?:\s+{_NOT_A_NAME}{_ANY_NAME_WORD}){{0,3}})", _I), 1),
    ("nombre-de-tercero", re.compile(rf"(?i:\b(?:doctora?|dra?\.?|enfermer[oa]|jefe|se[ñn]ora?|sra?\.?|don|do[ñn]a|licenciad[oa]|lic\.?|ingeniero|vigilante|guarda|facturador[a]?|m[eé]dic[oa]|auxiliar|recepcionista|nurse|mr\.?|mrs\.?|ms\.?|miss|madame|monsieur|mme|senhora?|doktè|madan|mesye))\s+({_NAMES_CAPITAL})"), 1),
    ("nombre-de-tercero", re.compile(rf"{_NO_PLACE_BEFORE}(?i:\b(?:se\s+llama|que\s+se\s+llama|llamad[oa]|de\s+nombre|named|called|qui\s+s['’]appelle|que\s+se\s+chama|ki\s+rele))\s+({_NOT_A_NAME}{_ANY_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}})"), 1),
    ("nombre-de-tercero", re.compile(rf"(?i:\b(?:mi\s+(?:hij[oa]|esposo|esposa|marido|mam[aá]|pap[aá]|herman[oa]|prim[oa]|t[ií][oa]|abuel[oa]|novi[oa]|amig[oa]|vecin[oa]|beb[eé]|sobrin[oa]|pareja)|my\s+(?:son|daughter|husband|wife|mother|father|sister|brother|friend|baby)))\s+({_NAMES_CAPITAL})"), 1),
)  # fmt: skip


def find_personal_data(text: str) -> tuple[Span, ...]:
    """Where a text holds personal data; earlier patterns win over later ones where they overlap."""
    taken: list[Span] = []
    for kind, pattern, group in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if all(end <= span.start or start >= span.end for span in taken):
                taken.append(Span(start=start, end=end, type=kind))
    return tuple(sorted(taken, key=lambda span: span.start))


def scrub(text: str) -> Scrubbed:
    """A text with its personal data replaced by its kind in brackets: ``me llamo [nombre]``."""
    spans = find_personal_data(text)
    return Scrubbed(text="".join(_pieces(text, spans)), spans=spans)


def _pieces(text: str, spans: tuple[Span, ...]) -> Iterator[str]:
    position = 0
    for span in spans:
        yield text[position : span.start]
        yield f"[{span.type}]"
        position = span.end
    yield text[position:]
