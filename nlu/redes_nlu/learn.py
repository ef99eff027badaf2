"""Trains the Rasa model. Run as ``python -m redes_nlu.learn OUT_DIR NAME`` from the checkout."""

import sys

from redes import lifeline
from redes_nlu import quiet


def main(output: str, name: str) -> int:
    """Train on everything under ``nlu/data`` and ``domain``.

    Args:
        output: Folder for the model.
        name: Its file name without ending.

    Returns:
        Exit status: 0 when a model was made.
    """
    import rasa

    quiet.hush()
    result = rasa.train(
        domain="domain",
        config="config.yml",
        training_files=["nlu/data"],
        output=output,
        fixed_model_name=name,
        force_training=True,
    )
    return result.code if result.model else 1


if __name__ == "__main__":
    lifeline.hold()
    quiet.hush()
    sys.exit(main(sys.argv[1], sys.argv[2]))
