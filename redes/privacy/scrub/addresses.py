"""Where somebody lives: Colombian addresses with all their abbreviations, and homes told in words.

An address is a chain of parts: a street with its numbers, a unit (``apto 301``), an area (``barrio La Paz``), a house
(``la casa verde``), where it stands (``frente a la cancha``). One part alone may be said of anything; a street with two
numbers, two parts beside each other, or one part after «vivo en», is somebody's home.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from redes.privacy.scrub.lexicon import common_words, places
from redes.privacy.scrub.numbers import NUMBER_WORD
from redes.privacy.scrub.patterns import Later

_SAID = rf"(?:{NUMBER_WORD}(?:(?:\s(?:y\s|e\s|et\s)?|-(?:et-)?){NUMBER_WORD}|(?:\s|-)(?:(?:y|e|et)(?:\s|-))?(?:uno?|une|uma?)(?![a-z])){{0,3}})"
_N = rf"(?:\d{{1,4}}(?:(?:\.?[ao]|[a-z]{{1,2}}|\s[abcdfghjk])(?![a-z/]))?|{_SAID}(?:\s(?:be|ce|de|[a-h])(?![a-z]))?)"
_SIDE = r"(?:\s?(?:bis|sur|norte|este|oeste|occidente|oriente|sul|south|north|east|west)\b)?(?:\s?[a-d](?![a-z/]))?"
_STREET = (
    r"(?:calles?|calle|caye|kalle|kaye|kay|cll|clle|cl|carrera|karrera|carera|carr|cra|kra|krr|cr|kr|k|avenida|abenida|avda|ave|av|diagonal|diag|dg|transversal|transv|trans|"
    r"tranv|tv|tr|autopista|circunvalar|troncal|avenue|street|ri|rue|rua|travessa|ruelle)"
)
_SIGN = r"(?:\s?(?:#|no\b\.?|n\.?\s?[°o]\.?|n\.|num\b\.?|numero|numeral|nro\b\.?|nimewo|nume|number|con|with|avec|com|ak|x|-|n)\s?\.?\s?)"
_DASH = r"(?:\s?-\s?|\s(?:guion|raya|dash|tiret|traco|menos|tire|hifen)\s|\s)"
_ORDINAL = r"(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa]|noven[oa]|decim[oa]|primeir[oa]|terceir[oa]|first|second|third|fourth|fifth|premiere?|deuxieme|troisieme)"
_WORD = r"[a-z'-]+"
_STOP = (
    r"(?:y|e|o|u|pero|que|porque|xq|con|sin|tengo|soy|estoy|vivo|no|me|mi|mis|en|desde|donde|cuando|nos|se|necesito|hace|ya|ahi|alla|aqui|para|por|fui|fue|"
    r"es|son|esta|and|but|i|my|in|with|where|they|et|mais|je|mon|ma|dans|avec|on|ils|pa|mwen|m|ak|men|nan|yo|li|mas|eu|meu|minha|com|na|nao|"
    r"tel|telefono|cel|celular|cc|cedula|ppt|documento|correo|whatsapp|imel|imeil|e?mail|kontak|contacto|contact|contato|telefone|telephone|phone|fone|zap|wasap|wpp|le|les|te|lo|hay|gracias|thank|thanks|merci|mesi|obrigad[oa]|dijo|dijeron|tiene|tenemos|"
    r"queda|atiende|atienden|favor|detras|diagonal|frente|enfrente|junto|cerca|behind|across|next|house|maison|casa|rancho|derriere|deye|anfas|atras|lado|fondo|final|apto|manzana)"
)
_LITTLE = r"(?:de|d|del|la|las|los|el|do|da|das|dos|des|du|the|of|le|a|al|ao)"
_NAME = rf"(?:\s(?:{_LITTLE}\s){{0,3}}(?!{_STOP}\b)[a-z0-9]+(?:\s(?:{_LITTLE}\s){{1,3}}(?!{_STOP}\b)[a-z0-9]+)?)"
_QUALIFIED = r"(?:\s(?:[0-9]{1,2}|norte|sur|alto|alta|altos|bajo|baja|bajos|real|oriental|occidental|ii|iii|segunda|primera|etapa)\b){0,2}"
_FIRST = r"(?:san|santa|santo|sao|dom|nossa|saint|sainte|sen|villa|nueva|nuevo|agua|aguas|alto|bajo|cano|quebrada|loma|lomas|cerro|monte|palo|piedra|piedras|playa|boca|bocas|tres|dos|cuatro|cinco|buena|campo|pueblo|puente|sabana|llano|mata|punta|laguna|brisas|altos|ciudad|puerto|las|los|la|el|buenos|bella|vista|doce|veinte|primero)"
_UNIT = (
    r"(?:apto|apt|aptos|apart|aparta|apartamento|apartaestudio|apartamen|appartement|appt|app|apartment|apartman|apatman|kay(?=\snimewo|\s\d)|casa|kasa|cs|maison|house|int|interior|torre|tower|trr|bloque|block|blok|blq|bl|"
    r"bloco|bloc|blok|piso|lote|lt|lot|manzana|manz|mnz|mza|mzn|mz|m\s?z|etapa|local|habitacion|habitasyon|hab|pieza|cuarto|room|oficina|km|kilometro|kilometre|kilometer|quadra|qd|super\s?manzana|"
    r"sm|unidad|parcela|predio|puesto|callejon|rancho|ranchito|carpa|cambuche|tienda|modulo|pasaje|ruelle|lakou|bodega|garaje|suite|chambre|chanm|etaj|etage|floor|andar|poste|nimewo|numero|number|no)"
)
_VALUE = rf"(?:\s?(?:#|no\b\.?|n[°º]\.?|num\b\.?|numero|nro\b\.?|nimewo|number)?\s?(?:\d{{1,5}}(?:\s?-\s?\d{{1,3}})?(?:[a-z](?![a-z])|\s[bcdfghjklpqrstvwxz](?![a-z/]))?|[a-df-z](?![a-z])(?:\s?-?\s?\d{{1,3}})?|{_SAID}(?:\s(?:guion|raya|dash|tiret|traco)\s{_SAID})?)(?![\d]))"
_AREA = (
    r"(?:barrio|bario|barryo|varrio|brrio|brr|br|vereda|bereda|vda|sector|comuna|corregimiento|urbanizacion|urb|conjunto(?:\s+(?:residencial|cerrado))?|residencias?|residencial|ciudadela|invasion|inbasion|"
    r"asentamiento|condominio|torres|multifamiliares|edificio|edif|building|finca|hacienda|parcelacion|bairro|quartier|katye|neighborhood|neighbourhood|village|villaj|rancheria|resguardo|caserio|lokalite|loteamento|"
    r"comunidade|comunidad|pousada|posada|callejon|pasaje|passagem|hotel|otel|hostal|hostel|pension|pensao|inquilinato|farm|fazenda|sitio|paraje|kafou|zona|zone|zon|lakou|kalfou|kalfu|beco|passage|lotissement|lotificacion|ramal|estrada|cite|bloc|secteur|sekte|district|quadra|vila|vilage|parcelas)"
)
_COLOUR = (
    r"(?:azul(?:es)?|roj[oa]s?|verdes?|blanc[oa]s?|amarill[oa]s?|rosad[oa]s?|gris(?:es)?|negr[oa]s?|naranja|morad[oa]s?|beige|crema|cafe|"
    r"bleue?s?|rouges?|vertes?|jaunes?|blanche?s?|rose|grise?|amarel[oa]s?|branc[oa]s?|vermelh[oa]s?|ble|wouj|vet|jon|blan|blue|red|green|yellow|white|pink|grey|gray|orange|brown|black)"
)
_STUFF = rf"(?:(?:de|d|con|with|avec|ak|com|of|au|a)\s(?:la\s|el\s|a\s|o\s|the\s|un\s|une\s)?(?:{_COLOUR}\s)?(?:dos\s+pisos|tres\s+pisos|tabla|tablas|bloque|madera|zinc|lata|latas|bahareque|barro|palma|esquina|reja|rejas|porton|puerta|fachada|techo|material|ladrillo|lado|madeira|tijolo|portao|gate|door|roof|porte|toit|portail|pot|bwa|to)(?:\s(?:de\s)?(?:{_COLOUR}|madera|zinc|metal|hierro|lata|bois|wood|fer|bwa))?)"
_RELATION = (
    r"(?:(?:por\s)?(?:detras|atras)\s(?:d|de|del|da|do)|(?:al\s(?:lado|lao|frente|fondo|final|respaldo|costado)|alado)\s(?:de|del|d)|despues\s(?:d|de|del)(?=\s(?:la\s|el\s)?(?:segundo|primer|puente|cancha|iglesia|tienda|parque|escuela|colegio|peaje|semaforo|curva|quebrada|rio|terminal|billar|taller|poste|arbol|muro|lavadero|hotel|panaderia|porton|reja|matadero|tanque|cano|bomba)\b)|frente\s(?:a|al)|en\sfrente\s(?:d|de|del)|enfrente\s(?:d|de|del)|diagonal\s(?:a|al)|junto\s(?:a|al)|"
    r"a\s(?:la\svuelta|espaldas)\s(?:d|de|del)|a\s(?:una|dos|tres|cuatro|media|\d)\s+cuadras?\s(?:de|del|arriba|abajo)|a\s(?:una|dos|tres|cuatro|pocas|pocos|unos|\d+)\s(?:casas?|metros)\s(?:d|de|del)|(?:por\sla\s|en\sla\s|a\sla\s)?entrada\s(?:d|de|del|al|a)|(?:subiendo|bajando|llegando|entrando|pasando)\s(?:por\s)?(?:a|al|el|la)?|"
    r"(?:arriba|abajo|encima|debajo)\s(?:d|de|del)|(?:en\s)?(?:la\s)?esquina\s(?:d|de|del|con)|cerca\s(?:de|del|a|al|da|do)|por\s(?:la|el)\s(?:cancha|iglesia|tienda|parque|escuela|colegio|tanque|puente|quebrada|canal|terminal|polideportivo)|"
    r"(?:en\s)?la\s(?:orilla|ribera|punta|loma|subida|bajada|salida)\s(?:d|de|del)|up\s(?:d|the)\shill|down\s(?:d|the)\shill|above|below|over|behind|next\s(?:to|door\sto)|across\s(?:from|the\sstreet\sfrom)|opposite|in\sfront\sof|around\sthe\scorner\sfrom|(?:two|three|one|\d)\sblocks?\s(?:from|past)|beside|(?:on\s)?(?:the\s)?corner\sof|close\sto|near|by|past|after|before|beyond|(?:at\s)?the\send\sof|up\sfrom|down\sfrom|on\stop\sof|"
    r"au\sdessus\s(?:de|du|d')|au\sdessous\s(?:de|du)|en\shaut\s(?:de|du)|en\sbas\s(?:de|du)|derr?iere|a\scote\s(?:de|du|d')|en\sface\s(?:de|du|d')|au-dessus\s(?:de|du)|a\s\w+\srues?\s(?:de|du)|pres\s(?:de|du)|au\scoin\s(?:de|du)|devant|apres|avant|au\sbout\s(?:de|du)|au\sfond\s(?:de|du)|vers|"
    r"em\scima\s(?:da|do)|embaixo\s(?:da|do)|do\slado\s(?:da|do|de)|em\sfrente\s(?:a|ao|da|do)?|ao\slado\s(?:da|do|de)|na\sesquina\s(?:da|do|com)|perto\s(?:da|do|de)|atras\s(?:da|do)|no\sfim\s(?:da|do)|depois\s(?:da|do)|antes\s(?:da|do)|no\sfundo\s(?:da|do)|"
    r"anle|anwo|sou\swout|deye|anfas|(?:a|bo)\s?kote|tou\spre|toupre|nan\skwen|bo|pre|devan|anba|apre|nan\sfon|nan\sbout)"
)
_HOUSE = (
    rf"(?:(?:la|una|the|a|o|une|em|numa|um|uma|yon|un)\s)?(?:(?:casas?|casita|kasa|rancho|ranchito|vivienda|apartamento|apto|pieza|edificio|inquilinato|cambuche|carpa|toldo|kiosco|quiosco|caseta|maison|case|kay|chalet|house|shack|home|tent|hut|kiosk|tente|cabane|barraca|tenda|tant|building|door|gate|puerta|porton|portao|porte|reja|fachada|tienda|habitacion)\s"
    rf"(?:de\s(?:color\s)?|color\s|pintada\sde\s|peinte\sen\s|koule\s)?(?:{_COLOUR}|esquinera|{_STUFF})(?:\s(?:y\s|et\s|e\s|and\s)?(?:{_COLOUR}\b|{_STUFF})){{0,2}}|(?:la|el)\s(?:de\s(?:las?\s)?|del\s)(?:rejas?|porton|puertas?|fachada|techo)(?:\s{_COLOUR})?|(?:last|first|second|third|next|wooden|brick|small|little|big|ultima|primera|segunda|tercera|derniere|premiere|deuxieme|petite|primeira|terceira|denye|premye|dezyem|twazyem|ti)\s(?:casa|house|shack|home|maison|kay|case|lane|gate)|(?:premye|dezyem|twazyem|katriyem|denye)\s(?:ri|lari|koridor)(?:\s(?:adwat|agoch))?|kay\ski\sgen\s[a-z]+(?:\s{_COLOUR})?|the\s{_COLOUR}\sone|(?:pieza|cuarto|habitacion|rancho|ranchito|casa|apartamento|house|room|shack|chambre|chanm|maison|quarto|kay)(?=\s?,?\s(?:{_RELATION})\b)|{_COLOUR}\s(?:wood(?:en)?\s|board\s|brick\s)?(?:house|gate|door|building|shack|fence|roof|tent|hut|kiosk|wall)|(?:la|el)\s(?:ultim[oa]|primer[oa]?|segund[oa]|tercer[oa]?)\s(?:casa|rancho|pieza|puerta|porton)?)"
)
_TAIL = (
    rf"(?:esquina(?=\s?[,.;]|\s?$|\s(?:casa|puesto|apto|local|y|e)\b)|sous[\s-]?sol|sotano|basement|rez[\s-]de[\s-]chaussee|upstairs|downstairs|planta\s(?:baja|alta)|(?:primera|segunda|tercera|cuarta)\setapa|(?:a\s)?mano\s(?:izq(?:uierda)?|der(?:echa)?)|al\s(?:fondo|final)|(?:to|on)\sthe\s(?:left|right)|a\s(?:droite|gauche|direita|esquerda)|azotea|terraza|porte\s\d{{1,3}}|fundos|"
    rf"(?:back|front|side)\s(?:door|gate|room|yard)|on\sthe\s(?!{_STOP}\b){_WORD}|rio\s(?!{_STOP}\b){_WORD}(?:\s(?!{_STOP}\b){_WORD}){{0,2}})"
)
"""What only ends an address: which floor or door, which river."""
_LANDMARK = rf"(?:\s(?:{_LITTLE}\s|l'|d'|un\s|una\s|uma\s|une\s|yon\s){{0,3}}(?!{_STOP}\b)[a-z0-9]+(?:\s(?:{_LITTLE}\s|l'|d'){{0,3}}(?!{_STOP}\b|{_LITTLE}\b)[a-z0-9]+){{0,3}})"

_PARTS = Later(
    rf"(?<![a-z0-9])(?:"
    rf"(?P<grid>{_STREET}\.?\s?{_N}{_SIDE}(?:(?:{_SIGN}|\s){_N}{_SIDE}(?:{_DASH}{_N}{_SIDE})?|\s(?:con|y|and|et|with|avec|com|ak|e|x)\s{_STREET}\.?\s?{_N}{_SIDE})"
    rf"|{_STREET}\.?\s(?:{_N}|{_ORDINAL}){_SIDE}\s(?:con|y|and|et|with|avec|com|ak|e|x)\s(?:{_STREET}\.?\s)?(?:{_N}|{_ORDINAL})(?![a-z0-9]){_SIDE}"
    rf"|{_STREET}\.?\s?{_N}{_SIDE}\s(?:{_STREET}\.?\s?{_N}{_SIDE}{_DASH}{_N}|(?:entre|between)\s(?:{_STREET}\.?\s)?{_N}\s(?:y|and)\s(?:{_STREET}\.?\s)?{_N}){_SIDE}"
    rf"|la\s\d{{1,3}}\s?[a-f]?\s?(?:con\s(?:la\s)?|#\s?|no?\b\.?\s)\d{{1,3}}(?:ta|da|ra|a|na|ma|va)?(?:[\s-]\s?\d{{1,3}}(?!\d))?"
    rf"|(?:c|k)\.?\s?\d{{1,3}}\s?[a-z]?\s?(?:#|no\.?|n[°º])\s?\d{{1,3}}\s?[a-z]?\s?-\s?\d{{1,3}}"
    rf"|(?:avenida|avda|av|ave|calle|carrera|autopista|via|diagonal|transversal)\.?(?:\s{_WORD}){{1,3}}?\s?(?:#|no\.|n[°º]\.?|nro\.?|numero)\s?\d{{1,3}}\s?[a-z]?(?:\s?-\s?\d{{1,3}})?"
    rf"|(?:avenida|avda|av|ave|calle)\.?(?:\s{_WORD}){{1,3}}?\s\d{{1,3}}\s?[a-z]?\s?-\s?\d{{1,3}})"
    rf"|(?P<abroad>(?:\d{{1,5}}|{_SAID})\s?(?:bis|ter)?\s?,?\s(?:rue|avenue|boulevard|bd|impasse|allee|ruelle|chemin|place|passage|quai|cour|sentier|ri)\s{_WORD}(?:\s(?!{_STOP}\b){_WORD}){{0,3}}"
    rf"|(?:rue|impasse|ruelle|boulevard|rua|travessa|alameda|ri|avni|av\.?|avenida|avenue)\s(?!{_STOP}\b){_WORD}(?:\s(?!{_STOP}\b){_WORD}){{0,4}}?\s?,?\s?(?:(?:#|no?\b\.?|n[°º]\.?|numero|nimewo)?\s?\d{{1,5}}\b(?!\s?(?:de|h\b|:))|(?:numero|nimewo)\s{_SAID}|\s{_SAID})"
    rf"|(?:au|no|na)\s\d{{1,4}}(?:\s?-\s?\d{{1,4}})?\s(?:de|da)\s(?:la\s)?(?:rue|calle|rua|ri)\s[a-z0-9]+"
    rf"|(?:(?!{_STOP}\b|(?:at|on|to|near|is|this)\b)[a-z'-]{{2,20}}\s){{1,2}}(?:hill|road|rd|lane|bay|gaut|gough|point|avenue|drive|path|hole)\s?(?:#|no\.?|number)\s?\d{{1,4}}(?:\s?-\s?\d{{1,3}})?"
    rf"|(?:nimewo|numero|#|number)\s?(?:\d{{1,5}}|{_SAID})\s?,?\s(?:nan\s|na\s|de\s|on\s|in\s)?(?:la\s)?(?:rue|rua|ri)\s{_WORD}(?:\s(?!{_STOP}\b){_WORD}){{0,2}}"
    rf"|(?:\d{{1,5}}[a-d]?|{_SAID})\s(?:(?!{_STOP}\b|(?:by|hours?|from|of|on|to)\b){_WORD}\s){{1,3}}(?:street|st|avenue|road|rd|lane|drive|boulevard|blvd)\b)"
    rf"|(?P<street>{_STREET}\.?\s?{_N}{_SIDE})"
    rf"|(?P<unit>(?:{_UNIT})\b\.?{_VALUE}(?:\s(?:via|carretera|de\sla\svia|vers|route|strada|rodovia|on\sthe\sroad\sto)\s(?:a\s|al\s|la\s|de\s)*(?!{_STOP}\b)\w+(?:\s(?:al\s)?(?!{_STOP}\b)\w+)?)?|(?:primer|segundo|tercer|cuarto|quinto|\d{{1,2}}(?:er|do|ro|to|o|nd|rd|th|st|e|eme)?|second|third|first|fourth|premier|deuxieme|troisieme|terceiro|primeiro|premye|dezyem|twazyem)\s(?:piso|floor|etage|andar|etaj))"
    rf"|(?P<quarter>(?:the\s)?(?:[a-z0-9]+\s){{1,4}}?neighbou?rhood)"
    rf"|(?P<area>(?:b/|{_AREA}\b)\.?(?!\s(?:de\s)?la\s\d)(?:\s{_FIRST}\b)?{_NAME}{_QUALIFIED})"
    rf"|(?P<house>{_HOUSE})"
    rf"|(?P<relation>{_RELATION}{_LANDMARK})"
    rf"|(?P<tail>{_TAIL})"
    rf")(?![a-z0-9])"
)
_BETWEEN_PARTS = Later(
    r"\s?[,;.-]?\s?(?:(?:en|in|de|del|da|do|dans|du|nan|no|na|of|y|la|el|los|las|al|the|le|a|que\sesta|que\squeda|queda|esta|est|es|situee|located|ubicad[oa]|on|au|sur|sou|,|da\srua|de\sla\scalle|of\sthe\sstreet|de\sla\srue|en\sla\scalle)\s){0,3}"
)
_INSTITUTION = Later(
    r"\b(?:hospital|clinica|ips|ese|centro(?:\s+de\s+salud)?|puesto(?:\s+de\s+salud)?|sede|alcaldia|eps|registraduria|consulado|posto(?:\s+de\s+saude)?|sante|clinic|clinique|lopital|klinik|health\s+(?:center|post)|"
    r"farmacia|drogueria|colegio|escuela|universidad|laboratorio|upa|caps|personeria|defensoria|comedor|albergue|fundacion|iglesia)\b(?:\s(?!(?:que|y|pero|los|mis)\b)\w+){0,4}?\s(?:de|del|en|of|in|du|nan|do|da|no|na|la|el|,)\s*(?:la\s|el\s)?$"
)
_HOME = Later(
    r"\b(?:me\s+(?:consiguen?|encuentran?|ubican?|buscan?)\s+en|direc\s+es|mi\s+direccion(?:\s+(?:exacta|actual|nueva|de\s+residencia))?(?:\s+(?:aqui\s+)?es)?|direccion\s+(?:de\s+(?:la|el|mi|su|una)|del)\s+\w+\s+es|dire(?:cci?|[xks])on(?=\s?:|\s(?:la|el|cl|cra|calle|carrera|mz|barrio|\w+\s\d))|dir\b\.?\s?:?|domicilio(?!\s(?:fijo|conocido|principal))\s?:?|residencia\s?:|direccion\s+(?:es|de\s+(?:mi\s+|la\s+)?(?:casa|residencia|habitacion))(?:\s+es)?|la\s+direccion\s+es|"
    r"(?:[bv]i[bv](?:o|imos|e|en|iendo)|qda|resido|residimos|reside|residente|residenciad[oa]|domiciliad[oa]|habito|habita|quedo|kedo|quedamos|quedando|quedandonos|quedandome|keda|duermo|dormimos|durmiendo|moro|moramos|mora|morando|morada|alojad[oa]s?|"
    r"alojando\w*|hospedad[oa]s?|hospedando\w*|arrendad[oa]s?|arrendamos|arriendo|soy|somos|venimos|vengo|mude|mudamos|mudei|fico|ficamos|estoy|stoy|toy|tamos|ando|andamos|estamos|estou|ubic\w+|encuentr\w+|busquen\w*|buscar\w*|visit\w+|recoj\w+|lleg\w+|vengan|venga|vayan|envien\w*|enviar\w*|manden\w*|mandar\w*|queda|esta|es)\s+"
    r"(?:(?:ahora|actualmente|todos|aqui|aca|ahi|alla|por|arrendad[oa]s?|ubicad[oa]|hospedad[oa]|viviendo|quedandome|a|hasta|mi|casa)\s+)*(?:en|no|na|num|numa|por|x|a|al|para|hasta|de|del)|"
    r"(?:mi|nuestra|su|la)\s+(?:casa|kasa|rancho|pieza|apartamento|vivienda|residencia)\s+(?:queda|keda|qda|kda|esta|ta|es|se\s+ubica)(?:\s+(?:ubicad[oa]\s+)?(?:en|por|a))?|"
    rf"(?:[bv]i[bv](?:o|imos|iendo)|live|living|stay|staying|habite|jabite|j'habite|rete|moro|moramos|viv)(?=\s(?:{_RELATION})\b)|"
    r"(?:live|lives|living|stay|stays|staying|reside|stayin|sleep|sleeping|rent|renting|moved|find\s+(?:me|us)|reach\s+(?:me|us)|come|visit\s+(?:me|us)|send\s+(?:it|them|help|someone))\s+(?:now\s+|a\s+room\s+)?(?:at|in|on|to|near|behind)?|"
    r"my\s+(?:home\s+)?address?(?:\s+(?:here\s+|now\s+)?is)?|adress(?=\s?:|\s(?:calle|carrera|block|house|the|a|\d))|address(?=\s?:|\s(?:calle|carrera|avenida|diagonal|block|house|the|a|\d))|(?:my|our)\s+(?:house|home|place|spot)(?:\s+is(?:\s+(?:in|at|on))?)?|(?:i|we)\s+(?:live|stay)(?!\s+(?:now\s+)?(?:at|in|on|to|near|behind)\b)|"
    r"(?:habite|jabite|habitons|vit|vis|vivons|loge|logeons|reste|restons|dors|dort|dormons|demeure|retrouvez-moi|venez|envoyez|trouvez|cherchez)\s*(?:actuellement\s+)?(?:au|aux|a|dans|en|sur|chez)?|mon\s+adresse(?:\s+est)?|adresse(?=\s?:|\s(?:calle|carrera|bloc|la|le|\d))|(?:ma|notre)\s+maison\s+(?:est|se\s+trouve)|"
    r"meu\s+endereco(?:\s+e)?|endereco(?!\sn[oa]\s(?:sisben|eps|sistema|cadastro|registro|formulario|ficha))(?=\s?:|\s(?:rua|calle|a|o|na|no|casa))|minha\s+casa\s+(?:fica|e)(?:\s+n[ao])?|"
    r"(?:rete|abite|(?:m\s?ap|n\s?ap|mwen|nou)\s+viv|viv|ret|domi|desann|chache\s+m|jwenn\s+m|vini|voye\s+\w+)\s*(?:nan|sou|bo|kote|la)?|(?<!la\s)(?<!a\s)adres(?:\s+mwen|\s+kay|\s+m)*(?:\s+(?:se|la\s+se))?|kay\s+la\s+(?:se|nan|chita|bo)|kay\s+(?:mwen|m|nou)\s+(?:nan|se|chita|bo|sou)?)(?![a-z])\s*:?\s*"
)
_TOLD = Later(r"\b(?:direccion|direcion|direcsion|domicilio|address|adress|adresse|endereco|adres)\b")
_NAMES_AREA = Later(rf"\b{_AREA}\b")
_LINKED = Later(r"(?::|\b(?:es|is|est|se|e)|^(?:direccion|address|adress|adresse|endereco))\s*$")
_MAIL = Later(r"(?:de\s)?(?:e-?\s?mail|mail|correo|imel|electronic\w*|courriel)|\S*(?:@|\sarroba)")
_LISTED = Later(r"(?:and|or|y|o|et|ou|e|ak|oswa|in|en|to|a(?:\s\w+gender)?|for|of|if|when|with)\b")
"""After these words an address is only spoken of: «address and phone number»."""
_COUNTRYSIDE = Later(
    r"(?:vereda|callejon|bereda|vda|finca|hacienda|corregimiento|rancheria|caserio|parcelacion|fazenda|lakou|beco|ramal|farm|resguardo)\b"
)
_LANDMARK_NOUN = Later(
    r"\b(?:esquina|ferreteria|farmacia|drogueria|capilla|orilla|ladera|aeropuerto|callejon|callegon|pasaje|cuadra|cancha|kancha|bodega|mata|arbol|palo|cementerio|polideportivo|caseta|kiosco|panaderia|galpon|matadero|acueducto|plaza|placita|poste|muelle|playa|rio|via|carretera|autopista|iglesia|tienda|panaderia|mercado|parque|escuela|colegio|tanque|quebrada|puente|porton|reja|rancho|ranchito|lote|solar|trocha|loma|cerro|cano|antena|bomba|lavadero|taller|estadio|terminal|"
    r"corner|alley|bridge|church|shop|store|bakery|market|park|school|field|river|gate|fence|hill|mechanic|pharmacy|left|right|upstairs|downstairs|shack|hut|station|stadium|bar|market|hotel|pitch|kiosk|terminal|beach|cemetery|road|highway|dock|pier|tank|tree|square|"
    r"coin|ruelle|pont|eglise|boutique|boulangerie|marche|parc|ecole|terrain|riviere|portail|colline|gauche|droite|plage|route|port|cimetiere|gare|bar|pharmacie|station|hotel|maison|kiosque|"
    r"esquina|beco|ponte|igreja|loja|padaria|mercadinho|praca|escola|campo|rio|portao|morro|ladeira|fim|porto|praia|cemiterio|estrada|ramal|bar|farmacia|quarto|"
    r"kwen|koridor|pon|legliz|boutik|boulanje|mache|plas|lekol|teren|larivye|barye|pot|mon|fon|anwo|agoch|adwat|plaj|wout|simitye|estasyon|teminal|ayewopo|boulanje|famasi)\b"
)
_SURE_HOME = Later(
    r"\b(?:quedo|kedo|quedamos|quedando\w*|kedando\w*|[bv]i[bv](?:o|imos|iendo)|resido|residimos|direccion|domicilio|direcion|direxion|live|living|address|adress|habite|habitons|vivons|logeons|adresse|moro|moramos|morando|endereco|rete|abite|adres|staying|stayin|stay|loge|(?:mi|nuestra)\s+(?:casa|kasa|rancho)\s+(?:es|queda|keda|qda|esta|ta)|je\s+vis|on\s+vit|jabite|ap\s+viv|map\s+viv|mwen\s+viv|ma\s+maison|minha\s+casa|my\s+(?:house|home|place|spot)|kay\s+(?:mwen|m|nou|la)|duermo|dormimos|durmiendo|sleep|sleeping|dorm(?:s|ons)|hospedad[oa]s?|alojad[oa]s?|rent|renting)\b"
)
_CLAUSE_END = Later(
    r"[.;!?\n](?=\s|$)|\)"
    r"|\s(?:pero|porque|xq|pq|near|ne[csz]e[csz]ito|nesesito|no\s+a[iy]|no\s+hay|wit|n\s+i|and\s+there|et\s+il|con\s+\d|with\s+\d|wit\s+\d|tengo|quiero|quisiera|soy|llevo|fui|cuando|but|because|need|mais|parce|besoin|men|paske|bezwen|mas|preciso|tenho|nao|no\s+(?:me|quieren|hay|nos|se|\w+o)|"
    r"[yi]\s+(?:no|me|nos|el|un|una|mi|cuando|tengo|necesito|estoy|fui|soy|alla|ahi|ya|desde|quiero|a|en|ellos|los|las|mis)|and\s+(?:i|my|they|we|no|have|it|the\s+(?:clinic|hospital|nurse|doctor))|et\s+(?:je|on|mon|ma|ils|j')|epi|ak\s+(?:m|mwen|yo)|e\s+(?:eu|nao|me|meu|minha|tenho|estou)|"
    r"desde\s+hace|hace|mi\s+(?:cedula|telefono|celular|numero|hij\w+|correo|nombre|mama|esposo|esposa|bebe|tel|cel|cc|ppt)|me\s+\w+|nos\s+\w+|my\s+(?:phone|number|name|id|baby|son|daughter|mother|wife|husband|kids)|with\s+(?:my|the)|con\s+(?:mi|mis|el|la|los)|avec\s+(?:mon|ma|mes)|com\s+(?:meu|minha|meus)|ak\s+(?:pitit|mari|fanmi)|"
    r"mon\s+(?:numero|telephone|fils)|nimewo\s+mwen|telefon|tel\b|cel\b|cc\b|ppt\b|cedula|meu\s+(?:telefone|numero|nome|filho)|minha\s+filha|gracias|thanks|merci)\b"
)
_HOURS_AWAY = Later(
    r"(?:a\s|unas?\s|como\s)*(?:\d+|una|dos|tres|cuatro|media|two|three|deux|trois|de|twa)\s(?:horas?|minutos?|dias?|heures?|hours?|minutes?|edtan)\b"
)
"""How far it is, not where."""
_SLEEPS = Later(r"duerm|dorm|durm|sleep")
_AFTER = Later(r"(?:avant|apres|before|after|past|antes|depois|despues|apre)\b")
"""Where somebody only sleeps is told by more than one landmark: «en el terminal» many do."""
_MORE = Later(r"\s(?P<word>[a-z]+)(?![a-z0-9])")
_NAME_ENDS = Later(
    r"\s?(?:[,.;]|$)|\s(?:km|kilomet\w*|casa|lote|manzana|mz|house|maison|kay|y|e|et|and|ak|con|com|with|avec)\b"
)
_QUARTER = Later(rf"\s?,\s(?!{_STOP}\b)(?P<words>[a-z]+(?:\s[a-z]+){{0,2}})(?=\s?[,.;]|\s?$)")
_ANEW = Later(rf"(?:{_RELATION}|al\s(?:lado|frente))\b")
"""Where it stands is told from here on; the name before has ended."""
_ORDINAL_FLOOR = Later(r"[a-z]+\s(?:piso|floor|etage|andar|etaj)")
_BARE_COUNTRYSIDE = Later(r"[a-z]+\s(?P<name>[a-z]+)")
_COMMA = Later(r"\s*,\s*")
_GOES_ON = Later(
    rf"(?!no\s(?!fundo|fim|final|bairro|beco|ramal))(?:la\s|el\s|una?\s|en\s(?:la|el|una?)\s|the\s|a\s|no\s|na\s|nan\s|dans\s|ao\s|au\s|a\s+la\s|du\s)?(?:{_UNIT}\b|{_AREA}\b|{_STREET}\b|{_HOUSE}|{_RELATION}|al\s+lado|frente|detras|diagonal|cerca|junto|por\s(?:la|el|los|las|detras|atras|donde)\b|arriba|abajo|subiendo|bajando|esquina|entrada|"
    rf"{_TAIL}|passage|quai|dezyem|premye|twazyem|denye|first|second|third|last|"
    r"chez\s|puerta|porton|reja|rancho|pasando|llegando|segundo|tercer|primer|de\s+dos\s+pisos|color|fachada|donde|casa|behind|next|across|opposite|near|"
    r"derriere|cote|face|pres|maison|deye|anfas|akote|bo|tou|kay|atras|lado|perto|portao|em\s+frente|a\s+(?:una|dos|tres|media|\d+)\s+cuadra|a\s+(?:media|una)\s+cuadra)"
)
_ARTICLE = Later(r"(?:(?:la|el|the|le|o)\s)?")
_TOWN = Later(r"\s*,?\s+(?:en|in|a|na|nan|no|em)\s+(?P<town>[a-z]+)(?:\s+[a-z]+)?\s*$")


_NUMBERED = frozenset({"grid", "unit"})
_BARE_AREA = Later(
    rf"\s(?:la|el|los|las|villa|san|santa|nueva|nuevo|alto|altos|brisas)\s(?!{_STOP}\b)(?P<name>[a-z]{{4,}})(?![a-z0-9])"
)
_AREA_ENDS = Later(r"\s?[,.;\n]|\s?$|\s(?:y|e)\s(?:el|mi|la)\s(?:tel|cel|numero|cedula|correo)|\s(?:tel|cel|cc)\b")
_MUCH = 20
"""Characters after the last part of a home that are too many for the name of one: something else is told there."""
_WHOLE_WORD = 4
_FIRM = frozenset({"grid", "abroad", "street", "unit", "area"})
_LEADS = Later(
    r"(?:^|\s)(?:en|es|e|is|est|se|nan|at|in|on|na|no|da|do|dans|a\s+la|al|por)(?:\s+(?:la|el|los|las|the|le))?\s*:?\s*$"
)
_DWELLING = Later(
    r"\b(?:casas?|casita|piezas?|cuarto|habitacion|apartamento|apto|rancho|ranchito|edificio|hotel|residencia|pension|inquilinato|house|room|building|"
    r"quarto|predio|maison|chambre|immeuble|kay|chanm)\b"
)
_LOOSE = frozenset({"relation", "tail"})


class _Part(NamedTuple):
    start: int
    end: int
    kind: str


def find_addresses(folded: str) -> Iterator[tuple[int, int]]:
    """Where a folded text tells where somebody lives; whole addresses only, never a town alone."""
    parts = [_part(folded, match) for match in _PARTS.finditer(folded)]
    read = 0
    for match in _HOME.finditer(folded):
        if match.start() < read:
            continue
        article = _ARTICLE.match(folded, match.end())
        start = article.end() if article else match.end()
        start = _behind_comma(folded, start, parts)
        end = read = _end_of_home(folded, start)
        inside = [part for part in parts if start - 20 <= part.start < end and part.end > start]
        sure = _SURE_HOME.search(match.group()) is not None
        told = (
            _TOLD.search(match.group()) is not None
            and _LINKED.search(match.group()) is not None
            and " " in folded[start:end]
            and not _MAIL.match(folded, start)
            and not _LISTED.match(folded, start)
        )
        inside = [part for part in inside if not _ORDINAL_FLOOR.fullmatch(folded, part.start, part.end)]
        marked = (
            sure
            and end - start > 12
            and _LANDMARK_NOUN.search(folded, start, end) is not None
            and not _HOURS_AWAY.match(folded, start)
            and (
                not _SLEEPS.match(folded, match.start()) or any(not _AFTER.match(folded, part.start) for part in inside)
            )
        )
        if not (
            told or marked or (sure and any(part.kind not in _LOOSE for part in inside)) or _is_home(folded, inside)
        ):
            continue
        start = _where_told(folded, start, inside)
        last = max((part.end for part in inside), default=end)
        if inside and not marked and not re.search(r"[,.;]", folded[start : end + 1]):
            # Nothing says where the clause ends: the last part does.
            end = _name_goes_on(folded, last)
        elif (
            end - last > _MUCH
            and not re.search(r"[,.;]", folded[last:end])
            and not _LANDMARK_NOUN.search(folded, last, end)
        ):
            end = _name_goes_on(folded, last)
        yield start, max([end, *(part.end for part in inside)])
    chain: list[_Part] = []
    for part in [*parts, None]:
        if chain and (part is None or not _BETWEEN_PARTS.fullmatch(folded, chain[-1].end, part.start)):
            if _is_home(folded, chain):
                yield chain[0].start, _and_quarter(folded, _and_area(folded, chain))
            chain = []
        if part is not None and (chain or part.kind != "tail"):
            chain.append(part)


def _behind_comma(folded: str, start: int, parts: list[_Part]) -> int:
    """The start of a home behind the comma before it: «mi dirección, Carrera 50 # 79-132»."""
    comma = _COMMA.match(folded, start)
    return comma.end() if comma and any(part.start == comma.end() for part in parts) else start


