"""Screen of the team itself."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import fields
from admin.base.view import RecordView
from models.team import Team
from rules import week


class TeamView(RecordView):
    """The team of this installation."""

    model = Team
    icon = "home"
    can_create = False  # One installation is one team.
    column_list = ("name", "time_zone", "language", "is_demo")
    empty = _l("The team comes with the first start.")
    form_groups = (
        (_l("Team"), ("name", "time_zone", "language")),
        (_l("The week"), ("week_closes_days",)),
        (_l("My day"), ("touch_every_days", "call_cost", "currency")),
    )
    form_args = {"currency": fields.CURRENCY}

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """A week closes before the next one ends."""
        week.check_days(model.week_closes_days)
