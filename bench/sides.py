"""The sides: how each is trained, started, and known to answer."""

import contextlib
import http.client
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.messages import FIRST, FIRST_TOPIC, Act, SideName
from bench.processes import Broken, Programs, free_port, run_to_end
from bench.stock import DEFAULT_EPOCHS, UNKNOWN, Material, Variant, digest, write_project

ROOT = Path(__file__).resolve().parent.parent

THREADS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
}
"""Threads of the numeric libraries, the same for all sides, in training and in serving."""

_QUIET = {
    "LOG_LEVEL": "ERROR",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}
_START_LIMIT_S = 240.0
_POLL_S = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How long a start took.

    Attributes:
        useful_s: To the first useful answer: ours shows a card, stock says something.
        useful_is_right: Whether that card was the right one; of stock, it is taken to be.
        understood_s: To the first answer of the trained model; ours must show the right card.
    """

    useful_s: float
    useful_is_right: bool
    understood_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where a running side is asked.

    Attributes:
        port: On 127.0.0.1.
        path: Of the messages.
        good: What the body of a useful answer contains.
        bad: What the whole body of a useless one is.
        not_understood: What the body of an answer contains that says that the message was not understood.
    """

    port: int
    path: str
    good: str
    bad: str
    not_understood: str


class Ours:
    """The program: ``redes run``, with the data folder of the bench.

    Args:
        folder: For its data and log.
    """

    name: SideName = "ours"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs = Programs(folder / "ours.log")
        self._titles = _titles()
        self._right = {FIRST_TOPIC}
        self._starting = _openings("rasa.busqueda", "rasa.busqueda-parecidos")
        self._fallback = ascii_start(_openings("alcance.no-entendi")[0])

    def train(self) -> float:
        """Train a fresh model; seconds it took."""
        shutil.rmtree(self._folder / "data", ignore_errors=True)
        return run_to_end(
            [str(Path(sys.executable).with_name("redes")), "train"],
            environment=self._environment(),
            folder=self._folder,
            log=self._folder / "ours-training.log",
            limit_s=900,
        )

    def start(self) -> tuple[Programs, Door, Start]:
        """Start it and wait until it understands."""
        port = free_port()
        door = Door(port=port, path="/chat/messages", good='"replies":[{', bad="", not_understood=self._fallback)
        began = time.perf_counter()
        self._programs.start(
            [str(Path(sys.executable).with_name("redes")), "run"],
            environment=self._environment() | {"REDES_HTTP_PORT": str(port)},
            folder=self._folder,
        )
        useful = _wait(self._programs, lambda: bool(self._shown(door)[1])) - began
        right = self._right <= self._shown(door)[1]

        def understands() -> bool:
            if not _rasa_is_up(port):
                return False
            starting, cards = self._shown(door)
            return not starting and self._right <= cards

        understood = _wait(self._programs, understands) - began
        return self._programs, door, Start(useful_s=useful, useful_is_right=right, understood_s=understood)

    def stop(self) -> None:
        """Stop it, whatever its state."""
        self._programs.stop()

    def _shown(self, door: Door) -> tuple[bool, set[str]]:
        """Whether it says that it is starting, and the topics of the cards it shows."""
        answer = _ask(door, Act(text=FIRST).body(self.name, f"bench-start-{time.monotonic_ns()}"))
        texts = [reply["text"] for reply in answer["replies"]] if isinstance(answer, dict) else []
        starting = any(text.startswith(opening) for text in texts for opening in self._starting)
        cards = {topic for text in texts for title, topic in self._titles.items() if text.startswith(title)}
        return starting, cards

    def _environment(self) -> dict[str, str]:
        return _clean() | {"REDES_DATA_DIR": str(self._folder / "data"), "REDES_CONTENT_DIR": str(ROOT / "content")}


