"""The validation period: five days that count, then thirty that all count."""

from datetime import date

import pytest

from rules import validation_period


@pytest.mark.parametrize(
    ("sent_on", "holidays", "received_on", "ends_on"),
    [
        (date(2026, 3, 2), (), date(2026, 3, 9), date(2026, 4, 8)),
        (date(2026, 3, 7), (), date(2026, 3, 13), date(2026, 4, 12)),
        (date(2026, 9, 4), (date(2026, 9, 7),), date(2026, 9, 14), date(2026, 10, 14)),
        (date(2026, 7, 1), (date(2026, 7, 4),), date(2026, 7, 8), date(2026, 8, 7)),
    ],
)
def test_weekends_and_holidays_do_not_count_towards_receipt_and_all_days_after_it(
    sent_on, holidays, received_on, ends_on
):
    assert validation_period.of(sent_on, holidays) == (received_on, ends_on)