def _where_told(folded: str, start: int, inside: list[_Part]) -> int:
    """The start of a home behind what only leads to it: «depi sis an nan ri katòz», «que es manzana ce»."""
    first = min((part for part in inside if part.kind in _FIRM), default=None)
    if first is None or first.start <= start or any(part.start < first.start for part in inside):
        return start
    if _DWELLING.search(folded, start, first.start) or _LANDMARK_NOUN.search(folded, start, first.start):
        return start
    return first.start if _LEADS.search(folded, start, first.start) else start


def _part(folded: str, match: re.Match[str]) -> _Part:
    """A part; the name of an area goes on over words that mean nothing else."""
    end = match.end()
    if match.lastgroup in ("area", "relation"):
        end = _name_goes_on(folded, end)
    kind = match.lastgroup or ""
    return _Part(match.start(), end, "area" if kind == "quarter" else kind)


def _is_home(folded: str, chain: list[_Part]) -> bool:
    """Whether parts that stand beside each other can only be an address."""
    chain = [part for part in chain if part.kind != "tail"]
    kinds = [part.kind for part in chain]
    if "relation" in kinds and any(
        part.kind == "relation" and _NAMES_AREA.search(folded, part.start, part.end) for part in chain
    ):
        kinds.append("area")
    if not kinds:
        return False
    if "grid" in kinds or "abroad" in kinds:
        return True
    if len(chain) < 2:
        return _is_countryside(folded, chain[0]) and not _of_institution(folded, chain[0].start)
    if "house" in kinds or ("unit" in kinds and len(set(kinds)) > 1) or kinds.count("unit") > 1 or "street" in kinds:
        return True
    if "area" in kinds:
        return not _of_institution(folded, chain[0].start)
    return False


