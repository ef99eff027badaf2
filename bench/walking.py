"""Somebody who walks through the panel as a browser does: follows links, opens pictures, tries filters.

What is measured is what can be reached: a page that is added later is found by its link, not by a list here.
"""

import http.client
import random
import re
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

from bench.processes import Broken, Meter

PANEL = "/panel"

_LIMIT_S = 60.0
_TRIED = 12
"""Ways to fill a form of filters that a page gives rise to, drawn by lot."""


class _Page(HTMLParser):
    """Addresses that a page leads to, and its forms of filters."""

    def __init__(self) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.filters: list[tuple[str, dict[str, list[str]]]] = []
        self._open: dict[str, list[str]] | None = None
        self._field = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "a" if "href" in given:
                self.leads.append(given["href"])
            case "img" if "src" in given:
                self.leads.append(given["src"])
            case "form" if given.get("method", "get") == "get":
                self._open = {}
                self.filters.append((given.get("action", ""), self._open))
            case "select" if self._open is not None:
                self._field = given.get("name", "")
                self._open[self._field] = []
            case "option" if self._open is not None:
                self._open[self._field].append(given.get("value", ""))
            case "input" if self._open is not None and given.get("type") == "checkbox":
                self._open[given.get("name", "")] = ["", given.get("value", "on")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def leads_of(html: str, chance: random.Random, *, most: int = _TRIED) -> Iterator[str]:
    """Addresses below the panel that a page leads to: links, pictures, and forms of filters, filled by lot.

    Args:
        html: The page.
        chance: Fills the forms.
        most: How many ways to fill each form.
    """
    page = _Page()
    page.feed(html)
    for lead in page.leads:
        if lead.partition("?")[0] == PANEL or lead.startswith(f"{PANEL}/"):
            yield lead.partition("#")[0]
    for action, fields in page.filters:
        for _ in range(most):
            chosen = {name: chance.choice(values) for name, values in fields.items() if values}
            filled = urlencode({name: value for name, value in chosen.items() if value})
            yield f"{action}?{filled}" if filled else action


def page_of(patterns: Mapping[str, re.Pattern[str]], address: str) -> str | None:
    """Name of the page that an address belongs to: of the patterns that fit, the one that leaves least open."""
    path = urlsplit(address).path
    fitting = [name for name, pattern in patterns.items() if pattern.fullmatch(path)]
    return min(fitting, key=lambda name: name.count("{"), default=None)


@dataclass
class Visitor:
    """Somebody with a seat.

    Args:
        port: Of the panel on 127.0.0.1.
        cookie: Of the session.
        meter: Weighs the program and its database; what other programs on the machine do touches it least.

    Attributes:
        took_ms: Page -> milliseconds of each of its requests, in order.
        cost_ms: Page -> milliseconds of processor time, likewise.
        failed: Addresses that were not answered with a page.
    """

    port: int
    cookie: str
    meter: Meter
    took_ms: dict[str, list[float]] = field(default_factory=dict)
    cost_ms: dict[str, list[float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_LIMIT_S)

    def get(self, address: str) -> tuple[float, int, bytes, str]:
        """Ask for an address.

        Returns:
            Milliseconds, status, body, and the kind of content.
        """
        began = time.perf_counter()
        try:
            self._connection.request("GET", address, headers={"Cookie": f"redes_panel={self.cookie}"})
            answer = self._connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise Broken(f"the panel did not answer {address}") from None
        took = (time.perf_counter() - began) * 1000
        return took, answer.status, body, answer.headers.get_content_type()

    def walk(self, patterns: Mapping[str, re.Pattern[str]], *, each: int, once: Collection[str], seed: int) -> None:
        """Ask for every page that can be reached, so often each.

        Args:
            patterns: Name of a page -> its addresses.
            each: Requests of a page; addresses not yet seen come first.
            once: Pages of which no address is asked for twice: making a document takes seconds.
            seed: The same seed takes the same ways.
        """
        self.close()  # the server hangs up on who was silent for some seconds
        chance = random.Random(seed)
        fresh: dict[str, list[str]] = {PANEL: [PANEL]}
        seen: dict[str, list[str]] = {}
        known = {PANEL}
        asked: Counter[str] = Counter()

        def wanting() -> list[str]:
            return [
                name
                for name in sorted(fresh)
                if asked[name] < each and (fresh[name] or (seen.get(name) and name not in once))
            ]

        while names := wanting():
            page = min(names, key=asked.__getitem__)
            waiting = fresh[page]
            # By lot, not in the order of discovery: else the first territory would be measured alone.
            address = waiting.pop(chance.randrange(len(waiting))) if waiting else chance.choice(seen[page])
            asked[page] += 1
            before = self.meter.read()
            took, status, body, kind = self.get(address)
            cost = self.meter.ms_since(before)
            if status != http.client.OK:
                self.failed.append(address)
                continue
            self.took_ms.setdefault(page, []).append(took)
            self.cost_ms.setdefault(page, []).append(cost)
            seen.setdefault(page, []).append(address)
            for lead in leads_of(body.decode(), chance) if kind == "text/html" else ():
                found = page_of(patterns, lead)
                if found is not None and lead not in known:
                    known.add(lead)
                    fresh.setdefault(found, []).append(lead)

    def close(self) -> None:
        """Hang up; the next request calls again."""
        self._connection.close()


def enter(port: int, address: str) -> str:
    """Use a one-time link as its button does; the session's cookie.

    Raises:
        Broken: The link does not let in.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_LIMIT_S)
    try:
        connection.request("POST", urlsplit(address).path, body="", headers={"Content-Length": "0"})
        answer = connection.getresponse()
        answer.read()
        name, _, value = (answer.getheader("Set-Cookie") or "").partition(";")[0].partition("=")
    finally:
        connection.close()
    if name != "redes_panel":
        raise Broken("a link into the panel does not let in")
    return value
