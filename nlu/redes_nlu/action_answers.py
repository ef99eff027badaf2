"""What the action server answers is checked against a schema built once.

Rasa 3.6 checks each answer with ``jsonschema.validate``, which first checks the schema itself: some 45 ms of
processor time for a constant, at each step of a form (measured with ``make bench``). The check stays; only the
schema is not looked at again and again.
"""

from typing import Any, Dict, Text

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

_SCHEMA = RemoteAction.action_response_format_spec()
_ANSWER = validator_for(_SCHEMA)(_SCHEMA)


def _validate(_: RemoteAction, result: Dict[Text, Any]) -> bool:
    _ANSWER.validate(result)
    return True


def check_schema_once() -> None:
    """Replace Rasa's check by one with a validator built beforehand."""
    RemoteAction._validate_action_result = _validate
