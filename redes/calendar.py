"""The day, as it is in Colombia: laws begin and permits end there."""

from datetime import UTC, date, datetime, timedelta, timezone

COLOMBIA = timezone(timedelta(hours=-5), "COT")
"""Colombia has one time zone and no summer time, so the difference to UTC is always five hours."""


def today() -> date:
    """Today in Colombia. Only start-up calls this; below it the day is an argument."""
    return datetime.now(UTC).astimezone(COLOMBIA).date()
