"""What each weekly figure is called, and what it means."""

from typing import Any

from flask_babel import lazy_gettext as _l

RATES: dict[str, tuple[Any, Any]] = {
    "success_rate_cases": (
        _l("Success by case"),
        _l("Cases whose overdue amount became 0 in the week ÷ cases open at its start or opened in it."),
    ),
    "success_rate_amount": (
        _l("Success by amount"),
        _l("Money value-dated in the week on those cases ÷ overdue at the start + newly overdue."),
    ),
    "recovery_rate": (_l("Recovery"), _l("Money received in the week ÷ what was placed with the desk on those cases.")),
    "contact_rate": (_l("Contact"), _l("Attempts that reached a person ÷ all attempts of the week.")),
    "kept_rate_count": (_l("Promises kept"), _l("Promises kept ÷ promises whose last day lay in the week.")),
    "kept_rate_amount": (_l("Promised money kept"), _l("The same, weighted by the amount promised.")),
    "average_days_to_collect": (
        _l("Days to collect"),
        _l("Days from the opening of the case to each payment of the week, weighted by amount."),
    ),
}
STEPS: dict[str, Any] = {
    "overdue_opening": _l("Overdue at the start"),
    "overdue_newly": _l("+ newly overdue"),
    "overdue_cash": _l("− paid"),
    "overdue_written_off": _l("− written off"),
    "overdue_waived": _l("− waived"),
    "overdue_reaged": _l("− re-aged"),
    "overdue_closing": _l("Overdue at the end"),
}
