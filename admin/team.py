"""Screen of the team itself."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.team import Team


class TeamView(RecordView):
    """The team of this installation."""

    model = Team
    menu_group = "Set-up"
    icon = "home"
    can_create = False  # One installation is one team.
    column_list = ("name", "time_zone", "language", "is_demo")
    form_groups = ((_l("Team"), ("name", "time_zone", "language")),)
