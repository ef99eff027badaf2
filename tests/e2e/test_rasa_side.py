"""What runs in Rasa's Python is checked there; the scripts stand in ``rasa_side``."""

import asyncio
from pathlib import Path

from launch.training import RASA_PYTHON, rasa_environment

SCRIPTS = Path(__file__).parent / "rasa_side"


async def test_the_tracker_store_keeps_no_words_and_forgets_after_a_day():
    process = await asyncio.create_subprocess_exec(
        str(RASA_PYTHON),
        str(SCRIPTS / "tracker_store.py"),
        env=rasa_environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 120)

    assert process.returncode == 0, err.decode()
    assert len(out.decode().split()) == 3
