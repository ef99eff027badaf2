"""Figures in words: the same rows are drawn, stand in the table beside the drawing, and are read aloud as its description."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from redes.followup.ground import Ground
from redes.publishing.periods import Period
from redes.publishing.release import Figure
from redes.seeing.board import Board, Counted, told
from redes.seeing.reading import Amount
from redes.seeing.waiting import Waiting

Kind = Literal["barras", "meses", "mapa"]
Name = Literal["meses", "categorias", "buenas", "mapa", "grupos", "reglas", "instituciones", "espera", "compromisos"]

NAMES: tuple[Name, ...] = (
    "meses",
    "categorias",
    "buenas",
    "mapa",
    "grupos",
    "reglas",
    "instituciones",
    "espera",
    "compromisos",
)
"""In the order in which they are shown."""

MOST = 10
"""Rules and institutions that are shown: what comes up most."""

_FIRST = 3
"""Rows that a description names."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, and what is drawn of it.

    Attributes:
        name: Of what.
        count: What is drawn: nothing when it is 0.
        shown: How many, in words: a number, "at least", or that it is not shown.
        partial: Whether it is at least so many.
        trend: Against the quarter before, in words; empty when it is not told.
        short: A shorter name, where there is no room for the whole.
        at: Latitude and longitude, on a map.
    """

    name: str
    count: int
    shown: str
    partial: bool = False
    trend: str = ""
    short: str = ""
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Something to draw, with its table.

    Attributes:
        name: See :data:`Name`; part of its address.
        kind: How it is drawn.
        title: What it shows.
        described: The drawing in a sentence or two, for those who cannot see it.
        heads: Headings of the table: what, how many, and the trend when rows have one.
        rows: In order.
        note: What must be known to read it; empty when nothing.
        ground: Points of a map that only show where the country is.
    """

    name: Name
    kind: Kind
    title: str
    described: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    ground: tuple[tuple[float, float], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(row.count for row in self.rows)


def charts(board: Board, ground: Ground, language: str = "es") -> tuple[Chart, ...]:
    """The charts of a view. That of territories is left out when the visitor sees one only."""
    return tuple(one for one in _Words(board, ground, language).all() if one is not None)


def headline(board: Board, ground: Ground, language: str = "es") -> tuple[str, ...]:
    """The view in a few sentences: of when, how many, rising or falling, what is late."""
    return _Words(board, ground, language).headline()


def number(count: int) -> str:
    """A number as it is written in Spanish."""
    return f"{count:,}".replace(",", ".")


class _Words:
    """Says the figures of a view."""

    def __init__(self, board: Board, ground: Ground, language: str) -> None:
        self._board, self._ground, self._language = board, ground, language

    def all(self) -> tuple[Chart | None, ...]:
        board, ground = self._board, self._ground
        families = {one.id: one.name for one in ground.catalogue.categories}
        groups = {one.value: one.label["es"] for one in ground.catalogue.vocabularies["grupo"].terms}
        return (
            self._months(),
            self._chart("categorias", "barras", self._rows(board.categories, families.__getitem__)),
            self._praise(),
            self._map(),
            self._chart("grupos", "barras", self._rows(board.groups, groups.__getitem__)),
            self._chart("reglas", "barras", self._rows(told(board.rules, MOST), ground.rules.__getitem__)),
            self._chart(
                "instituciones",
                "barras",
                self._rows(told(board.institutions, MOST), lambda one: ground.catalogue.contacts[one].name),
            ),
            self._chart("espera", "barras", tuple(map(self._wait, board.waiting))),
            self._promises(),
        )

    def headline(self) -> tuple[str, ...]:
        board, sentences = self._board, []
        if board.window.months:
            first, last = board.window.months[0], board.window.months[-1]
            sentences.append(
                self._say("total", desde=self._month(first), hasta=self._month(last), cuantos=self._amount(board.total))
            )
        else:
            sentences.append(self._say("sin-meses"))
        if board.trend:
            sentences.append(self._say(f"tendencia.{board.trend}"))
        late = len(board.promises.late)
        sentences.append(self._say("atrasados", cuantos=number(late)) if late else self._say("sin-atrasados"))
        return tuple(sentences)

    def _say(self, key: str, **blanks: str) -> str:
        return self._ground.say(self._language, f"tablero.{key}", **blanks)

    def _month(self, month: Period) -> str:
        return f"{self._month_name(month)} {month.year}"

    def _month_name(self, month: Period) -> str:
        languages = self._ground.catalogue.languages
        return languages.get(self._language, languages["es"]).months[month.first_day.month - 1]

    def _amount(self, of: Amount) -> str:
        if of.hidden:
            return self._say("no-se-muestra")
        return number(of.count) if of.whole else self._say("al-menos", cuantos=number(of.count))

    def _chart(
        self, name: Name, kind: Kind, rows: tuple[Row, ...], *, ground: tuple[tuple[float, float], ...] = ()
    ) -> Chart:
        title = self._say(f"{name}.titulo")
        first = sorted((row for row in rows if row.count), key=lambda row: -row.count)[:_FIRST]
        named = "; ".join(f"{row.name}: {row.shown}" for row in first)
        heads = [self._say(f"{name}.que"), self._say("reportes" if name != "compromisos" else "cuantos")]
        if any(row.trend for row in rows):
            heads.append(self._say("tendencia"))
        return Chart(
            name=name,
            kind=kind,
            title=title,
            described=self._say("descripcion", titulo=title, primeros=named) if named else self._say("vacio"),
            heads=tuple(heads),
            rows=rows,
            note="" if name == "categorias" else self._say(f"{name}.nota"),
            ground=ground,
        )

    def _rows(self, counted: Iterable[Counted], name: Callable[[str], str]) -> tuple[Row, ...]:
        return tuple(self._row(one, name(one.id)) for one in counted)

    def _row(self, one: Counted, name: str, at: tuple[float, float] | None = None) -> Row:
        return Row(
            name,
            one.amount.count,
            self._amount(one.amount),
            partial=not one.amount.whole,
            trend=self._say(one.trend) if one.trend else "",
            at=at,
        )

    def _months(self) -> Chart:
        def row(month: Period, figure: Figure) -> Row:
            shown = self._say("no-se-muestra") if figure is None else number(figure)
            name = self._month_name(month)
            # The year stands where it begins, and under the first column.
            begins = month.first_day.month == 1 or month == self._board.months[0][0]
            short = f"{name[:3]}\n{month.year}" if begins else name[:3]
            return Row(self._month(month), figure or 0, shown, partial=figure is None, short=short)

        return self._chart("meses", "meses", tuple(row(*one) for one in self._board.months))

    def _praise(self) -> Chart:
        titles = {one.number: one.title for one in self._ground.catalogue.decalogo.practices}
        rows = tuple(
            Row(f"{practice}. {titles[practice]}", least, self._say("al-menos", cuantos=number(least)), partial=True)
            for practice, least in self._board.praised
            if practice in titles
        )
        return self._chart("buenas", "barras", rows)

    def _map(self) -> Chart | None:
        territories, seen = self._ground.catalogue.territories, self._board.territories
        if len(seen) < 2:
            return None
        rows = tuple(
            self._row(one, territories[one.id].name, territories[one.id].municipalities[0].location) for one in seen
        )
        ground = sorted(
            place.location for one in territories.values() for place in one.municipalities if place.location is not None
        )
        return self._chart("mapa", "mapa", rows, ground=tuple(ground))

    def _wait(self, one: Waiting) -> Row:
        if one.until is None:
            name = self._say("espera.desde", semanas=str(one.since))
        elif not one.since:
            name = self._say("espera.menos", semanas=str(one.until))
        else:
            name = self._say("espera.entre", desde=str(one.since), hasta=str(one.until - 1))
        shown = self._say("al-menos", cuantos=number(one.count)) if one.count else self._say("espera.pocos")
        return Row(name, one.count, shown, partial=True)

    def _promises(self) -> Chart:
        made = self._board.promises
        counts = {"atrasado": len(made.late), "a-tiempo": made.in_time, "cumplido": made.kept, "roto": made.broken}
        rows = tuple(Row(self._say(f"compromisos.{one}"), count, number(count)) for one, count in counts.items())
        return self._chart("compromisos", "barras", rows)
