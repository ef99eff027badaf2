import os
import stat

import pytest

from redes.privacy.keys import UnsafeKey, derive, load_or_make_secret


def test_the_first_run_makes_a_secret_that_only_its_owner_may_read(tmp_path):
    path = tmp_path / "data" / "secret.key"

    secret = load_or_make_secret(path)

    assert path.read_text() == secret.hex() + "\n"
    assert (len(secret), stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (
        32,
        0o600,
        0o700,
    )


def test_a_generous_umask_does_not_open_the_file(tmp_path):
    before = os.umask(0)
    try:
        load_or_make_secret(tmp_path / "secret.key")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_the_next_run_reads_the_same_secret(tmp_path):
    assert load_or_make_secret(tmp_path / "secret.key") == load_or_make_secret(tmp_path / "secret.key")


def test_two_first_runs_make_two_secrets(tmp_path):
    assert load_or_make_secret(tmp_path / "a.key") != load_or_make_secret(tmp_path / "b.key")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644, 0o610])
def test_a_file_that_others_may_touch_is_refused_and_left_alone(tmp_path, mode):
    path = tmp_path / "secret.key"
    path.write_text("ab" * 32)
    path.chmod(mode)

    with pytest.raises(UnsafeKey, match="chmod 600"):
        load_or_make_secret(path)

    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("ab" * 32, mode)


@pytest.mark.parametrize("content", [b"", b"\n", b"ab" * 31, b"not hexadecimal" * 5, b"\xff\xfe" * 32])
def test_a_damaged_file_is_refused_and_never_overwritten(tmp_path, content):
    path = tmp_path / "secret.key"
    path.write_bytes(content)
    path.chmod(0o600)

    with pytest.raises(UnsafeKey, match="restore it from a backup"):
        load_or_make_secret(path)

    assert path.read_bytes() == content


def test_a_refusal_does_not_repeat_what_the_file_holds(tmp_path):
    path = tmp_path / "secret.key"
    path.write_text("abcdef")
    path.chmod(0o600)

    with pytest.raises(UnsafeKey) as refused:
        load_or_make_secret(path)

    assert "abcdef" not in str(refused.value)


def test_every_purpose_has_a_key_of_its_own():
    keys = {
        derive(secret, purpose)
        for secret in (b"a" * 32, b"b" * 32)
        for purpose in ("pseudonym/1", "seal/1", "receipt/1")
    }

    assert {len(key) for key in keys} == {32}
    assert len(keys) == 6


def test_a_key_is_the_same_on_every_run():
    assert derive(b"a" * 32, "seal/1").hex() == "6533b95e53dac13a78a7ad69dc27aaaa61d4363e0ff1ce4102acdd4dab881121"
