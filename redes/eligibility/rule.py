"""Rules of law as data: what a lawyer writes under ``content/reglas/``."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from redes.content.schema import Authored, Basis, Sentence, Slug, Topic
from redes.eligibility.facts import DOMAIN

TIERS = ("constitucional", "ley", "reglamento", "practica")
"""Order of precedence: what protects a fundamental right before statute, before decrees and resolutions,
before administrative practice."""

QUESTIONS = ("debe_atender", "quien_paga", "puede_exigir_documento_para_atender")
"""What a rule may answer."""

ATTEND = ("si", "si-atencion-inicial", "depende", "no-obligatorio")
"""``debe_atender``, from most to least protection."""

PAYERS = ("eps", "entidad-territorial", "pic", "depende", "persona")
"""``quien_paga``; the person herself is the last to be told to."""

DEMAND = ("no", "si")
"""``puede_exigir_documento_para_atender``, the protective answer first."""

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "debe_atender": ATTEND,
    "quien_paga": PAYERS,
    "puede_exigir_documento_para_atender": DEMAND,
}

REFUSALS: Mapping[str, str] = {question: answers[-1] for question, answers in ANSWERS.items()}
"""The answer to each question that turns a person away or charges her: never given in doubt."""


class Then(Authored):
    """What a rule answers; a question left out is answered by other rules.

    Attributes:
        debe_atender: Must the provider attend?
        quien_paga: Who pays the provider?
        puede_exigir_documento_para_atender: May a document be demanded before attending?
    """

    debe_atender: Literal["si", "si-atencion-inicial", "depende", "no-obligatorio"] | None = None
    quien_paga: Literal["eps", "entidad-territorial", "persona", "pic", "depende"] | None = None
    puede_exigir_documento_para_atender: Literal["no", "si"] | None = None

    @model_validator(mode="after")
    def _answers_something(self) -> "Then":
        if all(getattr(self, question) is None for question in QUESTIONS):
            raise ValueError("answers nothing; give at least one of debe_atender, quien_paga, puede_exigir_...")
        return self

    def answer(self, question: str) -> str | None:
        """The answer to a question, or None."""
        value: str | None = getattr(self, question)
        return value


class Conditional(Authored):
    """Something that holds for some cases.

    Attributes:
        when: Fact -> values; all must hold. A fact left out may have any value. Groups are written
            ``"grupo:gestante": [si]``.
        any_group: The person belongs to at least one of these groups; empty means any or none.
    """

    when: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    any_group: tuple[str, ...] = ()

    def covers(self, known: Mapping[str, str]) -> bool | None:
        """Whether a case falls under it: yes, no, or None while a fact that is not known could decide."""
        unsure = False
        for fact, allowed in self.when.items():
            value = known.get(fact)
            if value is None:
                unsure = True
            elif value not in allowed:
                return False
        if self.any_group:
            held = [known.get(f"grupo:{group}") for group in self.any_group]
            if "si" not in held:
                if None not in held:
                    return False
                unsure = True
        return None if unsure else True

    def excluded_by(self, known: Mapping[str, str]) -> list[str]:
        """Known facts that keep it from covering a case; none when it covers it or still may."""
        facts = [fact for fact, allowed in self.when.items() if fact in known and known[fact] not in allowed]
        groups = [f"grupo:{group}" for group in self.any_group]
        if groups and all(known.get(group) == "no" for group in groups):
            facts += groups
        return facts

    def undecided(self, known: Mapping[str, str]) -> list[str]:
        """Facts of its conditions that are not known."""
        facts = [fact for fact in self.when if fact not in known]
        if self.any_group and not any(known.get(f"grupo:{g}") == "si" for g in self.any_group):
            facts += [f"grupo:{g}" for g in self.any_group if f"grupo:{g}" not in known]
        return facts


class Rule(Conditional):
    """One sentence of law, with its conditions.

    Attributes:
        id: Slug that names the legal notion.
        title: The notion in a few words.
        tier: Its place in the order of precedence.
        before: Ids of rules of the same tier that this one goes before, because it is the more special one.
        since: First day in force; None means before any day that is asked about.
        until: Last day in force; None means no end is known.
        when, any_group: See :class:`Conditional`.
        then: The answers.
        sentence: The rule in one sentence for staff, with its law: shown on the counter card.
        for_person: The same for the migrant: "Usted tiene derecho a ...".
        claim: What she can say at the counter, in the first person: what she asks for, on what law. It never promises
            more than the rule, and names nothing that others in the queue must not hear. Each rule that says
            whether care is owed has one.
        open_question: For ``depende``: the question that decides it and who answers it.
        steps: What staff does now.
        avoid: What not to ask for or do.
        say: The sentence to say.
        contacts: Directory ids.
        routes: Topics to offer.
        basis: The norms; never empty.
        caution: For the reviewer.
    """

    id: Slug
    title: Annotated[str, StringConstraints(max_length=90)]
    tier: Literal["constitucional", "ley", "reglamento", "practica"]
    before: tuple[Slug, ...] = ()
    since: date | None = None
    until: date | None = None
    then: Then
    sentence: Sentence
    for_person: Sentence
    claim: Sentence | None = None
    open_question: Sentence | None = None
    steps: tuple[Sentence, ...] = Field(default=(), max_length=6)
    avoid: tuple[Sentence, ...] = Field(default=(), max_length=5)
    say: Sentence | None = None
    contacts: tuple[Slug, ...] = ()
    routes: tuple[Topic, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)
    caution: str = ""

    @model_validator(mode="after")
    def _conditions_are_facts(self) -> "Rule":
        for fact, allowed in self.when.items():
            if fact not in DOMAIN:
                raise ValueError(
                    f"'{fact}' is no fact; facts: {', '.join(f for f in DOMAIN if ':' not in f)}, grupo:..."
                )
            if wrong := [v for v in allowed if v not in DOMAIN[fact]]:
                raise ValueError(f"{fact} cannot be {wrong}; it can be {', '.join(DOMAIN[fact])}")
            if not allowed:
                raise ValueError(f"{fact} has no values; leave it out when any will do")
        if wrong := [g for g in self.any_group if f"grupo:{g}" not in DOMAIN]:
            raise ValueError(f"{wrong} are no groups")
        if self.then.debe_atender == "depende" and self.open_question is None:
            raise ValueError("'depende' needs an open_question: what decides it, and who answers")
        return self

    def __hash__(self) -> int:
        # Its conditions are a mapping; within a rulebook the id tells rules apart.
        return hash(self.id)

    def in_force(self, on: date) -> bool:
        """Whether it applies on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class RuleTranslation(Authored):
    """What a rule tells the migrant, in another language: an entry of ``content/reglas/traducciones/<language>.yaml``.

    Attributes:
        id: The rule.
        follows: Fingerprint of the Spanish it translates, as ``redes content check`` prints it; a different one
            means that the translation is stale.
        state: ``escrita`` or ``revisada`` by a native speaker.
        for_person, claim, open_question: As in the rule; what the rule leaves out is left out here too. The claim is
            for her to understand: at the counter the Spanish one is said or shown.
    """

    id: Slug
    follows: str
    state: Literal["escrita", "revisada"]
    for_person: Sentence
    claim: Sentence | None = None
    open_question: Sentence | None = None


