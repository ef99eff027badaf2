"""Norms as one cites them."""

import re

from redes.content.schema import Basis, Norm

_KINDS = {"ley estatutaria": "Ley Estatutaria", "conpes": "CONPES", "resolucion": "Resolución"}
_HEAD = re.compile(r"Arts?\. ([^:]*)")
_ARTICLE = re.compile(r"\d+(?:\.\d+)*")


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


def supports(norm: Norm, basis: Basis) -> str:
    """What a norm says for a card or a rule: the basis's own sentence, else the lines it points to.

    An idea beyond the norm's lines is left out; :func:`misquoted` names it.
    """
    if basis.says:
        return basis.says
    lines = [norm.says[idea - 1] for idea in basis.ideas if idea <= len(norm.says)]
    return " ".join(lines or norm.says[:1])


def misquoted(norm: Norm, basis: Basis) -> str | None:
    """What is wrong with a basis that lets the norm speak for it; None when nothing is.

    Without this an answer would show, under article 11, what article 6 says.
    """
    if basis.says:
        return None
    if not basis.ideas and len(norm.says) > 1:
        return f"says not which of the {len(norm.says)} ideas of '{norm.id}' it rests on (ideas: [1] or says: ...)"
    if over := [idea for idea in basis.ideas if idea > len(norm.says)]:
        return f"rests on idea {over[0]} of '{norm.id}', which has {len(norm.says)}"
    cited = set(_ARTICLE.findall(basis.at or ""))
    for idea in basis.ideas:
        head = _HEAD.match(norm.says[idea - 1])
        told = set(_ARTICLE.findall(head[1])) if head else set()
        if cited and told and not cited & told:
            return (
                f"cites '{basis.at}' of '{norm.id}' and rests on an idea of other articles ({', '.join(sorted(told))})"
            )
    return None
