from datetime import UTC, date, datetime

import pytest

from redes import calendar


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2024, 7, 4, 4, 59, 59, tzinfo=UTC), date(2024, 7, 3)),
        (datetime(2024, 7, 4, 5, 0, 0, tzinfo=UTC), date(2024, 7, 4)),
        (datetime(2024, 7, 4, 23, 59, 59, tzinfo=UTC), date(2024, 7, 4)),
        (datetime(2025, 1, 1, 0, 0, 0, tzinfo=UTC), date(2024, 12, 31)),
    ],
)
def test_the_day_changes_at_midnight_in_colombia(monkeypatch, now, day):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return now.astimezone(tz)

    monkeypatch.setattr(calendar, "datetime", Clock)

    assert calendar.today() == day


def test_the_machine_s_own_time_zone_does_not_matter(monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")

    before, today, after = (
        datetime.now(calendar.COLOMBIA).date(),
        calendar.today(),
        datetime.now(calendar.COLOMBIA).date(),
    )

    assert before <= today <= after
