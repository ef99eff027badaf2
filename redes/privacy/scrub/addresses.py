"""Where somebody lives: Colombian addresses with all their abbreviations, and homes told in words."""

import re
from collections.abc import Iterator

from redes.privacy.scrub.lexicon import places
from redes.privacy.scrub.numbers import NUMBER_WORD

_N = rf"(?:\d{{1,4}}(?:\s?[a-z]{{1,2}}(?![a-z]))?|{NUMBER_WORD}(?:\s(?:y\s|e\s|et\s)?{NUMBER_WORD}){{0,3}}(?:\s[a-h](?![a-z]))?)"
_SIDE = r"(?:\s?(?:bis|sur|norte|este|oeste|occidente|oriente|sul|south|north|east|west)\b\s?[a-d]?(?![a-z]))?"
_STREET = (
    r"(?:calles?|calle|caye|kalle|kaye|cll|clle|cl|carrera|karrera|carera|carr|cra|kra|krr|cr|kr|k|avenida|avda|ave|av|diagonal|diag|dg|transversal|transv|trans|"
    r"tranv|tv|tr|autopista|circunvalar|troncal|vereda|avenue|street|ri|rue|rua|travessa|ruelle|c)"
)
_NUMBER_SIGN = r"(?:\s?(?:#|no\b\.?|n[°º]\.?|n\.|num\b\.?|numero|nro\b\.?|nimewo|nume|number|con|x|-|n)\s?\.?\s?|\s)"
_DASH = r"(?:\s?-\s?|\s(?:guion|raya|dash|tiret|traco|menos|tire)\s|\s)"
_UNIT = (
    r"(?:apto|apt|apart|aparta|apartamento|apartaestudio|apartamen|appartement|appt|apartment|apartman|casa|cs|kay|maison|house|int|interior|torre|tower|trr|bloque|blq|bl|"
    r"bloco|bloc|piso|lote|lt|manzana|manz|mnz|mza|mzn|mz|m\s?z|etapa|local|habitacion|hab|pieza|cuarto|room|oficina|km|kilometro|quadra|qd|supermanzana|"
    r"sm|unidad|parcela|predio|finca|suite|chambre|chanm|etaj|etage|floor|andar|conjunto|edificio|edif|poste|nimewo|numero|number)"
)
_VALUE = rf"(?:\s?(?:#|no\b\.?|n[°º]\.?|num\b\.?|numero|nro\b\.?|nimewo|number)?\s?(?:\d{{1,5}}(?:\s?-\s?\d{{1,3}})?\s?[a-z]?(?![a-z])|[a-z](?![a-z])\s?\d{{0,3}}|{NUMBER_WORD}(?:\s(?:y\s)?{NUMBER_WORD}){{0,3}}))"
_AREA = (
    r"(?:barrio|bario|brr|br|b/|vereda|vda|sector|comuna|corregimiento|urbanizacion|urb|conjunto(?:\s+residencial)?|residencias?|residencial|ciudadela|invasion|"
    r"asentamiento|condominio|edificio|edif|finca|hacienda|parcelacion|bairro|quartier|katye|neighborhood|neighbourhood|village|villa|rancheria|resguardo|localidad|caserio|lokalite)"
)
_STOP = (
    r"(?:y|e|o|u|pero|que|porque|con|sin|tengo|soy|estoy|vivo|no|me|mi|mis|en|desde|donde|cuando|nos|se|necesito|cerca|hace|ya|ahi|alla|aqui|para|por|fui|fue|"
    r"es|son|esta|and|but|i|my|in|with|near|where|the|they|et|mais|je|mon|ma|dans|avec|on|ils|pa|mwen|m|ak|men|nan|yo|li|mas|eu|meu|minha|com|na|no|nao|"
    r"tel|telefono|cel|celular|cc|cedula|ppt|documento|correo|whatsapp|a|le|les|te|lo|soacha|bogota|cucuta|medellin|cali|barranquilla|bucaramanga|maicao|riohacha)"
)
_AREA_NAME = rf"(?:\s(?:de\s|del\s|la\s|las\s|los\s|el\s|san\s|santa\s|villa\s|nueva\s|nuevo\s|do\s|da\s|das\s|dos\s|des\s|les\s)*(?!{_STOP}\b)[a-z0-9]+(?:\s(?:de\s|del\s|la\s|las\s|los\s|el\s)+(?!{_STOP}\b)[a-z0-9]+)?(?:\s(?:[0-9]{{1,2}}|norte|sur|alto|alta|bajo|baja|i{{1,3}})\b)?)"
_AREA_NAME_MORE = rf"(?:{_AREA_NAME}(?:\s(?!{_STOP}\b)(?:alto|alta|bajo|baja|real|norte|sur|oriental|occidental|[0-9]{{1,2}}|i{{1,3}}|primera|segunda|etapa)\b)?)"

