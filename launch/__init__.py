"""Start-up: the command line and the supervisor, the one room that knows all others."""
