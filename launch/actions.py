"""The action server as a program: ``python -m launch.actions PORT``."""

import os
import signal
import sys
from threading import Thread

import uvicorn

from actions.report_form import Hearing
from actions.report_steps import make_actions
from actions.server import create_app, read_domain
from launch.house import House
from redes import lifeline
from redes.logs import set_up_logs
from redes.settings import ROOT, read_settings


def main(port: int) -> None:
    """Serve actions on 127.0.0.1 until told to stop. ``REDES_ACTIONS_TOKEN`` says what Rasa must show."""
    set_up_logs()
    house = House(read_settings())
    hearing = Hearing(lambda: house.shelf.catalogue)

    def reload() -> None:
        house.shelves.reload()
        hearing.warm_up()

    signal.signal(signal.SIGHUP, lambda *_: Thread(target=reload, name="reload").start())
    # Seconds on a small machine; Rasa takes longer to come up, so nobody waits for it.
    Thread(target=hearing.warm_up, name="warm-up", daemon=True).start()
    actions = make_actions(hearing=hearing, file=house.file_report)
    app = create_app(actions, read_domain(ROOT / "domain"), token=os.environ["REDES_ACTIONS_TOKEN"])
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="off")


if __name__ == "__main__":
    lifeline.hold()
    main(int(sys.argv[1]))
