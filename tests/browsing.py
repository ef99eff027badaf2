"""A browser for pages without a script: for tests of the panel, inside the process and through its door."""

import re

import httpx


class Browser:
    """Somebody's browser: it keeps cookies, sends forms with the token of the page it shows, and says where it is."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.shown: httpx.Response | None = None

    async def opens(self, path: str) -> httpx.Response:
        self.shown = await self.client.get(path)
        while self.shown.is_redirect:
            self.shown = await self.client.get(self.shown.headers["location"])
        return self.shown

    async def sends(self, path: str, **fields: object) -> httpx.Response:
        token = re.search(r'name="csrf" value="([^"]*)"', self.shown.text if self.shown else "")
        data = ({"csrf": token[1]} if token else {}) | fields
        answer = await self.client.post(path, data=data, headers={"Sec-Fetch-Site": "same-origin"})
        self.shown = answer
        if answer.is_redirect:
            await self.opens(answer.headers["location"])
        assert self.shown is not None
        return self.shown


def values(page: httpx.Response, name: str) -> list[str]:
    """Values of the fields of a name, or of the options of a list."""
    listed = re.search(rf'<select id="{name}".*?</select>', page.text, re.DOTALL)
    if listed:
        return re.findall(r'<option value="([^"]+)"', listed[0])
    return re.findall(rf'name="{name}" value="([^"]*)"', page.text)


def links(page: httpx.Response, beginning: str) -> list[str]:
    """Addresses on a page that begin so."""
    return re.findall(rf'href="({beginning}[^"]*)"', page.text)
