"""Which backups stay, and when the next is due."""

from datetime import UTC, date, datetime, timedelta

from rules import backup

NOW = datetime(2026, 3, 2, 2, 45, tzinfo=UTC)


def test_days_weeks_and_months_are_kept():
    made = [NOW - timedelta(days=back) for back in range(500)]
    kept = backup.kept(made)

    assert kept >= set(made[: backup.DAYS])
    assert {each.date() for each in kept} >= {date(2026, 2, 1), date(2026, 1, 31), date(2025, 4, 30)}
    assert min(kept).date() == date(2025, 4, 30)
    assert 28 <= len(kept) <= backup.DAYS + backup.WEEKS + backup.MONTHS


def test_a_clock_that_ran_ahead_takes_no_backup_away():
    made = [NOW - timedelta(days=back) for back in range(20)]
    ahead = [datetime(2030, 1, day, tzinfo=UTC) for day in (1, 2, 3)]

    assert len(backup.kept([*made, *ahead]) & set(made)) >= backup.DAYS - len(ahead)


def test_of_a_day_the_last_one_stays_and_the_newest_always():
    early, late = NOW - timedelta(hours=2), NOW
    assert backup.kept([early, late]) == {late}

    old = datetime(2020, 1, 1, tzinfo=UTC)
    assert backup.kept([old]) == {old}
    assert backup.kept([]) == set()


def test_a_backup_is_due_by_night_and_late_two_hours_after():
    assert backup.is_due(None, NOW)
    assert backup.is_late(None, NOW)
    assert not backup.is_due(NOW - timedelta(hours=22), NOW)
    assert backup.is_due(NOW - timedelta(hours=23), NOW)
    assert not backup.is_late(NOW - timedelta(hours=26), NOW)
    assert backup.is_late(NOW - timedelta(hours=26, seconds=1), NOW)
