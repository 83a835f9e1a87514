"""What the forms of the case page share."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import fields

NEEDED = [validators.InputRequired()]


class PanelForm(fields.Form):
    """A form among others on one page: its fields are told apart by the panel they stand in."""

    panel = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.id = f"{self.panel}-{field.short_name}"


class ReasonForm(fields.Form):
    """Why something is taken back."""

    reason = StringField(_l("Reason"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])
