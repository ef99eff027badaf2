"""The root of what this library refuses."""


class RedesError(Exception):
    """A refusal with a message for the person who can act: what, where, what to do.

    The text may reach a terminal or a log, so it never quotes what a user wrote.
    """
