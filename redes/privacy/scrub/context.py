"""What stands around a word and says whether it names somebody: how people are called, towns, institutions."""

from collections.abc import Container, Iterator, Mapping, Sequence

from redes.privacy.scrub import lexicon
from redes.privacy.scrub.features import parts_of_phrases
from redes.privacy.scrub.words import Word

_IN_A_PLACE = frozenset("en desde hacia hasta in from em dans nan depuis vers para pour rumbo".split())
_FROM = frozenset("de di d da do".split())
_COMES = frozenset(
    "soy somos vengo venimos vino llegue llegamos llego sali salimos salio ciudad municipio hospital alcaldia vim venho sou cheguei viens vient soti".split()
)
"""Before a word that may be a town or a person, these say that it is the town; ``de`` says so after the verbs of coming."""

_I_AM_CALLED = tuple(
    tuple(said.split())
    for said in (
        "me llamo",
        "mi nombre es",
        "nombre completo es",
        "nombre real es",
        "nombre verdadero es",
        "nombre indigena es",
        "nombre social es",
        "nombre de pila es",
        "full name is",
        "real name is",
        "nome completo e",
        "nome social e",
        "nom complet est",
        "vrai nom est",
        "my name is",
        "me chamo",
        "meu nome e",
        "je m appelle",
        "mwen rele",
        "non mwen se",
    )
)
"""After these the name is the author's, whatever the tagger thinks."""

_IS_CALLED = tuple(
    tuple(said.split())
    for said in (
        "me dicen",
        "le dicen",
        "me llaman",
        "le llaman",
        "lo llaman",
        "la llaman",
        "le dice",
        "le decimos",
        "conocido como",
        "conocida como",
        "conocen como",
        "apodado",
        "apodada",
        "le apodan",
        "apodo",
        "alias",
        "calls me",
        "call me",
        "call him",
        "call her",
        "they call him",
        "they call her",
        "dizem",
        "chamam",
        "m appelle",
        "l appelle",
        "surnomme",
        "yo rele li",
        "yo rele l",
        "me apodan",
        "se llama",
        "se llamaba",
        "llamado",
        "llamada",
        "de nombre",
        "they call me",
        "named",
        "se appelle",
        "s appelle",
        "nomme",
        "nommee",
        "me chamam de",
        "chamado",
        "chamada",
        "yo rele m",
        "ki rele",
    )
)
"""After these stands what somebody is called: a word that has no other meaning is a name, and any is one sooner."""

_ARTICLES = frozenset("la el lo the".split())
_NICKED = frozenset("dicen dice decimos llaman apodan como apodado apodada apodo alias me him her".split())
"""Of the words before what somebody is called, those that tell a nickname: «¿cómo se llama el permiso?» tells none."""
_NOT_CALLED = frozenset(
    "verdad mentira hora fecha cita respuesta razon cosa misma mismo otra otro direccion numero precio valor costo dia nombre resultado resultados turno "
    "ficha noticia medico medica doctor doctora truth time date answer reason same other price verdade resposta data"
    " lunes martes miercoles jueves viernes sabado domingo mes ano semana motivo documento papel".split()
)
"""«me dicen la verdad»: what somebody is told, not what she is called."""
_GOES_ON = frozenset(
    "y e pero porque xq pq q que and but mais men et mas vengo vivo soy tengo desde de del en por and from i , . ; : ! ? ) - /".split()
)
"""After a nickname the sentence goes on, or ends."""

_INSTITUTIONS = frozenset(
    "hospital hosp clinica ips ese cami upa uba universidad colegio escuela instituto fundacion puente parque plaza iglesia parroquia barrio avenida avda calle "
    "centro puesto policlinico ambulatorio sanatorio liceo biblioteca cancha terminal aeropuerto albergue comedor corregimiento vereda municipio laboratorio "
    "drogueria farmacia clinic university school church bridge park hopital clinique universite ecole eglise pont lopital klinik inivesite lekol legliz pon "
    "hospitais universidade escola igreja ponte praca bairro maternidade maternidad materno san santa santo sao saint sainte".split()
)
"""What is named after people."""
_PARTICLES = frozenset(
    "de del la las los el da do dos das du des san santa santo sao dr doctor don dona universitario infantil general departamental civil".split()
)
_FAR = 5
"""Words of an institution's name at most."""


def _by_last(*phrases: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Last word -> the phrases that end with it."""
    return {last: tuple(said for said in phrases if said[-1] == last) for last in {said[-1] for said in phrases}}


_AUTHOR_CALLED = _by_last(*_I_AM_CALLED)
_CALLED = _by_last(*_I_AM_CALLED, *_IS_CALLED)


def author_called(words: Sequence[Word], index: int) -> bool:
    """Whether what its author is called stands there."""
    return _follows(words, index, _AUTHOR_CALLED)


def called(words: Sequence[Word], index: int) -> bool:
    """Whether what somebody is called stands there."""
    return _follows(words, index, _CALLED)


def nicknames(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Articles with the nickname behind them: «le dicen el mono»."""
    for index in range(1, len(words) - 1):
        if words[index].plain in _ARTICLES and words[index - 1].plain in _NICKED and called(words, index):
            name = words[index + 1].plain
            after = words[index + 2].plain if index + 2 < len(words) else "."
            if name.isalpha() and name not in _NOT_CALLED and (after in _GOES_ON or name not in lexicon.elsewhere()):
                yield index, index + 1


def of_institutions(words: Sequence[Word], everyday: Container[str]) -> set[int]:
    """Words right behind what is named after people, as far as they may be such a name.

    Args:
        words: Of a folded text.
        everyday: Words that are no part of such a name.
    """
    found: set[int] = set()
    for head, word in enumerate(words):
        if word.plain not in _INSTITUTIONS:
            continue
        for index in range(head + 1, min(head + 1 + _FAR, len(words))):
            plain = words[index].plain
            if not plain.isalpha() or (plain in everyday and plain not in _PARTICLES):
                break
            found.add(index)
    return found


def _follows(words: Sequence[Word], index: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> bool:
    """Whether a word stands right after one of some phrases."""
    if index == 0:
        return False
    last = words[index - 1].plain
    if not last.isalpha():
        last = words[index - 2].plain if index > 1 else ""
    if last not in phrases:
        return False
    before = tuple(word.plain for word in words[max(0, index - 4) : index] if word.plain.isalpha())
    return any(before[-len(said) :] == said for said in phrases[last])


def towns(words: Sequence[Word]) -> set[int]:
    """Words of towns where a place is spoken of: «en Florencia», «llegué de Segovia»."""
    found: set[int] = set()
    for index in range(1, len(words)):
        before = words[index - 1].plain
        place = before in _IN_A_PLACE or (before in _FROM and index > 1 and words[index - 2].plain in _COMES)
        if place:
            rest = words[index : index + 5]
            inside = sorted(parts_of_phrases(rest, lexicon.institutions()))
            run = [step for at, step in enumerate(inside) if at == step]
            found.update(index + step for step in run or ([0] if words[index].plain in lexicon.places() else []))
    return found
