"""The reader's language and theme: chosen in the top bar, kept with the person and the session."""

from typing import Any

from flask import Blueprint, Flask, g, has_request_context, redirect, request, session
from flask_admin.helpers import get_redirect_target
from flask_babel import Babel, get_locale, get_translations, refresh

from admin.base import rights
from config import LANGUAGES
from models import transaction
from models.base import Language

NAMES = {"en": "English", "zh_Hans": "简体中文", "zh_Hant": "繁體中文"}
SHORT = {"en": "EN", "zh_Hans": "简", "zh_Hant": "繁"}
TAGS = {"en": "en", "zh_Hans": "zh-Hans", "zh_Hant": "zh-Hant"}
ASKED = {"en": "en", "zh": "zh_Hans", "zh-CN": "zh_Hans", "zh-SG": "zh_Hans", "zh-Hans": "zh_Hans"}
ASKED |= {"zh-TW": "zh_Hant", "zh-HK": "zh_Hant", "zh-MO": "zh_Hant", "zh-Hant": "zh_Hant"}
THEMES = ("", "light", "dark")
DENSITIES = ("", "compact")

blueprint = Blueprint("preferences", __name__)


def init_app(app: Flask) -> None:
    """Choose the language of each request, and offer the choice."""
    app.extensions.get("babel") or Babel(app, locale_selector=chosen)
    speak(app)
    app.register_blueprint(blueprint)


def speak(app: Flask) -> None:
    """Give templates their words from a catalogue that is found once for a page, not once for each of its words."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: catalogue().ugettext(text),
        ngettext=lambda one, many, count: catalogue().ungettext(one, many, count),
        pgettext=lambda context, text: catalogue().upgettext(context, text),
        npgettext=lambda context, one, many, count: catalogue().unpgettext(context, one, many, count),
        newstyle=True,
    )


def catalogue() -> Any:
    """The words of the language that is spoken now; a message may be set in another one than its page."""
    locale, kept = get_locale(), g.get("catalogue")
    if kept is None or kept[0] is not locale:
        g.catalogue = kept = (locale, get_translations())
    return kept[1]


def chosen() -> str:
    """The language of this request: the person's, the session's, else what the browser asks for; English at start."""
    if not has_request_context():
        return "en"
    found = rights.person()
    return str(found.language) if found is not None else asked()


def asked() -> str:
    """The language of this request as far as the session and the browser tell it, whoever the person is."""
    kept = session.get("language")
    if kept in LANGUAGES:
        return str(kept)
    wanted = request.accept_languages.best_match(list(ASKED)) if request else None
    return ASKED.get(wanted or "", "en")


def theme() -> str:
    """The theme of this request; empty follows the system."""
    found = rights.person()
    kept = found.theme if found is not None else session.get("theme", "")
    return kept if kept in THEMES else ""


def density() -> str:
    """How close the rows stand; empty is roomy."""
    found = rights.person()
    return found.density if found is not None and found.density in DENSITIES else ""


@blueprint.post("/preferences/")
def choose() -> Any:
    """Keep a language or a theme, and go back."""
    language, look, rows = (request.form.get(name) for name in ("language", "theme", "density"))
    if language in LANGUAGES:
        session["language"] = language
    if look in THEMES:
        session["theme"] = look
    if rights.person() is not None:
        with transaction.writing():
            keep(language, look, rows)
    refresh()
    return redirect(get_redirect_target() or "/")


def keep(language: str | None, look: str | None, rows: str | None = None) -> None:
    """Write the choice to the person."""
    person = rights.person()
    if person is not None and rows in DENSITIES:
        person.density = rows
    if person is not None and language in LANGUAGES:
        person.language = Language[language]
    if person is not None and look in THEMES:
        person.theme = look