class Stock:
    """A stock Rasa project with rasa_sdk's action server beside it.

    Args:
        name: Which variant.
        folder: The project.
        model: The trained model.
    """

    def __init__(self, name: Variant, folder: Path, model: Path) -> None:
        self.name: SideName = name
        self._folder = folder
        self._model = model
        self._programs = Programs(folder / f"{name}.log")

    def start(self) -> tuple[Programs, Door, Start]:
        """Start both servers and wait for the first answer."""
        port, actions = free_port(), free_port()
        environment = _stock_environment() | {"STOCK_ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook"}
        door = Door(
            port=port, path="/webhooks/rest/webhook", good='"text":', bad="[]", not_understood=ascii_start(UNKNOWN)
        )
        began = time.perf_counter()
        self._programs.start(
            [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions), "--quiet"],
            environment=environment,
            folder=self._folder,
        )
        # The endpoints and the REST channel are those of the project's own files.
        serve = ["run", "--model", str(self._model), "--interface", "127.0.0.1", "--port", str(port)]
        self._programs.start(
            [str(_rasa()), *serve, "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"],
            environment=environment,
            folder=self._folder,
        )
        answered = _wait(self._programs, lambda: self._says_something(door)) - began
        return self._programs, door, Start(useful_s=answered, useful_is_right=True, understood_s=answered)

    def stop(self) -> None:
        """Stop both servers, whatever their state."""
        self._programs.stop()

    def _says_something(self, door: Door) -> bool:
        answer = _ask(door, Act(text=FIRST).body(self.name, f"bench-start-{time.monotonic_ns()}"))
        return isinstance(answer, list) and any(part.get("text") for part in answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockModel:
    """A trained stock model.

    Attributes:
        path: Its archive.
        seconds: That ``rasa train`` took.
        epoch_s: Seconds an epoch of the intent classifier took; None when Rasa did not tell.
        epochs: Epochs of the intent classifier.
        reused: Whether it was trained in an earlier run.
    """

    path: Path
    seconds: float
    epoch_s: float | None
    epochs: int
    reused: bool

    @property
    def seconds_by_default(self) -> float:
        """What the training takes with the default number of epochs; beyond the epochs done, reckoned."""
        return self.seconds + (self.epoch_s or 0.0) * (DEFAULT_EPOCHS - self.epochs)


def stock_model(cache: Path, material: Material, variant: Variant, *, epochs: int, reuse: bool) -> StockModel:
    """The stock model of a variant, trained now unless an earlier one may be taken.

    Args:
        cache: Folder for models.
        material: Of what.
        variant: How topics are answered.
        epochs: Of the intent classifier.
        reuse: Whether an earlier model of the same ingredients will do.
    """
    path = cache / f"{variant}-{digest(material, variant, epochs)}.tar.gz"
    told = path.with_suffix(".json")
    if reuse and path.exists() and told.exists():
        return StockModel(path=path, epochs=epochs, reused=True, **json.loads(told.read_text(encoding="utf-8")))
    folder = cache / f"project-{variant}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    write_project(folder, material, variant, epochs)
    log = folder / f"training-{variant}.log"
    log.unlink(missing_ok=True)
    seconds = run_to_end(
        [str(_rasa()), "train", "--fixed-model-name", variant],
        # Rasa tells of its epochs at INFO only.
        environment=_stock_environment() | {"LOG_LEVEL": "INFO", "STOCK_ACTIONS_URL": "http://127.0.0.1:1/webhook"},
        folder=folder,
        log=log,
        limit_s=300 + 200 * epochs,
    )
    epoch_s = seconds_an_epoch(log.read_text(encoding="utf-8", errors="replace"))
    shutil.copyfile(folder / "models" / f"{variant}.tar.gz", path)
    told.write_text(json.dumps({"seconds": seconds, "epoch_s": epoch_s}), encoding="utf-8")
    return StockModel(path=path, seconds=seconds, epoch_s=epoch_s, epochs=epochs, reused=False)


def seconds_an_epoch(log: str) -> float | None:
    """Seconds that an epoch of the intent classifier took, from Rasa's log of a training; None when it had none."""
    _, found, after = log.partition("Starting to train component 'DIETClassifier'")
    bars = re.findall(r"\| (\d+)/\d+ \[(?:(\d+):)?(\d+):(\d+)<", after.partition("Finished training")[0])
    if not found or not bars:
        return None
    done, hours, minutes, seconds = (int(part or 0) for part in bars[-1])
    return (hours * 3600 + minutes * 60 + seconds) / done if done else None


def _rasa() -> Path:
    found = ROOT / "nlu" / ".venv" / "bin" / "rasa"
    if not found.exists():
        raise Broken(f"Rasa's runtime is not installed ({found} is missing); run: make setup")
    return found


def _clean() -> dict[str, str]:
    """The environment without settings of ours or Rasa's: nobody's token or server takes part."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("REDES_", "RASA_", "SANIC_"))}
    return kept | THREADS | _QUIET


def _stock_environment() -> dict[str, str]:
    return _clean() | {"SANIC_HOST": "127.0.0.1"}


def _titles() -> dict[str, str]:
    """Title of a card -> its topic."""
    files = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in (ROOT / "content" / "derechos").glob("*.y*ml")]
    return {card["title"]: file["topic"] for file in files for card in file["cards"]}


def _openings(*keys: str) -> list[str]:
    """How some of our sentences begin."""
    found = yaml.safe_load((ROOT / "content" / "textos" / "es.yml").read_text(encoding="utf-8"))
    return [text[:40] for text in _values_of(found, *keys)]


def ascii_start(text: str) -> str:
    """A text up to its first letter that JSON may spell in more than one way."""
    return re.match(r"[ !#-\[\]-~]*", text)[0]  # type: ignore[index]  # it matches the empty text too


def _values_of(node: Any, *keys: str) -> list[str]:
    if not isinstance(node, dict):
        return []
    return [str(node[key]) for key in keys if key in node] + [
        text for part in node.values() for text in _values_of(part, *keys)
    ]


def _wait(programs: Programs, true: Callable[[], bool]) -> float:
    """Ask until it is true; the moment when it was."""
    until = time.perf_counter() + _START_LIMIT_S
    while not true():
        programs.require_alive()
        if time.perf_counter() > until:
            raise Broken(f"no answer in {_START_LIMIT_S:.0f} s; see {programs.log}")
        time.sleep(_POLL_S)
    return time.perf_counter()


def _ask(door: Door, body: dict[str, Any]) -> Any:
    """The answer as data, or None when there was none."""
    return _http(door.port, "POST", door.path, json.dumps(body))


def _rasa_is_up(port: int) -> bool:
    answer = _http(port, "GET", "/readyz", None)
    return isinstance(answer, dict) and answer.get("rasa") is True


def _http(port: int, method: str, path: str, body: str | None) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException, ValueError):
        connection.request(method, path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        return json.loads(content) if answer.status == 200 else None
    return None
