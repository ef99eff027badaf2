"""The authored shape of how people put things: ``content/habla/habla.yaml``.

Vocabularies say what things are called; this says how they are denied, counted, dated and written short.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from redes.content.schema import Authored, Phrase


def _apart(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_apart)]
"""Plain words; they may be written in one line, parted by spaces."""


class Denial(Authored):
    """How people say that something is not so.

    A denial reaches the words right after it, over ``having``, ``being`` and fillers, and goes on over ``also``.

    Attributes:
        lacking: Phrases that say that something is not there: "sin", "without".
        denying: Phrases that say no: "no", "ya no", "not".
        having: Words between a denial and what is lacked: "tengo", "cuenta con".
        being: Words between a denial and what is not so: "es", "estoy", "quiero".
        also: Words that carry a denial on to the next thing: "ni", "or".
        after: Phrases behind the thing that deny it: "EPS no tiene", "ppt: no".
    """

    lacking: tuple[Phrase, ...] = ()
    denying: tuple[Phrase, ...] = ()
    having: Words = ()
    being: Words = ()
    also: Words = ()
    after: tuple[Phrase, ...] = ()


class Counting(Authored):
    """How people say ages, weeks of pregnancy, and how long ago something was.

    Attributes:
        numbers: Word -> number.
        joins: Words between tens and ones: "treinta y dos".
        years, months, weeks, days: What each is called.
        since: Words before a number that make it a length of time, not an age: "hace", "llevo".
        ago: Those among ``since`` that tell when something happened.
        lasting: Words behind it that make it a length of time: "viviendo", "ago".
        staying: Words behind "tengo dos años" that make it a stay: "aquí", "en" Colombia.
        ailing: Words behind "tengo ocho semanas" that make it an illness's or a wait's: "con" tos.
        gestation: Words that make a number of weeks a pregnancy's: "sdg", "eg".
        child: Words for a child whose age follows.
        persons: Words for a grown person whose age follows.
        aged: Words between a person and a bare number that make it an age: "señora de 66", "my son is 4".
        own: Words that say somebody has an age or a pregnancy's weeks: "tengo", "tiene".
    """

    numbers: Mapping[str, int] = Field(default_factory=dict)
    joins: Words = ()
    years: Words = ()
    months: Words = ()
    weeks: Words = ()
    days: Words = ()
    since: Words = ()
    ago: Words = ()
    lasting: Words = ()
    staying: Words = ()
    ailing: Words = ()
    gestation: Words = ()
    child: Words = ()
    persons: Words = ()
    aged: Words = ()
    own: Words = ()


class Speech(Authored):
    """How people put things, whatever they speak of, in all languages at once: ``content/habla/habla.yaml``.

    Attributes:
        fillers: Words that carry no fact and may stand anywhere in a phrase.
        short: What is written short -> what it stands for; ``s/`` with its stroke.
        ordinary: Words that are no slip of a name, however near one they are.
        asking: Words that announce what is asked for; the service behind one is the main one.
        linking: Words that join what is asked for to what it is about: "cita con psicología".
        bringing: Phrases by which somebody speaks for a child she brings.
        refused: Phrases that tell of a barrier.
        denial: See :class:`Denial`.
        counting: See :class:`Counting`.
    """

    fillers: Words = ()
    short: Mapping[str, str] = Field(default_factory=dict)
    ordinary: Words = ()
    asking: Words = ()
    linking: Words = ()
    bringing: tuple[Phrase, ...] = ()
    refused: tuple[Phrase, ...] = ()
    denial: Denial = Field(default_factory=Denial)
    counting: Counting = Field(default_factory=Counting)
