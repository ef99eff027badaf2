"""The counter card in the chat, and what a code of one says."""

from datetime import date

from bot.pictures import Pictures
from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.cards import basis_line
from bot.screens.case import View
from bot.screens.flag_button import flag_button
from bot.screens.markdown import bold, bullets, paragraphs
from bot.screens.menu import menu_row
from bot.voice import Voice
from redes.eligibility.case_code import Case
from redes.eligibility.counter_code import Mistyped, NotOurs, Standing
from redes.eligibility.decide import Verdict
from redes.eligibility.facts import Facts
from redes.flags.subject import rule_subject
from redes.pictures.counter import answers_in_words, bases_of, case_in_words
from redes.pictures.gallery import Busy


async def counter_reply(
    voice: Voice, verdict: Verdict, facts: Facts, day: date, *, pictures: Pictures, back: Press | None = None
) -> Reply:
    """The counter card of a case: a picture for the phone and a page to print.

    Args:
        voice: Speaks to the person; the card itself speaks Spanish, to the counter.
        verdict: The answers.
        facts: The case.
        day: The day the law of which was asked.
        pictures: Makes it.
        back: Leads back to the case; None when it was not shown in the chat.
    """
    row = (*([Button(label=voice.say("boton.volver"), press=back)] if back else []), *menu_row(voice))
    try:
        both = await pictures.counter(voice.catalogue, verdict, facts, day)
    except Busy:
        return Reply(body=voice.say("tarjeta.no-pudo"), buttons=(row,))
    spanish = voice.say("tarjeta.en-espanol") if voice.language != "es" else ""
    return Reply(body=paragraphs([voice.say("tarjeta.lista"), spanish]), buttons=(row,), attachments=both)


def code_reply(voice: Voice, code: str, *, pictures: Pictures) -> tuple[Reply, bool]:
    """What the code of a card says, and whether it is a code that this program made.

    Args:
        voice: Speaks to whoever asks.
        code: As scanned or typed; empty when there is none yet.
        pictures: Reads it.
    """
    buttons = (menu_row(voice),)
    if not code.strip():
        return Reply(body=voice.say("codigo.pida"), buttons=buttons), True
    today = pictures.today()
    try:
        standing = pictures.codes.look_up(code, today=today)
    except Mistyped:
        return Reply(body=voice.say("codigo.mal-escrito"), buttons=buttons), False
    except NotOurs:
        return Reply(body=voice.say("codigo.falso"), buttons=buttons), False
    return standing_reply(voice, standing, today=today), True


def standing_reply(voice: Voice, standing: Standing, *, today: date) -> Reply:
    """What the code of a card says: whether it still stands, the answer of today, the rule, its sources."""
    state = "vigente" if standing.current else "vencida" if standing.verdict else "sin-respuesta"
    parts = [
        bold(voice.say(f"codigo.{state}")),
        voice.say(f"codigo.{state}-detalle", dia=voice.day(standing.case.day)),
    ]
    rows: list[tuple[Button, ...]] = []
    if standing.verdict is not None and standing.facts is not None:
        parts += _answer(voice, standing.verdict, standing.facts, today)
        routes = standing.verdict.answers["debe_atender"].because.routes[:2]
        rows += [(Button(label=voice.topic(topic), press=Press("topic", topic)),) for topic in routes]
        asked = View(Case(standing.facts.known), own=False)
        rows.append(
            (flag_button(voice, rule_subject(standing.verdict.answers["debe_atender"].because, asked.letters)),)
        )
    return Reply(body=paragraphs(parts), buttons=(*rows, menu_row(voice)))


def _answer(voice: Voice, verdict: Verdict, facts: Facts, today: date) -> list[str]:
    rule = verdict.answers["debe_atender"].because
    first, *others = answers_in_words(voice, verdict)
    return [
        bullets(f"{fact}: {bold(value)}" for fact, value in case_in_words(voice, facts)),
        "\n".join([bold(first), *others]),
        f"{bold(voice.say('tarjeta.regla'))}\n{rule.sentence}",
        voice.say("ficha.solo-en-espanol") if voice.language != "es" else "",
        voice.say("codigo.regla", regla=rule.id),
        bullets(basis_line(voice, basis, today=today, name_only=True) for basis in bases_of(verdict)),
        voice.say("tarjeta.sin-datos"),
    ]
