import asyncio

import pytest

from bench.client import Load, post, run_plan
from bench.processes import offspring, parent_in, pss_kib
from bench.rounds import Round
from bench.sides import ascii_start, seconds_an_epoch
from bench.spread import Spread, percentile, spread
from bench.table import advantage, markdown, summarise, targets


def a_round(**changes):
    values = {
        "useful_s": 2.0, "understood_s": 9.0, "useful_is_right": True, "p50_ms": 10.0, "p95_ms": 20.0, "p99_ms": 30.0,
        "rates": {1: 90.0, 8: 120.0, 32: 120.0}, "cpu_ms": 8.0, "rest_mib": 600.0, "after_mib": 650.0,
        "messages": 100, "failed": 0, "not_understood": 3, "neighbours": 0.5,
    }  # fmt: skip
    return Round(**(values | changes))


STOCK = {"useful_s": 20.0, "p50_ms": 50.0, "rates": {1: 18.0, 8: 20.0, 32: 60.0}, "rest_mib": 590.0, "after_mib": 700.0}


def test_the_percentile_is_one_of_the_values():
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.0
    assert percentile([4.0, 1.0, 3.0, 2.0], 99) == 4.0
    assert percentile([7.0], 1) == 7.0


def test_a_spread_tells_median_and_ends():
    assert spread([3.0, 1.0, 2.0]) == Spread(median=2.0, low=1.0, high=3.0)


def test_an_advantage_above_one_is_ours_whichever_way_is_better():
    assert advantage(10.0, 50.0, more_is_better=False) == 5.0
    assert advantage(90.0, 30.0, more_is_better=True) == 3.0


def test_a_target_is_met_or_not_by_the_medians():
    found = targets(summarise({"ours": [a_round()], "stock": [a_round(**STOCK)]}))

    assert [(target.measured, target.met) for target in found] == [
        ("2.00 s", True),
        ("5.0x", True),
        ("5.0x", True),
        ("6.0x", True),
        ("2.0x", False),
        ("600 against 590 MiB", False),
        ("650 against 700 MiB", True),
    ]


def test_the_report_says_what_was_not_met():
    summary = summarise({"ours": [a_round()], "stock": [a_round(**STOCK)]})
    said = markdown(summary, {"ours": 40.0, "stock": 400.0}, ["noisy"])

    assert "| no more memory at rest (stock) | 600 against 590 MiB | NOT MET |" in said
    assert "| training, s | 40 | 400 | 10.0x |" in said
    assert said.endswith("- noisy\n")


def test_only_descendants_belong_to_a_side():
    assert offspring({1: 0, 10: 1, 11: 10, 12: 11, 20: 1}, [10, 99]) == {10, 11, 12}


def test_a_parent_is_found_behind_any_program_name():
    assert parent_in("42 (a (b) c) S 7 42 42 0") == 7


def test_memory_is_the_proportional_share():
    assert pss_kib("55-7f ---p 0 00:00 0 [rollup]\nRss:  900 kB\nPss:  300 kB\nPss_Dirty: 1 kB\n") == 300
    assert pss_kib("") == 0


def test_an_epoch_is_read_from_the_classifier_only():
    log = (
        "Starting to train component 'DIETClassifier'.\n"
        "Epochs:  50%| | 2/4 [01:00<01:00, 30.0s/it]\rEpochs: 100%| | 4/4 [02:00<00:00, 30.0s/it]\n"
        "Finished training component 'DIETClassifier'.\nEpochs: 100%| | 100/100 [00:10<00:00, 10it/s]\n"
    )

    assert seconds_an_epoch(log) == 30.0
    assert seconds_an_epoch("Restored component 'DIETClassifier' from cache.") is None


def test_a_sentence_is_recognised_up_to_its_first_accent():
    assert ascii_start("No entendí") == "No entend"


@pytest.fixture
async def server():
    """Answers by what was asked: well, empty, not at all, or in chunks."""

    async def serve(reader, writer):
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            size = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            body = await reader.readexactly(size)
            if body == b'"drop"':
                break
            if body == b'"chunks"':
                writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\ngood?!\r\n0\r\n\r\n")
                continue
            said = b"[]" if body == b'"empty"' else b"good"
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(said), said))
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield listening.sockets[0].getsockname()[1]
    listening.close()
    await listening.wait_closed()


async def test_the_client_counts_only_useful_answers(server):
    plan = {
        "port": server, "path": "/", "good": "good", "bad": "[]", "counted": "?", "timeout_s": 5, "deadline_s": 5,
        "bodies": [['"a"', '"empty"', '"drop"', '"chunks"'], ['"b"']],
    }  # fmt: skip

    load = await run_plan(plan)

    assert isinstance(load, Load)
    assert (len(load.latencies_ms), load.failed, load.counted) == (3, 2, 1)
    assert load.seconds > 0


def test_a_request_names_its_length_in_bytes():
    assert b"Content-Length: 4\r\n\r\n" in post(80, "/", '"ñ"')