_SEP = r"(?:\s?,\s?|\s?-\s?|\s|\s?;\s?|\.\s?)"
_TAIL = rf"(?:{_SEP}(?:{_UNIT}\b\.?{_VALUE}|{_UNIT}{_VALUE}|(?:el\s|del\s)?{_AREA}\b\.?{_AREA_NAME}|(?:primer|segundo|tercer|cuarto|quinto|\d{{1,2}}(?:er|do|ro|to|o)?)\s+piso\b))"

_GRID = re.compile(
    rf"(?<![\w])(?:la\s)?{_STREET}(?<!\bc)\.?\s?{_N}{_SIDE}(?:{_NUMBER_SIGN}{_N}{_SIDE}(?:{_DASH}{_N}{_SIDE})?|\s(?:con|y)\s(?:{_STREET}\.?\s?)?{_N}{_SIDE})(?!\w){_TAIL}{{0,6}}"
)
_GRID_SHORT = re.compile(rf"(?<!\w)(?:c|k)\.?\s?\d{{1,3}}\s?[a-z]?\s?(?:#|no\.?|n[°º])\s?\d{{1,3}}\s?[a-z]?\s?-\s?\d{{1,3}}{_TAIL}{{0,6}}")
_GRID_ONE = re.compile(rf"(?<!\w)(?:{_STREET})(?<!\bc)(?<!\bk)\.?\s?{_N}{_SIDE}{_TAIL}{{1,6}}")
_UNITS = re.compile(rf"(?<!\w)(?:{_AREA}\b\.?{_AREA_NAME}{_SEP})?{_UNIT}\b\.?{_VALUE}{_TAIL}{{1,6}}")
_AREA_UNIT = re.compile(rf"(?<!\w){_AREA}\b\.?{_AREA_NAME_MORE}(?:{_SEP}{_AREA}\b\.?{_AREA_NAME})?(?:{_SEP}{_UNIT}\b\.?{_VALUE}){{1,5}}")
_WORD = r"[a-z'-]+"
_ABROAD = re.compile(
    rf"(?<!\w)(?:\d{{1,5}}\s?(?:bis|ter)?\s?,?\s(?:rue|avenue|boulevard|bd|impasse|allee|ruelle|chemin|place|ri)\s{_WORD}(?:\s(?!{_STOP}\b){_WORD}){{0,3}}{_TAIL}{{0,4}}"
    rf"|(?:rue|impasse|ruelle|boulevard|rua|travessa|alameda|ri|avni|av\.?|avenida|avenue)\s(?!{_STOP}\b){_WORD}(?:\s(?!{_STOP}\b){_WORD}){{0,4}}\s?,?\s?(?:#|no?\b\.?|n[°º]\.?|numero|nimewo)?\s?\d{{1,5}}\b{_TAIL}{{0,4}}"
    rf"|(?:nimewo|numero|#)\s?\d{{1,5}}\s?,?\s(?:nan\s|na\s|de\s)?(?:la\s)?(?:rue|rua|ri)\s{_WORD}(?:\s(?!{_STOP}\b){_WORD}){{0,2}}{_TAIL}{{0,4}}"
    rf"|\d{{1,5}}\s(?:{_WORD}\s){{1,3}}(?:street|st|avenue|ave|road|rd|lane|drive|boulevard|blvd)\b\.?{_TAIL}{{0,4}})"
)

