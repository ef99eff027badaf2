"""Inline mode: ``@bot urgencias`` in any chat offers cards to share there.

The answer is made from the words and the language alone: no session is looked up, and nothing is kept or logged.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent

from bot.screens.share import share_card
from bot.shelf import Shelf
from bot.telegram.render import to_telegram
from bot.voice import Voice
from redes.content.freshness import why_stale
from redes.content.schema import Card, Language
from redes.doors import Doors
from redes.privacy.scrub import scrub

MOST_CARDS = 10

CACHE_S = 300
"""Seconds that Telegram may give the same answer to the same person: long enough to type, short enough for new content."""

START_PARAMETER = "compartir"
"""What ``/start`` carries for those who come by the button."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")


def answer_to(query: str, shelf: Shelf, *, language: Language, today: date, doors: Doors) -> dict[str, Any]:
    """Arguments of ``answer_inline_query``, without the query's id.

    Args:
        query: What was typed behind the bot's name; nothing asks for the cards that are needed most.
        shelf: What can be found.
        language: In which language.
        today: The day, for reviews.
        doors: The way here, to stand under what is shared.
    """
    voice = Voice(shelf.catalogue, language)
    found = list(_cards(shelf, scrub(query).text, language))[:MOST_CARDS]
    way_in = InlineQueryResultsButton(text=voice.say("inline.abrir"), start_parameter=START_PARAMETER)
    return {
        "results": [_article(voice, card, today=today, doors=doors) for card in found],
        "cache_time": CACHE_S,
        "is_personal": True,  # what Telegram keeps for all would answer in the language of whoever asked first
        "button": None if found else way_in,
    }


def _cards(shelf: Shelf, query: str, language: Language) -> Iterator[Card]:
    """Cards worth sharing, best first: greetings and the like are none."""
    catalogue = shelf.catalogue
    in_menu = [topic for section in catalogue.menu.sections for topic in section.topics]
    if not query.strip():
        yield from filter(None, (catalogue.card_for(topic, None) for topic in in_menu))
        return
    for hit in shelf.search.find(query, language=language, limit=2 * MOST_CARDS):
        card = catalogue.cards[hit.card]
        if card.states_law or hit.topic in in_menu:
            yield card


def _article(voice: Voice, card: Card, *, today: date, doors: Doors) -> InlineQueryResultArticle:
    text = voice.card(card)
    stale = card.states_law and why_stale(card, voice.catalogue, today=today)
    [shared] = to_telegram(share_card(voice, card, today=today, doors=doors))
    return InlineQueryResultArticle(
        id=card.id,
        # While a card is under review its title and its answer may promise too much.
        title=voice.topic(voice.catalogue.topic_of[card.id]) if stale else text.title,
        description=voice.say("ficha.solo-lo-seguro") if stale else _SENTENCE_END.split(text.answer)[0],
        input_message_content=InputTextMessageContent(
            shared["text"], parse_mode=shared["parse_mode"], link_preview_options=shared["link_preview_options"]
        ),
    )
