"""What the person can say at the counter: in Spanish, which the counter understands, and what it means."""

from bot.screens.markdown import section
from bot.voice import RuleWords, Voice

_WHATEVER_THE_RULE = "caso.diga-usted"


def claim_section(voice: Voice, words: RuleWords, *, certain: bool) -> str:
    """The sentence to say or show, and under it what it means when it is in another language than the person's.

    Args:
        voice: In which language.
        words: What the rule tells the person.
        certain: Whether the rule surely covers the case. If not, a sentence is given that holds for every case: she
            should claim nothing of herself that she has not said.
    """
    spanish = Voice(voice.catalogue, "es")
    if certain and words.claim is not None and words.claim_in_spanish is not None:
        said, meant = words.claim_in_spanish, words.claim
    else:
        said, meant = spanish.say(_WHATEVER_THE_RULE), voice.say(_WHATEVER_THE_RULE)
    lines = [f"«{said}»"]
    if meant != said:
        lines.append(voice.say("caso.quiere-decir", frase=meant))
    return section(voice.say("caso.diga-en-ventanilla"), lines)