class Invariant(Conditional):
    """What must hold over the whole domain: ``content/reglas/invariantes.yaml``.

    Either ``must`` (in all these cases the answers are among those listed) or ``never_worse`` (making this fact
    true never lowers protection).

    Attributes:
        id: Slug.
        says: The invariant in one sentence.
        when, any_group: See :class:`Conditional`.
        must: Question -> accepted answers.
        never_worse: A fact such as ``grupo:gestante``: with ``si`` the case is never answered with less protection
            than with ``no``, everything else equal.
        basis: Where it comes from.
    """

    id: Slug
    says: Sentence
    must: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    never_worse: str | None = None
    basis: tuple[Basis, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_of_two(self) -> "Invariant":
        if bool(self.must) == (self.never_worse is not None):
            raise ValueError("give either 'must' or 'never_worse'")
        for question, answers in self.must.items():
            if question not in ANSWERS or set(answers) - set(ANSWERS[question]):
                raise ValueError(f"'{question}' must be one of {QUESTIONS}, with answers of its own")
        if self.never_worse is not None and DOMAIN.get(self.never_worse) != ("si", "no"):
            raise ValueError("'never_worse' names a fact that is si or no, such as grupo:gestante")
        return self


class Situation(Authored):
    """A case a lawyer can read: an entry of ``content/reglas/situaciones/*.yml``.

    Attributes:
        name: The case in one line, in Spanish.
        given: Facts; ``grupos`` as a list, ``fecha`` as a day.
        expect: Question -> answer; and ``regla``: the id of the rule that decides ``debe_atender``.
        source: Where the answer comes from: a ruling's facts, a ministry's answer, a norm.
    """

    name: Annotated[str, StringConstraints(min_length=10, max_length=160)]
    given: Mapping[str, str | tuple[str, ...] | date]
    expect: Mapping[str, str]
    source: Sentence
