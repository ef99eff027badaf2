"""Where this program can be reached from outside, as far as it is known: what pictures and shared texts point to."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(slots=True, kw_only=True)
class Doors:
    """The addresses. Telegram tells the bot's name when it is reached, so they may come late.

    Attributes:
        public_url: Address of the web face as people outside reach it, without a slash at its end; None when
            nobody said it.
        bot: The bot's name on Telegram without its sign; None when it is not known (yet).
    """

    public_url: str | None = None
    bot: str | None = None

    @property
    def link(self) -> str | None:
        """The address to hand on: the bot, where it can be asked anything; else the web chat; None when neither is known."""
        if self.bot:
            return f"https://t.me/{self.bot}"
        return self.public_url

    @property
    def shown(self) -> str | None:
        """The same as one reads it aloud, without ``https://``."""
        return self.link.partition("://")[2] if self.link else None

    def learn_bot(self, name: str) -> None:
        """Telegram has said what the bot is called."""
        self.bot = name

    def joining(self, ips: str) -> str | None:
        """Where the staff of an institution joins it; the door without its code where only the web chat is known.

        Args:
            ips: Its code, letters and digits only.
        """
        return f"https://t.me/{self.bot}?start=ips_{quote(ips)}" if self.bot else self.link

    def room(self, code: str) -> str | None:
        """Where one enters a room of a quiz; None when no door is known.

        The web chat is preferred: whoever scans the code may have no Telegram.

        Args:
            code: Letters and digits only.
        """
        return self._web_or_bot(f"?q={quote(code)}", f"q_{quote(code)}")

    def room_screen(self, code: str) -> str | None:
        """The page that a room looks at; None where only the bot is known.

        Args:
            code: Letters and digits only.
        """
        return f"{self.public_url}/sala/{quote(code)}" if self.public_url else None

    def rights(self, language: str, ips: str | None = None) -> str | None:
        """Where the rights are told in a language, for a code on a wall; None when no door is known.

        The web chat is preferred: whoever scans the code may have no Telegram.

        Args:
            language: Its code, letters only.
            ips: Code of the institution on whose wall it hangs, letters and digits only; or None.
        """
        parts = tuple(filter(None, (language, ips)))
        return self._web_or_bot(f"?d={'.'.join(parts)}", f"d_{'_'.join(parts)}")

    def verification(self, code: str) -> str | None:
        """Where a counter card's code is looked up; None when no door is known.

        The web page is preferred: whoever scans the card may have no Telegram.

        Args:
            code: Letters and digits only.
        """
        return self._web_or_bot(f"v/{quote(code)}", f"v_{quote(code)}")

    def report_at(self, institution: str) -> str | None:
        """Where what happened at an institution is reported, for a code on its wall; None when no door is known.

        The web page is preferred: whoever scans the code may have no Telegram.

        Args:
            institution: Id of a directory entry.
        """
        return self._web_or_bot(f"?r={quote(institution)}", f"r_{quote(institution)}")

    def _web_or_bot(self, path: str, start: str) -> str | None:
        """The web page, else the bot's deep link that does the same; None when neither is known."""
        if self.public_url:
            return f"{self.public_url}/{path}"
        return f"https://t.me/{self.bot}?start={start}" if self.bot else None
