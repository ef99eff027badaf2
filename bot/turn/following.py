"""Messages that only follow the one before: «no entendí», «¿y dónde queda?», «¿y para mi hijo?»."""

from bot.cases import continued
from bot.replies import Reply
from bot.screens import again, case, menu
from bot.turn.showing import Showing
from bot.turn.state import Turn
from redes.content.schema import Topic
from redes.content.serving import serving
from redes.content.words import words

_GROUP = "grupo:"
_WORDS_BESIDE_A_PLACE = 2
"""Words beside the name of a place in a message that only says where somebody is: «estoy en Cúcuta»."""
_WORDS_BESIDE_A_PLACE_ALONE = 1
"""The same where nothing was answered before: «en Cúcuta»."""


class Following:
    """Answers what stands only beside what was answered before."""

    def __init__(self, turn: Turn, showing: Showing) -> None:
        self.turn = turn
        self.showing = showing

    def followed(self) -> Reply | None:
        """The answer to a message that only follows the one before; None when it stands for itself."""
        cues, before = self.turn.shelf.cues, self.showing.case_before()
        if before is not None:
            changed = continued(before.case, self.turn.said, self.turn.told, cues=cues)
            if changed is not None:
                return self.showing.case_shown(changed, own=before.own)
            if cues.asks_simpler(self.turn.said):
                return case.in_short(self.turn.voice, self.turn.shelf.law, before, today=self.turn.today)
            topic = case.topic_of(self.turn.shelf.law, before, today=self.turn.today)
            if topic is not None and (where := self._where_for(topic)) is not None:
                return where
        self.turn.change(case=None)
        card = self.turn.shelf.catalogue.cards.get(self.turn.session.shown or "")
        if card is None:
            return self._place_alone()
        if cues.asks_simpler(self.turn.said):
            return again.simpler(self.turn.voice, card, today=self.turn.today)
        return self._where_for(self.turn.shelf.catalogue.topic_of[card.id]) or self._for_whom()

    def _where_for(self, topic: Topic) -> Reply | None:
        """«¿Y dónde queda?», or the name of a place alone: where to go for what was answered last."""
        code = self.turn.shelf.places.find(self.turn.said)
        if code is None:
            return again.which_city(self.turn.voice, topic) if self.turn.shelf.cues.asks_where(self.turn.said) else None
        if len(words(self.turn.shelf.places.without(self.turn.said))) > _WORDS_BESIDE_A_PLACE:
            return None
        entries = serving(self.turn.shelf.catalogue, code, topic)
        return menu.serving(self.turn.voice, code, entries) if entries else menu.place(self.turn.voice, code)

    def _place_alone(self) -> Reply | None:
        """The directory of a place that is all a message says: «Medellín», «en Cúcuta»."""
        code = self.turn.shelf.places.find(self.turn.said)
        if code is None or len(words(self.turn.shelf.places.without(self.turn.said))) > _WORDS_BESIDE_A_PLACE_ALONE:
            return None
        return menu.place(self.turn.voice, code)

    def _for_whom(self) -> Reply | None:
        """«¿Y para mi hijo?»: what there is for somebody of another group."""
        topics = self.turn.shelf.catalogue.talk.group_topics
        groups = [fact.removeprefix(_GROUP) for fact, value in self.turn.told.items() if value == "si"]
        only = all(fact.startswith(_GROUP) for fact in self.turn.told)
        topic = next((topics[group] for group in groups if group in topics), None)
        if topic is None or not only or not self.turn.shelf.cues.changes_a_fact(self.turn.said):
            return None
        return self.showing.topic(topic)
