"""All figures of one view of the dashboard, gathered once; panel, bot and documents show the same."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork
from redes.followup.promise import Promise
from redes.followup.rights import Scope, may_count
from redes.publishing.periods import Period
from redes.publishing.release import Figure, Record
from redes.publishing.shape import GROUP, YES, where
from redes.seeing.reading import Amount, Trend, Window, amount, figure, trend, window
from redes.seeing.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a table.

    Attributes:
        id: Of what is counted, in the catalogue.
        amount: How many.
        trend: Against the quarter before; None when it is not told.
    """

    id: str
    amount: Amount
    trend: Trend | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A promise whose term is over.

    Attributes:
        territory: Whose mesa it was made to.
        what: In words.
        who: The organisation or office.
        due: Last day of its term.
        weeks: Whole weeks since then.
        commitment: Id of the commitment; None for an action of a plan.
    """

    territory: str
    what: str
    who: str
    due: date
    weeks: int
    commitment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What was promised to some mesas. Public, and exact.

    Attributes:
        late: Open ones whose term is over, the longest first.
        in_time: How many open ones still have time.
        kept: How many were kept.
        broken: How many were broken or taken back.
    """

    late: tuple[Late, ...]
    in_time: int
    kept: int
    broken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One view.

    Attributes:
        territory: Id of the territory; None: all territories.
        span: How many months were asked for.
        window: The months that are looked at.
        total: All reports in it.
        trend: Of all reports, the last quarter against the one before.
        months: (month, how many) for the chart of months.
        categories: Families of barriers.
        territories: Territories with a mesa that the visitor may see.
        groups: Who was affected; one report can belong to several.
        rules: Rules of law that were broken.
        institutions: Institutions that come up.
        waiting: How long the unanswered wait.
        praised: (practice of the decálogo, at least so many compliments), the most praised first.
        promises: What was promised.
    """

    territory: str | None
    span: int
    window: Window
    total: Amount
    trend: Trend | None
    months: tuple[tuple[Period, Figure], ...]
    categories: tuple[Counted, ...]
    territories: tuple[Counted, ...]
    groups: tuple[Counted, ...]
    rules: tuple[Counted, ...]
    institutions: tuple[Counted, ...]
    waiting: tuple[Waiting, ...]
    praised: tuple[tuple[int, int], ...]
    promises: Promises


def may_look(scope: Scope, territory: str | None, ground: Ground) -> None:
    """Go on only with the right to a view; that of all territories needs the right to each.

    Raises:
        redes.followup.errors.FollowupError: There is no such territory, or no right to it.
    """
    for one in ground.mesas() if territory is None else (territory,):
        may_count(scope, one)
        ground.territory(one)


def board_of(
    record: Record,
    territory: str | None,
    span: int,
    *,
    scope: Scope,
    ground: Ground,
    waiting: Iterable[Waiting],
    praised: Iterable[tuple[int, int]],
    promises: Promises,
) -> Board:
    """Read all figures of a view.

    Args:
        record: All that is published.
        territory: Id of a territory; None for all.
        span: How many months.
        scope: Who asks.
        ground: The catalogue.
        waiting: How long the unanswered of the view wait.
        praised: What people praise in it.
        promises: What was promised to its mesas.

    Raises:
        redes.followup.errors.FollowupError: See :func:`may_look`.
    """
    may_look(scope, territory, ground)
    over, catalogue = window(record, span), ground.catalogue
    here = {} if territory is None else {"territory": territory}

    def counted(values: Iterable[str], dimension: str, value: str | None = None) -> tuple[Counted, ...]:
        cells = [(one, where(**here | {dimension.format(one): value or one})) for one in values]
        return _ordered(Counted(one, amount(record, over, cell), trend(record, over, cell)) for one, cell in cells)

    mine = [one for one in ground.mesas() if scope.may("counts", one)]
    return Board(
        territory=territory,
        span=span,
        window=over,
        total=amount(record, over, where(**here)),
        trend=trend(record, over, where(**here)),
        months=tuple((month, figure(record, month, where(**here))) for month in over.charted),
        categories=counted((one.id for one in catalogue.categories), "category"),
        territories=_ordered(
            Counted(one, amount(record, over, where(territory=one)), trend(record, over, where(territory=one)))
            for one in mine
        ),
        groups=counted((one.value for one in catalogue.vocabularies["grupo"].terms), GROUP + "{}", YES),
        rules=counted(ground.rules, "rule"),
        institutions=_ordered(
            Counted(contact.id, amount(record, over, where(territory=one, ips=contact.id)))
            for one in (ground.mesas() if territory is None else (territory,))
            for contact in catalogue.contacts_of(one)
        ),
        waiting=tuple(waiting),
        praised=tuple(praised),
        promises=promises,
    )


def _ordered(counted: Iterable[Counted]) -> tuple[Counted, ...]:
    """The most frequent first. What is not told comes last and by name, so that its place tells nothing."""
    return tuple(sorted(counted, key=lambda one: (one.amount.hidden, -one.amount.count, one.id)))


def promises_of(territories: Collection[str], *, ground: Ground, uow: UnitOfWork, today: date) -> Promises:
    """What was promised to the mesas of some territories; ``uow`` is entered by the caller."""
    made = [*_commitments(territories, uow), *_actions(territories, ground, uow)]
    late = [
        Late(
            territory=territory,
            what=promise.what,
            who=who,
            due=promise.due,
            weeks=(today - promise.due).days // 7,
            commitment=commitment,
        )
        for promise, territory, who, commitment in made
        if promise.is_open and promise.late(today)
    ]
    states = [promise.state for promise, *_ in made]
    return Promises(
        late=tuple(sorted(late, key=lambda one: (one.due, one.territory, one.what))),
        in_time=sum(promise.is_open for promise, *_ in made) - len(late),
        kept=states.count("cumplido"),
        broken=states.count("no-cumplido") + states.count("retirado"),
    )


_Made = tuple[Promise, str, str, str | None]
"""A promise, its territory, who made it, and its id when it is a commitment."""


def _commitments(territories: Collection[str], uow: UnitOfWork) -> Iterator[_Made]:
    mesas = {mesa.territory: mesa for mesa in uow.followup.mesas.of(territories)}
    for one in uow.followup.commitments.of(territories):
        mesa = mesas.get(one.territory)
        organisation = mesa.organisation(one.organisation) if mesa else None
        yield one, one.territory, organisation.name if organisation else one.organisation, one.id


def _actions(territories: Collection[str], ground: Ground, uow: UnitOfWork) -> Iterator[_Made]:
    for plan in uow.followup.plans.of(territories):
        contact = ground.catalogue.contacts.get(plan.ips)
        for action in plan.actions:
            yield action, plan.territory, f"{contact.name if contact else plan.ips}, {action.responsible}", None


def told(lines: Sequence[Counted], most: int) -> tuple[Counted, ...]:
    """The first lines of which something is told."""
    return tuple(one for one in lines if one.amount.count)[:most]
