"""Screen of the authority limits: how far each level may go."""

from flask_babel import lazy_gettext as _l

from admin.base import fields
from admin.strategy import Drafted
from models.authority import AuthorityLimit


class AuthorityLimitView(Drafted):
    """What each level may grant; an empty field is no limit."""

    model = AuthorityLimit
    icon = "steps"
    can_delete = False  # Without its row a level may grant nothing.
    column_list = (
        "level",
        "penalty_rate",
        "penalty_max",
        "interest_rate",
        "principal_rate",
        "plan_count",
        "defer_days",
    )
    column_default_sort = ("id", False)
    form_groups = (
        (_l("Level"), ("level", "currency", "reviewed_on")),
        (_l("Waivers"), ("penalty_rate", "penalty_max", "penalty_times", "interest_rate", "principal_rate")),
        (_l("Plans"), ("plan_count", "plan_days", "defer_days")),
    )
    form_fixed = ("level",)
    form_args = {"currency": fields.CURRENCY}
    facts = ("level", "reviewed_on")
    empty = _l("Until a level has its limits, its people may waive nothing.")
