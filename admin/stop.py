"""The page behind the link in an e-mail: its reader ends e-mails to the address, without signing in."""

from flask import Blueprint, Flask, abort, render_template
from flask_babel import force_locale, gettext
from flask_wtf.csrf import CSRFProtect

from admin.base import clock
from models import transaction
from models.borrower import Address, PointStatus
from services.contact import unsubscribe

blueprint = Blueprint("stop", __name__)


def init_app(app: Flask, forgery: CSRFProtect) -> None:
    """Serve the page; a mail program that stops e-mails with one click has no forgery token, the link is signed."""
    app.register_blueprint(blueprint)
    forgery.exempt(blueprint)


@blueprint.get("/stop/<text>")
def ask(text: str) -> str:
    """Ask before stopping: programs that look into links open them too."""
    return shown(found(text))


@blueprint.post("/stop/<text>")
def stop(text: str) -> str:
    """Stop, by the button of the page or the one click of a mail program. Source: RFC 8058."""
    with transaction.writing():
        unsubscribe.stop(found(text), clock.now())
    return shown(found(text))


def found(text: str) -> Address:
    """The address of a link; nothing is here for a forged one."""
    return unsubscribe.find(text) or abort(404)


def shown(address: Address) -> str:
    """The page in the borrower's language; it names neither the borrower nor a debt."""
    with force_locale(address.borrower.language.value):
        done = address.status == PointStatus.opted_out
        title = gettext("No more e-mails") if done else gettext("Stop e-mails to this address?")
        return render_template("stop.html", title=title, done=done, lender=address.borrower.lender.name)
