"""How long a session lasts, and when a door is closed."""

from datetime import UTC, datetime, timedelta

import pytest

from rules import session

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started", "seen", "over"),
    [
        (timedelta(0), timedelta(0), False),
        (timedelta(hours=12), timedelta(0), False),
        (timedelta(hours=12, seconds=1), timedelta(0), True),
        (timedelta(hours=2), timedelta(hours=1), False),
        (timedelta(hours=2), timedelta(hours=1, seconds=1), True),
    ],
)
def test_a_session_is_over_after_a_rest_or_a_day(started, seen, over):
    assert session.is_over(NOW - started, NOW - seen, NOW) is over


@pytest.mark.parametrize(
    ("known", "counts", "locked"),
    [
        (True, (9, 99, 99, 99), False),
        (True, (10, 0, 0, 0), True),
        (False, (99, 9, 29, 59), False),
        (False, (0, 10, 10, 10), True),
        (False, (0, 0, 30, 0), True),
        (False, (0, 0, 0, 60), True),
    ],
)
def test_a_known_device_answers_for_its_own_failures_alone(known, counts, locked):
    assert session.is_locked(known, *counts) is locked