_HOME = re.compile(
    r"\b(?:mi\s+direccion(?:\s+(?:exacta|actual|nueva))?(?:\s+es)?|direccion\s?:|direccion\s+(?:es|de\s+(?:mi\s+)?(?:casa|residencia|habitacion))(?:\s+es)?|la\s+direccion\s+es|"
    r"(?:vivo|vivimos|vive|viven|resido|residimos|reside|residente|residenciad[oa]|domiciliad[oa]|habito|habita|quedo|quedamos|duermo|dormimos|moro|moramos|mora|alojad[oa]s?|hospedad[oa]s?)\s+(?:(?:ahora|actualmente|todos|aqui|aca|ahi|alla|por|arrendad[oa]s?|arriba|abajo)\s+)*(?:en|no|na|num|numa|por)|"
    r"(?:vivo|vivimos|vive|viven|quedamos|duermo|dormimos)\s+(?=(?:justo\s)?(?:detras|diagonal|frente|al\s+lado|a\s+(?:una|dos|tres|media|\d)\s+cuadra|subiendo|bajando|junto\s+a|encima\s+de|arriba\s+de))|"
    r"(?:mi|nuestra|su)\s+(?:casa|rancho|pieza|apartamento|vivienda|residencia)\s+(?:queda|esta|es|se\s+ubica)(?:\s+(?:ubicad[oa]\s+)?(?:en|por|a))?|"
    r"(?:i|we|she|he|they)\s+(?:live|lives|stay|stays|am\s+staying|are\s+staying|reside)\s+(?:now\s+)?(?:at|in|on)|living\s+(?:at|in)|my\s+(?:home\s+)?address(?:\s+is)?|address\s?:|my\s+house\s+is|"
    r"(?:j'|nous\s+)(?:habite|habitons|vis|loge)\s*(?:actuellement\s+)?(?:au|aux|a|dans|en|sur)?|mon\s+adresse(?:\s+est)?|adresse\s?:|ma\s+maison\s+(?:est|se\s+trouve)|"
    r"meu\s+endereco(?:\s+e)?|endereco\s?:|minha\s+casa\s+(?:fica|e)|"
    r"(?:mwen|m|nou|li)\s+(?:rete|abite|viv|ap\s+viv|ret)\s*(?:nan|sou|bo|kote)?|adres(?:\s+mwen|\s+kay)?(?:\s+mwen)?(?:\s+(?:se|la\s+se))?|kay\s+mwen\s+(?:nan|se|chita))\b\s*:?\s*"
)
_HOMELY = re.compile(
    rf"\b(?:{_STREET}(?<!\bc)(?<!\bk)\.?\s(?:\d|{NUMBER_WORD}\b)|barrio|bario|vereda|sector|invasion|asentamiento|corregimiento|finca|manzana|mz|lote|rancheria|residencias?|pension|inquilinato|edificio|conjunto|urbanizacion|ciudadela|km|kilometro|"
    r"bairro|quartier|katye|neighborhood|pensao|predio|kay\s+(?:ble|wouj|vet|jon|blan)|comuna|"
    r"(?:casa|rancho|house|maison|portao|porton|reja|puerta|fachada|gate|door|pot)\s+(?:de\s+)?(?:color\s+)?(?:la\s+)?(?:azul|roj[oa]|verde|blanc[oa]|amarill[oa]|rosad[oa]|esquinera|de\s+(?:dos|tres|tabla|bloque|madera|zinc|lata|esquina|reja|porton|la\s+esquina)|bleue?|rouge|verte?|jaune|blanche?|amarel[oa]|branc[oa]|vermelh[oa]|ble|wouj|vet|jon)|"
    r"(?:blue|red|green|yellow|white|pink)\s+(?:house|gate|door|building)|"
    r"segundo\s+piso|tercer\s+piso|second\s+floor|deuxieme\s+etage|segundo\s+andar|"
    r"(?:detras|diagonal|frente|al\s+lado|a\s+la\s+vuelta|a\s+(?:una|dos|tres|media|\d)\s+cuadras?|junto|entrada|subiendo|bajando|arriba|abajo|encima|esquina)\s+(?:de|del|a|al|con|por|la|el|a\s+la)\b|"
    r"(?:behind|next\s+to|across\s+from|opposite|in\s+front\s+of|above|around\s+the\s+corner\s+from|two\s+blocks\s+from|beside|corner\s+of)\b|"
    r"(?:derriere|a\s+cote\s+(?:de|du)|en\s+face\s+(?:de|du)|au-dessus|a\s+deux\s+rues|pres\s+du\s+marche|au\s+coin)\b|"
    r"(?:atras\s+d[aeo]|em\s+frente|ao\s+lado|na\s+esquina|perto\s+d[ao]\s+(?:mercado|igreja|padaria|campo|escola|posto))\b|"
    r"(?:deye|anfas|akote|a\s+kote|tou\s+pre|kwen)\b)"
)
_CLAUSE_END = re.compile(
    r"[.;!?\n](?=\s|$)|\)"
    r"|\s(?:pero|porque|xq|pq|necesito|tengo|quiero|quisiera|estoy|soy|llevo|fui|cuando|but|because|need|mais|parce|besoin|men|paske|bezwen|mas|preciso|tenho|nao|no\s+(?:me|tengo|quieren|hay|nos)|"
    r"y\s+(?:no|me|nos|el|la|mi|cuando|tengo|necesito|estoy|fui|soy|alla|ahi|ya|desde|quiero|a|en|ellos|los|las|mis)|and\s+(?:i|my|the|they|we|no|have|it)|et\s+(?:je|on|mon|ma|ils|le|la|j')|epi|ak\s+(?:m|mwen|yo)|e\s+(?:eu|nao|o|a|me|meu|minha|tenho|estou)|"
    r"desde\s+hace|hace|mi\s+(?:cedula|telefono|celular|numero|hij\w+|correo|nombre|mama|esposo|esposa|bebe|tel|cel|cc|ppt)|me\s+\w+|nos\s+\w+|my\s+(?:phone|number|name|id|baby|son|daughter)|mon\s+(?:numero|telephone|fils)|nimewo\s+mwen|telefon|tel\b|cel\b|cc\b|ppt\b|cedula|meu\s+(?:telefone|numero|nome|filho)|minha\s+filha)\b"
)
_COMMA = re.compile(r"\s*,\s*")
_GOES_ON = re.compile(
    rf"(?:la\s|el\s|una?\s|en\s(?:la|el|una?)\s|the\s|a\s|no\s|na\s|nan\s|dans\s|ao\s|au\s|a\s+la\s|du\s)?(?:{_UNIT}\b|{_AREA}\b|{_STREET}\b|al\s+lado|frente|detras|diagonal|cerca|junto|por\s|arriba|abajo|subiendo|bajando|esquina|entrada|"
    r"puerta|porton|reja|rancho|pasando|llegando|segundo|tercer|primer|de\s+dos\s+pisos|color|fachada|donde|casa|behind|next|across|opposite|blue|red|green|yellow|white|near|"
    r"derriere|cote|face|pres|maison|deye|anfas|akote|bo|tou|kay|atras|frente|lado|perto|portao|em\s+frente|a\s+(?:una|dos|tres|media|\d+)\s+cuadra|a\s+(?:media|una)\s+cuadra)"
)
_ARTICLE = re.compile(r"(?:(?:la|el|the|le|o)\s)?")
_TOWN = re.compile(r"\s*,?\s+(?:en|in|a|na|nan|no|em)\s+(?P<town>[a-z]+)(?:\s+[a-z]+)?\s*$")


def find_addresses(folded: str) -> Iterator[tuple[int, int]]:
    """Where a folded text tells where somebody lives; whole addresses only, never a town alone."""
    for pattern in (_GRID, _GRID_SHORT, _GRID_ONE, _ABROAD, _AREA_UNIT, _UNITS):
        for match in pattern.finditer(folded):
            yield match.span()
    for match in _HOME.finditer(folded):
        start = _ARTICLE.match(folded, match.end()).end()  # type: ignore[union-attr]  # it may be empty
        end = _end_of_home(folded, start)
        if end > start and _HOMELY.search(folded, match.start(), end):
            yield start, end


def _end_of_home(folded: str, start: int) -> int:
    """How far the description of a home goes: to the end of its clause, over commas that go on describing."""
    stop = _CLAUSE_END.search(folded, start)
    limit = min(stop.start() if stop else len(folded), start + 160)
    end = start
    position = start
    while True:
        comma = _COMMA.search(folded, position, limit)
        end = comma.start() if comma else limit
        if comma is None or not _GOES_ON.match(folded, comma.end()):
            break
        position = comma.end()
    if (town := _TOWN.search(folded, start, end)) and town["town"] in places():
        end = town.start()
    return start + len(folded[start:end].rstrip())
