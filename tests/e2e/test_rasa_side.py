"""What runs in Rasa's Python is checked there; the scripts stand in ``rasa_side``."""

import asyncio
from pathlib import Path

import pytest

from launch.training import RASA_PYTHON, rasa_environment

SCRIPTS = Path(__file__).parent / "rasa_side"


async def checked(script: str) -> list[str]:
    """Names of the checks of a script that held; fails with what the script said when one did not."""
    process = await asyncio.create_subprocess_exec(
        str(RASA_PYTHON),
        "-W",
        "ignore",
        str(SCRIPTS / script),
        env=rasa_environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 300)
    assert process.returncode == 0, err.decode()
    return out.decode().split()


@pytest.mark.parametrize(("script", "checks"), [("tracker_store.py", 3), ("understanding.py", 14)])
async def test_what_runs_in_rasas_python_holds(script: str, checks: int):
    assert len(await checked(script)) == checks
