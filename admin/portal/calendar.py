"""Calendars that a phone or a mail program subscribes to, by a secret address and nothing else."""

from flask import Blueprint, Flask, Response, abort
from flask_babel import force_locale, gettext

from admin.base import clock, labels
from services.referral import hearing_feed

feeds = Blueprint("feeds", __name__, url_prefix="/feeds")


def init_app(app: Flask) -> None:
    """Serve the addresses."""
    app.register_blueprint(feeds)


@feeds.get("/hearings/<secret>.ics")
def hearings(secret: str) -> Response:
    """The next dates of a firm by reference; an address that was ended is not there."""
    reader = hearing_feed.reader_of(secret) or abort(404)
    with force_locale(reader.language.value):
        made = hearing_feed.calendar(reader, clock.now(), gettext("Calendar of hearings"), labels.member)
    return Response(made, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"})
