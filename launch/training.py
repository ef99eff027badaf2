"""Rasa's model is trained when what it is made of has changed, and only then."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from redes.errors import RedesError
from redes.settings import ROOT

_CODE = ("lexicon.py", "slips.py", "topic_classifier.py", "topic_model.py")

RASA_PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"


class CannotTrain(RedesError):
    """There is no model and none could be made."""


def ingredients() -> list[Path]:
    """The files that decide what the model becomes."""
    folders = (ROOT / "nlu" / "data", ROOT / "nlu" / "lexicon", ROOT / "domain")
    files = [p for folder in folders for p in sorted(folder.rglob("*.yml"))]
    code = [p for name in _CODE for p in sorted((ROOT / "nlu" / "redes_nlu").glob(name))]
    shared = [ROOT / "redes" / "content" / name for name in ("function_words.py", "words.py")]
    return [*files, *code, ROOT / "config.yml", ROOT / "nlu" / "uv.lock", *shared]


def model_path(data_dir: Path) -> Path:
    """Where the model of the present ingredients stands, made or not."""
    digest = hashlib.sha256()
    for path in ingredients():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return data_dir / "models" / f"{digest.hexdigest()[:16]}.tar.gz"


def rasa_environment(**more: str) -> dict[str, str]:
    """Environment of a process in Rasa's runtime: our modules found, one thread a library."""
    return os.environ | {
        "PYTHONPATH": f"{ROOT / 'nlu'}{os.pathsep}{ROOT}",
        "PYTHONDONTWRITEBYTECODE": "1",
        # Rasa serves one message at a time in one thread; more threads only fight for the same cores.
        "OMP_NUM_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        **more,
    }


def require_rasa() -> None:
    """Rasa's runtime is installed.

    Raises:
        CannotTrain: It is not; the message says what to run.
    """
    if not RASA_PYTHON.exists():
        raise CannotTrain(f"Rasa's runtime is not installed ({RASA_PYTHON} is missing); run: make setup")


def train(data_dir: Path, *, quiet: bool) -> tuple[Path, bool]:
    """Make the model unless it is there.

    Args:
        data_dir: Models go to ``models/`` in it; older ones are removed after a new one was made.
        quiet: Whether progress stays untold.

    Returns:
        The model and whether it was made now.

    Raises:
        CannotTrain: Rasa refused; what it said stands above.
    """
    path = model_path(data_dir)
    if path.exists():
        return path, False
    require_rasa()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not quiet:
        print("Entrenando el modelo de Rasa (cerca de un minuto)…", file=sys.stderr, flush=True)
    making = path.with_name(f"making-{os.getpid()}.tar.gz")
    result = subprocess.run(
        [
            str(RASA_PYTHON),
            "-W",
            "ignore",
            "-m",
            "redes_nlu.learn",
            str(path.parent),
            making.name.removesuffix(".tar.gz"),
        ],
        check=False,
        cwd=ROOT,
        env=rasa_environment(),
        capture_output=True,
        text=True,
    )
    if result.returncode != 0 or not making.exists():
        said = "\n".join((result.stdout + result.stderr).strip().splitlines()[-15:])
        raise CannotTrain(f"Rasa could not train (nlu/data, domain, config.yml). It said:\n{said}")
    making.rename(path)
    for old in path.parent.glob("*.tar.gz"):
        if old != path:
            old.unlink(missing_ok=True)
    return path, True
