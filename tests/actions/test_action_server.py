"""The action server by HTTP, without a server."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from rasa_sdk.events import SlotSet
from rasa_sdk.interfaces import Action, ActionExecutionRejection

from actions.server import create_app, read_domain
from redes.settings import ROOT

DOMAIN = {"slots": {"report_place": {}}}
TOKEN = "what-rasa-shows"
SHOWN = {"token": TOKEN}


class Fails(Action):
    def name(self) -> str:
        return "action_fails"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        raise ValueError(tracker.latest_message["text"])


class Rejects(Action):
    def name(self) -> str:
        return "action_rejects"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        raise ActionExecutionRejection(self.name())


class Works(Action):
    def name(self) -> str:
        return "action_works"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        dispatcher.utter_message(json_message={"show": "topic", "domain": domain})
        return [SlotSet("report_place", tracker.sender_id)]


async def called(action: str | None, **more: Any) -> httpx.Response:
    app = create_app([Fails(), Rejects(), Works()], DOMAIN, token=TOKEN)
    tracker = {"sender_id": "SESION", "slots": {"report_story": "MARCA"}, "latest_message": {"text": "MARCA"}}
    call = {"next_action": action, "sender_id": "SESION", "tracker": tracker} | more
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://actions") as http:
        return await http.post("/webhook", json=call, params=SHOWN)


async def test_an_action_gets_our_domain_and_its_answer_goes_back():
    answer = await called("action_works", domain={"slots": {}})

    body = answer.json()
    assert answer.status_code == 200
    assert body["events"] == [{"event": "slot", "timestamp": None, "name": "report_place", "value": "SESION"}]
    assert [response["custom"] for response in body["responses"]] == [{"show": "topic", "domain": DOMAIN}]


@pytest.mark.parametrize(
    ("action", "status"), [("action_fails", 500), ("action_rejects", 400), ("action_unknown", 404)]
)
async def test_a_failing_action_is_answered_and_neither_log_nor_answer_holds_the_words(
    action: str, status: int, loud_logs: pytest.LogCaptureFixture
):
    answer = await called(action)

    assert answer.status_code == status
    assert "error" in answer.json()
    assert [secret for secret in ("MARCA", "SESION") if secret in answer.text + loud_logs.text] == []


async def test_a_failure_is_logged_by_kind_and_place(loud_logs: pytest.LogCaptureFixture):
    answer = await called("action_fails")

    [line] = [r.getMessage() for r in loud_logs.records if r.name == "actions.server"]
    assert answer.json() == {"error": "the action failed"}
    assert line.startswith("an action failed: ValueError in run (test_action_server.py:")


async def test_a_call_without_an_action_is_answered_with_nothing():
    answer = await called(None)

    assert (answer.status_code, answer.json()) == (200, None)


@pytest.mark.parametrize("body", [b"", b"{MARCA", b"[1]", b'"MARCA"', b"\xff"], ids=repr)
async def test_what_is_no_call_is_refused_without_its_words(body: bytes, loud_logs: pytest.LogCaptureFixture):
    app = create_app([], DOMAIN, token=TOKEN)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://actions") as http:
        answer = await http.post("/webhook", content=body, params=SHOWN)

    assert answer.status_code == 400
    assert "MARCA" not in answer.text + loud_logs.text


@pytest.mark.parametrize("shown", [{}, {"token": ""}, {"token": "ñ"}, {"token": TOKEN[:-1]}], ids=repr)
async def test_nobody_runs_an_action_without_the_token(shown: dict[str, str]):
    app = create_app([Works()], DOMAIN, token=TOKEN)
    call = {"next_action": "action_works", "tracker": {"sender_id": "SESION"}}

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://actions") as http:
        answer = await http.post("/webhook", json=call, params=shown)

    assert (answer.status_code, answer.json()) == (401, {"error": "unauthorized"})


async def test_it_says_that_it_listens():
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(create_app([], DOMAIN, token=TOKEN)), base_url="http://a"
    ) as http:
        assert (await http.get("/health")).json() == {"status": "ok"}


def test_a_domain_is_merged_from_its_files(tmp_path: Path):
    (tmp_path / "a.yml").write_text('version: "3.1"\nintents: [uno]\nslots: {s: {type: text}}\n')
    (tmp_path / "b.yml").write_text('version: "3.1"\nintents: [dos]\nslots: {t: {type: list}}\n')

    assert read_domain(tmp_path) == {
        "version": "3.1",
        "intents": ["uno", "dos"],
        "slots": {"s": {"type": "text"}, "t": {"type": "list"}},
    }


def test_our_domain_can_travel_as_json():
    domain = read_domain(ROOT / "domain")

    assert json.loads(json.dumps(domain)) == domain
