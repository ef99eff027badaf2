"""The rights of the poster on a telephone: the same words, each with the card behind it."""

from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.cards import under_review
from bot.screens.markdown import bold, paragraphs
from bot.screens.menu import menu_row
from bot.voice import Voice
from redes.content.freshness import why_rights_stale
from redes.content.lessons import Ips


def rights_reply(voice: Voice, ips: Ips | None, *, today: date) -> Reply | None:
    """The rights, and a way to tell what happened where the poster hangs; None when there is no poster.

    Args:
        voice: In which language.
        ips: The institution on whose wall it hangs, or None.
        today: The day, for reviews: while the poster is under review only its cards speak, and say how they stand.
    """
    poster = voice.catalogue.rights
    if poster is None:
        return None
    language, stale = voice.language, why_rights_stale(poster, voice.catalogue, today=today)
    said = [f"{bold(right.name[language])}: {right.says[language]}" for right in poster.rights]
    cards = [Button(label=right.name[language], press=Press("card", right.card)) for right in poster.rights]
    here = Button(label=voice.say("boton.contar-aqui"), press=Press("report-at", ips.directory or "")) if ips else None
    doors = [here] if here is not None and ips is not None and ips.directory else []
    return Reply(
        body=paragraphs(
            [
                bold(poster.title[language]),
                ips.name if ips else "",
                under_review(voice, stale),
                *([] if stale else [poster.lead[language], *said]),
                bold(poster.emergency[language]),
            ]
        ),
        buttons=(
            *in_rows(cards),
            *((door,) for door in doors),
            (Button(label=voice.say("boton.reportar"), press=Press("report")),),
            menu_row(voice),
        ),
    )
