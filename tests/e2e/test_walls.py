"""What listens inside the house listens on loopback, behind a token."""

import re
from pathlib import Path

import httpx
from house import descendants


def listening(pid):
    """(address, port) pairs a process listens on, as /proc tells them (Linux)."""
    inodes = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if "socket:" in str(link.readlink())}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
                address, port = fields[1].split(":")
                found.add((address, int(port, 16)))
    return found


async def test_rasa_and_the_actions_listen_on_loopback_only_and_ask_for_a_token(house):
    doors = {name: listening(pid) for name, pid in house.children().items()}

    assert set(doors) == {"rasa", "actions"}
    for addresses in doors.values():
        assert {address for address, _ in addresses} == {"0100007F"}  # 127.0.0.1, little-endian
    async with httpx.AsyncClient(trust_env=False) as stranger:
        for name, path in (("rasa", "/webhooks/redes/message"), ("actions", "/webhook")):
            [(_, port)] = doors[name]
            answer = await stranger.post(f"http://127.0.0.1:{port}{path}", json={"session": "x", "text": "hola"})
            assert (name, answer.status_code) == (name, 401)
        [(_, port)] = doors["rasa"]
        for path in (
            "/webhooks/rest/webhook",
            "/webhooks/telegram/webhook",
            "/model/parse",
            "/conversations/x/tracker",
        ):
            assert (await stranger.post(f"http://127.0.0.1:{port}{path}", json={})).status_code == 404


async def test_the_log_of_a_running_house_holds_no_address_with_the_token(house):
    assert not re.search(r"bot\d+:|api\.telegram|getUpdates", house.log.read_text())
    assert descendants(house.process.pid)
