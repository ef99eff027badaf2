"""The authored shapes of the replicator's kit: what somebody needs who trains her colleagues.

Like :mod:`redes.content.lessons`, these docstrings are the authors' reference. A plan names what is taught and repeats none
of it: cards of modules, situations and practices are taken from where they stand. So a plan states no law of its own (the
check reads for that) and is never older than its lessons. The kit is in Spanish, as the modules are.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from redes.content.lessons import Theme
from redes.content.schema import Authored, Sentence

Length = Literal[15, 30, 60]
"""Minutes that a session may take: what a shift has between two patients, at its change, or at a meeting."""

Heading = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=70)]
"""A few words over a part of a page or a slide."""


class Taught(Authored):
    """Cards of a module that an activity shows.

    Attributes:
        module: The module.
        cards: Their places in it, counted from 1.
    """

    module: Theme
    cards: tuple[Annotated[int, Field(ge=1, le=6)], ...] = Field(min_length=1)


class Activity(Authored):
    """One stretch of a session.

    Attributes:
        minutes: How long it takes.
        title: What happens.
        do: What the replicator does, 1 to 4 sentences.
        say: What she may say, ready to be said aloud.
        teaches: The cards that are shown.
        practices: Numbers of the practices of the decálogo that are shown.
        quiz: Themes whose situations are decided by the whole room.
        routes: Whether the lines to call and the places to refer to are shown.
    """

    minutes: int = Field(ge=1, le=30)
    title: Heading
    do: tuple[Sentence, ...] = Field(min_length=1, max_length=4)
    say: tuple[Sentence, ...] = Field(default=(), max_length=2)
    teaches: tuple[Taught, ...] = ()
    practices: tuple[Annotated[int, Field(ge=1, le=10)], ...] = ()
    quiz: tuple[Theme, ...] = ()
    routes: bool = False


class Session(Authored):
    """The plan of a session, minute by minute.

    Attributes:
        minutes: How long it takes; its activities take exactly that.
        title: What it is about.
        aim: What those who were there can do after it.
        activities: In order, 3 to 12.
    """

    minutes: Length
    title: Heading
    aim: Sentence
    activities: tuple[Activity, ...] = Field(min_length=3, max_length=12)

    @model_validator(mode="after")
    def _adds_up(self) -> "Session":
        taken = sum(activity.minutes for activity in self.activities)
        if taken != self.minutes:
            raise ValueError(f"the activities take {taken} minutes and the session {self.minutes}; make them agree")
        if not self.quiz:
            raise ValueError("a session needs a 'quiz': what nobody decides, nobody learns")
        if len(set(self.quiz)) < len(self.quiz):
            raise ValueError("a situation is decided twice")
        return self

    @property
    def quiz(self) -> tuple[Theme, ...]:
        """Themes of all situations that the room decides, in order."""
        return tuple(theme for activity in self.activities for theme in activity.quiz)

    @property
    def practices(self) -> tuple[int, ...]:
        """Numbers of all practices that are shown, each once, in order."""
        return tuple(dict.fromkeys(number for activity in self.activities for number in activity.practices))

    @property
    def teaches(self) -> tuple[Taught, ...]:
        """All cards that are shown, in order."""
        return tuple(taught for activity in self.activities for taught in activity.teaches)


class KitWords(Authored):
    """What stands over the parts of a plan, a deck and a handout.

    Attributes:
        plan, deck, handout: What each of them is called.
        aim, prepare, rules, room, minute, activity, steps, say: Headings of a plan; ``say`` also of a slide.
        practices, phrases, know, lines, places, sources: Headings of a handout; ``{lugar}`` in ``places``.
        answer: Over what works in a situation.
        notes_room: What the replicator does while the room decides.
        join: How one enters the room; the code itself is on the screen.
        joins_ips: How one joins the institution's training; ``{ips}`` and ``{codigo}``.
        edited: What must be kept in mind by who edits the editable form.
    """

    plan: Heading
    deck: Heading
    handout: Heading
    aim: Heading
    prepare: Heading
    rules: Heading
    room: Heading
    minute: Heading
    activity: Heading
    steps: Heading
    say: Heading
    practices: Heading
    phrases: Heading
    know: Heading
    lines: Heading
    places: Heading
    sources: Heading
    answer: Heading
    notes_room: Sentence
    join: Sentence
    joins_ips: Sentence
    edited: Sentence


class Kit(Authored):
    """The replicator's kit: ``content/capacitacion/kit/kit.yaml``.

    Attributes:
        title: What it is called.
        reviewed_on, review_by: As on a card. A kit under review is not made.
        prepare: What to bring and to have ready, 1 to 6 sentences.
        rules: What is agreed on with the room before it begins, 1 to 5 sentences.
        room: How the quiz in the room is run, 1 to 6 sentences.
        words: Headings.
        sessions: One for each length, the shortest first.
    """

    title: Heading
    reviewed_on: date
    review_by: date
    prepare: tuple[Sentence, ...] = Field(min_length=1, max_length=6)
    rules: tuple[Sentence, ...] = Field(min_length=1, max_length=5)
    room: tuple[Sentence, ...] = Field(min_length=1, max_length=6)
    words: KitWords
    sessions: tuple[Session, ...]

    @model_validator(mode="after")
    def _has_every_length(self) -> "Kit":
        if self.review_by <= self.reviewed_on:
            raise ValueError("'review_by' must come after 'reviewed_on'")
        if [session.minutes for session in self.sessions] != [15, 30, 60]:
            raise ValueError("the kit needs one session of 15, one of 30 and one of 60 minutes, in this order")
        return self

    def session(self, minutes: int) -> Session | None:
        """The session of a length; None when there is none."""
        return next((session for session in self.sessions if session.minutes == minutes), None)

    @property
    def lines(self) -> Iterator[str]:
        """All that it says in its own words."""
        yield from (*self.prepare, *self.rules, *self.room)
        for session in self.sessions:
            yield session.aim
            for activity in session.activities:
                yield from (activity.title, *activity.do, *activity.say)
