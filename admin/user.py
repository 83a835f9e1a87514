"""Screens of the team and its people."""

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models import db
from models.team import Team
from models.user import User


class UserView(RecordView):
    """People who sign in."""

    model = User
    menu_group = "Set-up"
    icon = "people"
    column_list = ("name", "email", "role", "level", "partner", "active", "signed_in_at")
    column_filters = ("role", "level", "active", "partner")
    column_searchable_list = ("name", "email")
    form_groups = (
        (_l("Person"), ("name", "email", "language")),
        (_l("What they may do"), ("role", "level", "partner", "active")),
    )
    details_groups = (
        (_l("Person"), ("name", "email", "language", "signed_in_at")),
        (_l("What they may do"), ("role", "level", "partner", "active")),
    )
    facts = ("role", "level", "active")

    def make(self, form: Any) -> User:
        """A person who cannot sign in before a password is set by invitation."""
        row = User(fs_uniquifier=secrets.token_hex(32))
        form.populate_obj(row)
        db.session.add(row)
        return row


class TeamView(RecordView):
    """The team of this installation."""

    model = Team
    menu_group = "Set-up"
    icon = "home"
    can_create = False  # One installation is one team.
    column_list = ("name", "time_zone", "language", "is_demo")
    form_groups = ((_l("Team"), ("name", "time_zone", "language")),)