def _is_countryside(folded: str, part: _Part) -> bool:
    """Whether a part names a farm or a hamlet: «vereda La Punta», not «la vereda lejana»."""
    if not _COUNTRYSIDE.match(folded, part.start):
        return False
    bare = _BARE_COUNTRYSIDE.match(folded, part.start, part.end)
    if bare is None:
        return False
    if bare["name"] not in common_words():
        return True
    rest = folded[bare.end() : part.end].split()
    if any(word not in common_words() and len(word) >= _WHOLE_WORD for word in rest):
        return True
    return re.fullmatch(_FIRST, bare["name"]) is not None and bool(rest) and not re.fullmatch(_LITTLE, rest[0])


def _of_institution(folded: str, start: int) -> bool:
    return _INSTITUTION.search(folded[max(0, start - 60) : start]) is not None


def _and_area(folded: str, chain: list[_Part]) -> int:
    """The end of an address with the quarter that stands behind its numbers and no word announces: «cll 9 # 2-14 la pastora»."""
    end = chain[-1].end
    match = _BARE_AREA.match(folded, end) if chain[-1].kind in _NUMBERED else None
    if match is None:
        return end
    ended = _AREA_ENDS.match(folded, match.end()) is not None
    return match.end() if ended or match["name"] not in common_words() else end


def _and_quarter(folded: str, end: int) -> int:
    """The end of an address with the quarter or town that follows its comma."""
    for _ in range(2):
        match = _QUARTER.match(folded, end)
        if match is None or _known(match["words"]):
            return end
        end = match.end()
    return end


def _known(words: str) -> bool:
    """Whether words are all everyday words or words of towns."""
    return all(word in common_words() or word in places() for word in words.split())


def _name_goes_on(folded: str, end: int) -> int:
    """The end of a name, over at most two words that mean nothing else."""
    for _ in range(2):
        more = _MORE.match(folded, end)
        if (
            more is None
            or _ANEW.match(folded, more.start("word"))
            or (more["word"] in common_words() and not _NAME_ENDS.match(folded, more.end()))
        ):
            return end
        end = more.end()
    return end


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
