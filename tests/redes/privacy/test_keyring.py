import json
from datetime import date, timedelta

import pytest

from redes.privacy.keyring import GRACE, Keyring
from redes.privacy.keys import UnsafeKey

DAY = date(2024, 7, 4)


def a_ring(path, secret=b"s" * 32):
    return Keyring(path / "keyring.json", secret=secret, today=DAY)


def test_the_first_use_makes_a_key_in_a_file_for_its_owner_only(tmp_path):
    ring = a_ring(tmp_path)

    [key] = ring.keys()

    assert (len(key), ring.newest_since(), (tmp_path / "keyring.json").stat().st_mode & 0o777) == (32, DAY, 0o600)
    assert a_ring(tmp_path).keys() == (key,)
    assert key.hex() not in (tmp_path / "keyring.json").read_text()


def test_the_ring_without_the_secret_is_another_ring(tmp_path):
    assert a_ring(tmp_path).keys() != a_ring(tmp_path, secret=b"t" * 32).keys()


def test_a_ring_can_turn_before_it_was_used(tmp_path):
    ring = a_ring(tmp_path)

    ring.turn(today=DAY)

    assert len(ring.keys()) == 1


def test_a_turned_ring_seals_with_the_new_key_and_opens_with_both_until_grace_is_over(tmp_path):
    ring, other_process = a_ring(tmp_path), a_ring(tmp_path)
    [old] = ring.keys()

    ring.turn(today=DAY)
    new, second = other_process.keys()
    destroyed = [ring.destroy_old(today=DAY + GRACE - timedelta(1)), ring.destroy_old(today=DAY + GRACE)]

    assert (second, destroyed, other_process.keys()) == (old, [0, 1], (new,))


def test_the_newest_key_is_never_destroyed(tmp_path):
    ring = a_ring(tmp_path)
    keys = ring.keys()

    assert ring.destroy_old(today=DAY + timedelta(3650)) == 0
    assert ring.keys() == keys


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_ring_that_others_may_read_is_refused(tmp_path, mode):
    a_ring(tmp_path).keys()
    (tmp_path / "keyring.json").chmod(mode)

    with pytest.raises(UnsafeKey, match="chmod 600"):
        a_ring(tmp_path).keys()


@pytest.mark.parametrize(
    "content",
    ["", "{}", '{"keys": []}', '{"keys": [{"key": "ab", "since": "2024-07-04"}]}', '{"keys": [{"since": 1}]}'],
)
def test_a_damaged_ring_is_refused_and_never_overwritten(tmp_path, content):
    path = tmp_path / "keyring.json"
    path.write_text(content)
    path.chmod(0o600)

    with pytest.raises(UnsafeKey, match="restore its copy"):
        a_ring(tmp_path).keys()

    assert path.read_text() == content


def test_what_a_killed_process_left_half_written_does_not_stop_the_next(tmp_path):
    ring = a_ring(tmp_path)
    ring.keys()
    (tmp_path / "keyring.half").write_text("half")

    ring.turn(today=DAY)

    assert len(ring.keys()) == 2
    assert len(json.loads((tmp_path / "keyring.json").read_text())["keys"]) == 2
