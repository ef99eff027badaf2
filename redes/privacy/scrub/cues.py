"""What the words around a number say it is."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from redes.privacy.scrub.patterns import one_of
from redes.privacy.scrub.spans import Kind

_CUES: dict[Kind, str] = {
    "documento": one_of(
        r"cedulas? sedula cedul cedla c\.?\s?c\.? t\.?\s?i\.? c\.?\s?e\.? c\.?\s?i\.? ppt p\.p\.t\.? pep p\.e\.p\.? pept rumv pasaportes? pasaport passports? "
        r"passeport paspo paspor passaporte documentos? docs? dcto identidad identificacion identificad[oa]s? identity identification ids? i\.d\.? "
        r"identite idantite idantifikasyon identidade dni cpf rg rne rnm crnm cin nif niu nuip nit rut registro_civil registro salvoconducto salvoconduto "
        r"salvo_conducto sc\s?-?\s?2 radicado carnet?s? permisos? permits? permis pemi titre_de_sejour carte_de_sejour carte_d'\w+ carte_de_refugiee? recepisse piece carteira "
        r"certificado ficha tarjeta_de_identidad papel papye documents? dokiman kat partida visa acta rejis folio protocolo_de_refugio social_security ssn serial rezidans"
    ),
    "telefono": one_of(
        r"telefonos? telf?s?\.? tlf fono cel(?:ular|u)?(?:es)?\.? movil(?:es)? fijo whats\s?app? whatsap wasap watsap guasap wpp wsp wa whats zap zapzap llam* "
        r"marcar marque(?:n|me)? yam* contact* kontak* phone cell(?:phone)? call* mobile telephone appel* portable joindre joignable telefone ligar "
        r"ligue liga telefon rele escrib* escriv* text numero nro num number nimewo nume no\. comunic* ubic* localiz* acudiente avis* ekri ecrire jwenn"
    ),
    "historia-clinica": one_of(
        r"historias?(?:\s+clinicas?)? istoria h\.?\s?c\.? hcl hclinica admision expediente prontuario dossier dosye medical_record medical_file "
        r"patient_(?:number|file|id) mrn records? chart file fichier fiche ingreso atencion orden autorizacion registro_medico atendimento episodio "
        r"fich numero_de_paciente"
    ),
    "cuenta-bancaria": one_of(
        r"cuentas? kuenta ahorros? corriente nequi neki daviplata bancolombia davivienda bbva banco banesco banco_de_venezuela iban account acct bank "
        r"savings contas? agencia poupanca pix compte kont banque virement moncash natcash mon_cash zelle transfiya breb bre-b "
        r"tarjeta(?:_de_(?:credito|debito))? card cartao carte_bancaire rib deposit* consign* transfer* pago\s?movil efecty"
    ),
}
_CUE = re.compile(
    "(?<![a-z0-9])(?:"
    + "|".join(f"(?P<{kind.replace('-', '_')}>{words})" for kind, words in _CUES.items())
    + ")(?![a-z])"
)
_KIND_OF: dict[str, Kind] = {kind.replace("-", "_"): kind for kind in _CUES}
_WEAK = frozenset(
    "numero number nimewo nume num nro no. id ids kat papel papye file text registro orden atencion ingreso rele wa liga fono card deposit visa "
    "documents docs carte ci ti piece serial".split()
)
_BREAK = re.compile(r"[;!?\n]|\.\s(?!\d)")
_ABBREVIATION = re.compile(r"\b(?:no|nro|num|tel|cel|c|t|i|e|h|n|id)\.\s")
_MINE = re.compile(
    r"\b(?:a minha|o meu|la mia|el mio|la de (?:ella|el)|mine|la mienne|le mien|pa m)\W{0,2}(?:\s?(?:es|is|e|est|se)\b)?\W{0,2}$"
)
"""What was named in the sentence before is meant still."""
_AFTER = re.compile(
    rf"^\W{{0,3}}(?:\s?{one_of('es is est se e era seria fue de del el la mi my mon ma meu minha the como on su son numero number a mwen nimewo sou kat n')}\b\s?){{0,5}}\W{{0,2}}$"
)


class Cue(NamedTuple):
    """A word that says what a number is.

    Attributes:
        start: First character.
        end: One past the last.
        kind: What it says.
        weak: It is said of much else as well: it does not make a short number personal.
    """

    start: int
    end: int
    kind: Kind
    weak: bool


def find_cues(folded: str) -> list[Cue]:
    """Every such word of a folded text."""
    return [Cue(m.start(), m.end(), _KIND_OF[m.lastgroup or ""], m[0] in _WEAK) for m in _CUE.finditer(folded)]


def is_cue(word: str) -> bool:
    """Whether a word says what the number after it is."""
    return _CUE.fullmatch(word) is not None


def nearest(folded: str, start: int, end: int, cues: Sequence[Cue]) -> Kind | None:
    """What a number is called, shortly before it or else right after it; the last word that is not weak decides."""
    best: Kind | None = None
    mine = _MINE.search(folded, max(0, start - 20), start) is not None
    for cue in cues:
        if cue.end > start:
            break
        between = _ABBREVIATION.sub(" ", folded[max(cue.end, start - 80) : start])
        if start - cue.end <= 60 and len(between.split()) <= 7 and (mine or not _BREAK.search(between)):
            best = cue.kind if best is None or not cue.weak else best
    if best is not None:
        return best
    for cue in cues:
        if 0 <= cue.start - end <= 30 and _AFTER.match(folded[end : cue.start]):
            return cue.kind
    return None
