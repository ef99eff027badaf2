"""Norms as one cites them."""

from redes.content.schema import Norm

_KINDS = {"ley estatutaria": "Ley Estatutaria", "conpes": "CONPES", "resolucion": "Resolución"}


def norm_name(norm: Norm) -> str:
    """A norm as one cites it: ``Ley 1751 de 2015``, ``Sentencia T-210 de 2018``."""
    if norm.kind == "constitucion":
        return "Constitución Política"
    number = norm.number.partition("(")[0].strip()
    kind = _KINDS.get(norm.kind, norm.kind.capitalize())
    if not number:
        return f"{norm.title} ({norm.year})"
    if str(norm.year) in number or number.endswith(f"/{norm.year % 100:02d}"):
        return f"{kind} {number}"
    return f"{kind} {number} de {norm.year}"
