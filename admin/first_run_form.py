"""The questions of the first-run page."""

import json
from typing import Any
from zoneinfo import available_timezones

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import fields, validators

from admin.base.fields import ChoiceField, Form, tidy
from models.base import Language
from models.lender import Licence
from services import setup, user

USUAL_ZONES = json.dumps({item.name: setup.time_zone_of(item) for item in Licence})
ZONES = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
NEEDED = validators.DataRequired()
CHOSEN = validators.InputRequired()
TEAM = (_l("Team"), ("team", "language"))
LENDER = (_l("First lender"), ("lender", "licence", "time_zone"))
PERSON = (_l("First administrator"), ("name", "email", "password"))
PROOF = (_l("Proof that this server is yours"), ("code",))
ZONE_WORDS = _l("As usual for the licence")


def line(label: Any, **look: Any) -> fields.StringField:
    """A line that must be filled in."""
    return fields.StringField(label, [NEEDED, validators.Length(max=200)], [tidy], render_kw={"maxlength": 200, **look})


def zones() -> list[tuple[str, str]]:
    """The time zones to choose from."""
    return [("", str(ZONE_WORDS)), *((name, name) for name in ZONES)]


class StartForm(Form):  # type: ignore[misc]
    """What the first day needs to know; without a zone the licence's own one is taken."""

    team = line(_l("Your team's name"), autocomplete="organization")
    language: Any = ChoiceField(_l("Language"), [CHOSEN], members=Language, blank=False, default=lambda: spoken())
    lender = line(_l("The first lender you collect for"))
    licence: Any = ChoiceField(
        _l("Its licence"),
        [CHOSEN],
        members=Licence,
        blank=True,
        render_kw={"data-fills": "time_zone", "data-values": USUAL_ZONES},
    )
    time_zone = fields.SelectField(_l("Time zone"), choices=zones)
    name = line(_l("Name"), autocomplete="name")
    email = line(_l("E-mail"), type="email", autocomplete="username")
    password = fields.PasswordField(
        _l("Password"),
        [NEEDED, validators.Length(min=user.SHORTEST_PASSWORD), validators.Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )
    code = fields.StringField(_l("Code"), render_kw={"autocomplete": "one-time-code", "maxlength": 40})

    def groups(self, asks_code: bool) -> list[tuple[Any, list[Any]]]:
        """The fields under their headings; the code only where one is asked for."""
        asked = (TEAM, LENDER, PERSON, *((PROOF,) if asks_code else ()))
        return [(title, [self[name] for name in names]) for title, names in asked]

    def answers(self) -> setup.Start:
        """The answers about team and lender."""
        zone = self.time_zone.data or setup.time_zone_of(self.licence.data)
        return setup.Start(self.team.data, self.lender.data, self.licence.data, self.language.data, zone)


def spoken() -> Language:
    """The language this page is read in."""
    return Language[str(get_locale() or "en")]
