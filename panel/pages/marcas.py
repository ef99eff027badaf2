"""Flags: answers that somebody said are wrong, for the legal reviewer. By answer, then one flag with its verdict."""

from dataclasses import dataclass
from typing import get_args

from starlette.responses import Response

from panel.following import ground
from panel.page import Page, View, Visit
from panel.words import words
from redes.errors import RedesError
from redes.flags.flag import Flag, FlagId
from redes.flags.guards import NoGuard
from redes.flags.reading import Answer, answer_of, by_subject, case_of
from redes.flags.review import LONGEST_GUARD, LONGEST_NOTE, BadVerdict, NoSuchFlag, settle_flag
from redes.flags.states import STATES, VERDICTS, State
from redes.flags.subject import Subject, SubjectKind
from redes.followup.noted import NotedFlags
from redes.followup.proposals import tell_author, words_passed_on
from redes.privacy.seal import CannotOpen
from redes.reports.keeping import ChangedMeanwhile

A_PAGE = 20
"""Answers of a page."""

_OPEN: frozenset[State] = frozenset({"nueva", "aceptada"})

_TROUBLE: dict[type[RedesError], str] = {BadVerdict: "falta", NoGuard: "prueba", ChangedMeanwhile: "otra-persona"}
"""What may be wrong with a verdict -> the word ``marcas.mal.<...>`` that says so beside the form."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The flags of one answer.

    Attributes:
        flags: The oldest first.
        answer: What is flagged, as it is now.
        title: What it is called.
    """

    flags: tuple[Flag, ...]
    answer: Answer
    title: str


def queue(visit: Visit) -> Response:
    """Answers with flags; filters stand in the address."""
    visit.scope.require("flags")
    state, kind, page = visit.asked("estado"), visit.asked("tipo"), visit.asked("pagina")
    number = int(page) if page.isdecimal() and len(page) < 4 else 0
    wanted = frozenset({state}) if state in STATES else _OPEN
    with visit.parts.unit_of_work() as work:
        found = [one for one in work.flags.all() if one.state in wanted and kind in ("", one.subject.kind)]
    groups = by_subject(found)
    shown = groups[number * A_PAGE : (number + 1) * A_PAGE]
    return visit.page(
        "marcas.html",
        groups=[_group(visit, one) for one in shown],
        flags=len(found),
        states=STATES,
        state=state if state in STATES else "",
        kinds=get_args(SubjectKind),
        kind=kind,
        on=ground(visit),
        newer=visit.address_with(pagina=str(number - 1) if number > 1 else "") if number else None,
        older=visit.address_with(pagina=str(number + 1)) if len(groups) > (number + 1) * A_PAGE else None,
    )


def one(visit: Visit) -> Response:
    """One flag."""
    return _page(visit)


def judge(visit: Visit) -> Response:
    """Gives a flag its verdict."""
    visit.scope.require("flags")
    parts, flag_id, verdict, seen = visit.parts, _id(visit), visit.given("estado"), visit.given("visto")
    if verdict not in VERDICTS or seen not in STATES:
        return _page(visit, trouble="falta")
    verb, subject = f"juzgar-marca-{verdict}", f"marca:{flag_id}"
    work = NotedFlags(parts.unit_of_work(), lambda one: parts.witness.note(one, visit.account.id, verb, subject))
    try:
        settled = settle_flag(
            flag_id,
            verdict,
            guarded_by=visit.given("prueba") if verdict == "resuelta" else None,
            note=visit.given("nota"),
            uow=work,
            check_guard=parts.flags.check_guard,
            seen=seen,
        )
        tell_author(
            settled,
            ground=ground(visit),
            uow=parts.unit_of_work(),
            vault=parts.vault,
            retention=parts.retention,
            today=parts.today,
        )
    except NoSuchFlag:
        return visit.page("sorry.html", status=404, why="no-existe")
    except tuple(_TROUBLE) as refused:
        return _page(visit, trouble=_TROUBLE[type(refused)])
    return visit.go(f"/panel/marcas/{flag_id}", "marca-juzgada")


def _page(visit: Visit, *, trouble: str = "") -> Response:
    visit.scope.require("flags")
    with visit.parts.unit_of_work() as work:
        flag = work.flags.find(_id(visit))
    if flag is None:
        return visit.page("sorry.html", status=404, why="no-existe")
    answer = _answer(visit, flag)
    return visit.page(
        "marca.html",
        status=(409 if trouble == "otra-persona" else 422) if trouble else 200,
        flag=flag,
        answer=answer,
        title=_title(flag.subject, answer),
        case=_facts(visit, flag),
        words=_words(visit, flag),
        verdicts=VERDICTS,
        chosen=visit.given("estado") if visit.given("estado") in VERDICTS else "",
        guard=visit.given("prueba") or flag.guarded_by or "",
        note=visit.given("nota") or flag.note or "",
        longest_guard=LONGEST_GUARD,
        longest_note=LONGEST_NOTE,
        on=ground(visit),
        trouble=trouble,
    )


def _group(visit: Visit, flags: tuple[Flag, ...]) -> _Group:
    answer = _answer(visit, flags[0])
    return _Group(flags, answer, _title(flags[0].subject, answer))


def _title(about: Subject, answer: Answer) -> str:
    """What an answer is called: as the content calls it, or by a word of ours; its id when there is none."""
    ours = {"danger": f"marcas.peligro.{about.id}", "directory": f"marcas.directorio.{about.id}"}.get(about.kind, "")
    return answer.title or words().get(ours, about.id)


def _facts(visit: Visit, flag: Flag) -> list[tuple[str, str]]:
    """The case that a rule was asked about, in the words of the vocabulary: (fact, value)."""
    catalogue, found = visit.parts.catalogue(), []
    for fact, value in case_of(flag.subject).items():
        name, _, group = fact.partition(":")
        vocabulary = catalogue.vocabularies.get(name)
        labels = {term.value: term.label["es"] for term in vocabulary.terms} if vocabulary else {}
        said = words().get(f"marcas.valor.{value}", value)
        if group:
            found.append((labels.get(group, group), said))
        else:
            found.append((words().get(f"marcas.hecho.{name}", name), labels.get(value, said)))
    return found


def _answer(visit: Visit, flag: Flag) -> Answer:
    return answer_of(flag.subject, visit.parts.catalogue(), visit.parts.flags.rules())


def _words(visit: Visit, flag: Flag) -> str | None:
    """What somebody added, or proposed; None when nothing, or when its key is gone."""
    if flag.proposal is not None:
        return words_passed_on(flag, uow=visit.parts.unit_of_work(), vault=visit.parts.vault)
    try:
        return None if flag.words is None else visit.parts.flags.open_words(flag.words)
    except CannotOpen:
        return None


def _id(visit: Visit) -> FlagId:
    return FlagId(visit.request.path_params["flag"])


PAGE = Page(
    name="marcas",
    path="/panel/marcas",
    order=60,
    right="flags",
    views=(
        View("/panel/marcas", queue),
        View("/panel/marcas/{flag}", one),
        View("/panel/marcas/{flag}", judge, "POST"),
    ),
)
