"""Starts Rasa: loopback only, telemetry off, quiet about words.

Run as ``python -m redes_nlu.serve MODEL PORT`` from the checkout, in Rasa's runtime.
"""

import sys

from redes import lifeline
from redes_nlu import quiet


def main(model: str, port: int) -> None:
    """Serve a model until told to stop.

    Args:
        model: Path of the model's archive.
        port: Port on 127.0.0.1.
    """
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from redes_nlu import action_answers

    quiet.hush()
    action_answers.check_schema_once()
    serve_application(
        model_path=model,
        interface="127.0.0.1",
        port=port,
        credentials="credentials.yml",
        endpoints=AvailableEndpoints.read_endpoints("endpoints.yml"),
        enable_api=False,
    )


if __name__ == "__main__":
    lifeline.hold()
    quiet.hush()
    main(sys.argv[1], int(sys.argv[2]))
