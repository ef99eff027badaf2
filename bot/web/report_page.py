"""The report as one plain page: for a browser without JavaScript, and for whoever would rather see all questions at once.

Three pages: the questions, what would be kept with the question of consent, the receipt. Between them what was told
travels in the pages themselves, already scrubbed; nothing of it is kept here before the consent. What comes back is
checked again each time, like any input.
"""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from bot.receipts import ReportBox
from bot.screens import preview
from bot.screens.danger import danger_reply
from bot.screens.formal import formal
from bot.screens.receipt import receipt
from bot.screens.report import WHENS
from bot.shelf import Shelf
from bot.voice import Voice
from bot.web.render import to_html
from redes.content.institution_search import near_ids
from redes.content.schema import Language
from redes.privacy.pseudonym import SessionKey
from redes.privacy.scrub import scrub
from redes.reports.draft import Draft, fingerprint
from redes.reports.keeping import StoreUnavailable
from redes.reports.known import only_known
from redes.reports.limits import TooManyReports
from redes.reports.report import Receipt
from redes.reports.telling import LONGEST_STORY

_MOST_TICKETS = 5_000
"""Previews that may wait for their consent at once; the oldest are forgotten first."""

_FIELDS = ("asunto", "lugar", "ips", "servicio", "cuando", "urgente", "voz", "relato")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page sent: a draft, or the sentence that says what is wrong with it.

    Attributes:
        draft: What would be kept; None when something is wrong.
        wrong: Key of the sentence, or None.
    """

    draft: Draft | None
    wrong: str | None = None


class ReportPage:
    """The page ``/reporte``.

    Args:
        reports: Where reports are kept.
        shelf: The catalogue in force.
        pages: Templates.
        session_of: Pseudonym of who asks, for the daily limit.
        language_of: In which language she reads.
        refused: Whether another site's page sent a request.
    """

    def __init__(
        self,
        *,
        reports: ReportBox,
        shelf: Callable[[], Shelf],
        pages: Jinja2Templates,
        session_of: Callable[[Request], SessionKey],
        language_of: Callable[[Request], Language],
        refused: Callable[[Request], bool],
    ) -> None:
        self._reports = reports
        self._shelf = shelf
        self._pages = pages
        self._session_of = session_of
        self._language_of = language_of
        self._refused = refused
        self._tickets: OrderedDict[str, str] = OrderedDict()

    def routes(self) -> list[Route]:
        """Where the page is."""
        return [
            Route("/reporte", self.questions, methods=["GET"]),
            Route("/reporte", self.answered, methods=["POST"]),
        ]

    async def questions(self, request: Request) -> Response:
        """The questions; of one institution when a code on its wall led here (``?r=``)."""
        return self._questions(request, {"ips": request.query_params.get("r", "")[:64]}, ())

    async def answered(self, request: Request) -> Response:
        """What was filled in: shown as it would be kept, and kept once that is agreed to."""
        if self._refused(request):
            return Response("No se aceptan formularios enviados desde otra página.", status_code=403)
        form = await request.form()
        # A browser ends lines in its own way; what was shown must be what is agreed to.
        values = {name: str(form.get(name, "")).replace("\r\n", "\n") for name in _FIELDS}
        groups = tuple(str(value) for value in form.getlist("grupo"))
        step = str(form.get("paso", ""))
        told = self._told(values, groups)
        if told.draft is None or step == "corregir":
            values["relato"] = scrub(values["relato"][:LONGEST_STORY]).text
            return self._questions(request, values, groups, told.wrong if step != "corregir" else None)
        if step == "guardar" and self._tickets.pop(str(form.get("vista", "")), None) == fingerprint(told.draft):
            return await self._kept(request, told.draft, values, groups)
        if step == "no":
            return self._page(request, "said", {"said": self._voice(request).say("reporte.no-guardado")})
        return self._preview(request, told.draft, values, groups)

    # The pages

    def _questions(
        self, request: Request, values: dict[str, str], groups: Iterable[str], wrong: str | None = None
    ) -> Response:
        voice = self._voice(request)
        catalogue = voice.catalogue
        institutions: dict[str, list[tuple[str, str]]] = {}
        for one in near_ids(catalogue, None):
            contact = catalogue.contacts[one]
            institutions.setdefault(catalogue.territories[contact.scope].name, []).append((one, contact.name))
        barriers = {voice.family(f): [(b.id, voice.barrier(b.id)) for b in f.barriers] for f in catalogue.categories}
        practices = [(f"p{p.number}", f"{p.number}. {voice.practice(p)}") for p in catalogue.decalogo.practices]
        data = {
            "values": values,
            "groups": frozenset(groups),
            "wrong": None if wrong is None else _filled(voice, wrong),
            "about": barriers | {voice.say("reporte.titulo-buena-practica"): practices},
            "places": {t.name: [(m.code, m.name) for m in t.municipalities] for t in catalogue.territories.values()},
            "institutions": institutions,
            "services": [(t.value, voice.term("servicio", t.value)) for t in catalogue.vocabularies["servicio"].terms],
            "whens": [(when, voice.term("cuando", when)) for when in WHENS],
            "all_groups": [(t.value, voice.term("grupo", t.value)) for t in catalogue.vocabularies["grupo"].terms],
            "longest": LONGEST_STORY,
        }  # fmt: skip
        return self._page(request, "form", data, status=200 if wrong is None else 422)

    def _preview(
        self, request: Request, draft: Draft, values: dict[str, str], groups: Iterable[str], wrong: str | None = None
    ) -> Response:
        voice = self._voice(request)
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = fingerprint(draft)
        while len(self._tickets) > _MOST_TICKETS:
            self._tickets.popitem(last=False)
        shown = preview.preview(voice, draft, erase_on=self._reports.erase_on())
        found = self._shelf().dangers.detect(draft.story or "")
        danger = found.kind if found is not None else "medica" if draft.urgent_now else None
        alarm = next((d for d in voice.catalogue.dangers if d.kind == danger), None)
        note = wrong or ("formulario.ips-otra-parte" if values["ips"] and draft.ips is None else None)
        data = {
            "shown": to_html(shown.body),
            "danger": None if alarm is None else to_html(danger_reply(voice, alarm).body),
            "note": "" if note is None else voice.say(note),
            "values": values | {"relato": draft.story or "", "ips": draft.ips or ""},
            "groups": tuple(groups),
            "ticket": ticket,
        }
        return self._page(request, "preview", data, status=200 if wrong is None else 503)

    async def _kept(self, request: Request, draft: Draft, values: dict[str, str], groups: Iterable[str]) -> Response:
        voice = self._voice(request)
        try:
            code = await asyncio.to_thread(self._reports.file, draft, voice.language, self._session_of(request))
        except TooManyReports:
            return self._page(request, "said", {"said": voice.say("reporte.muchos")}, status=429)
        except StoreUnavailable:
            return self._preview(request, draft, values, groups, wrong="reporte.no-tomado")
        shown, _ = receipt(
            voice, Receipt(code), erase_on=self._reports.erase_on(), barrier=draft.barrier, municipality=draft.municipality
        )  # fmt: skip
        way = formal(voice, ".".join(filter(None, (draft.barrier, draft.municipality)))) if draft.barrier else None
        data = {
            "said": to_html(shown.body),
            "more": [to_html(reply.body) for reply in way or ()],
            "note": voice.say("formulario.recibo"),
        }
        return self._page(request, "said", data)

    def _page(self, request: Request, part: str, data: dict[str, Any], *, status: int = 200) -> Response:
        everything = {"voice": self._voice(request), "part": part, **data}
        return self._pages.TemplateResponse(request, "report.html", everything, status_code=status)

    def _voice(self, request: Request) -> Voice:
        return Voice(self._shelf().catalogue, self._language_of(request))

    # What was filled in

    def _told(self, values: dict[str, str], groups: tuple[str, ...]) -> _Told:
        catalogue = self._shelf().catalogue
        about = values["asunto"]
        practice = int(about[1:]) if about[:1] == "p" and about[1:].isascii() and about[1:].isdigit() else None
        if about not in catalogue.barriers and practice not in {p.number for p in catalogue.decalogo.practices}:
            return _Told(None, "formulario.falta-asunto")
        if len(values["relato"]) > LONGEST_STORY:
            return _Told(None, "formulario.relato-largo")
        story = scrub(values["relato"]).text.strip()
        place = values["lugar"] if values["lugar"] in catalogue.municipalities else None
        ips = values["ips"] if values["ips"] in near_ids(catalogue, place) else None
        try:
            draft = Draft.model_validate(
                {
                    "kind": "barrera" if practice is None else "buena-practica",
                    "barrier": about if practice is None else None,
                    "practice": practice,
                    "municipality": place,
                    "ips": ips,
                    "service": values["servicio"] or None,
                    "when": values["cuando"] or None,
                    "urgent_now": {"si": True, "no": False}.get(values["urgente"]),
                    "voice": values["voz"] or None,
                    "groups": tuple(sorted(set(groups))),
                    "story": story or None,
                }
            )
        except ValidationError:
            return _Told(None, "formulario.no-valido")
        return _Told(only_known(draft, catalogue))


def _filled(voice: Voice, key: str) -> str:
    blanks = {"maximo": str(LONGEST_STORY)} if key == "formulario.relato-largo" else {}
    return voice.say(key, **blanks)
