"""What Flask-Security is asked to do, and the sentences it says, in our own words and catalogues."""

import base64
import hashlib
import hmac
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale, gettext
from flask_security import MailUtil, PasswordUtil

from admin.base import clock
from config import Settings
from models.sealed import ring
from models.transaction import writing
from models.user_mail import MailKind
from services import user
from services.user import mail

_ = str  # Marks a text for the catalogues; Flask-Security translates it when it is shown.

SENTENCES = {
    "GENERIC_AUTHN_FAILED": (_("This e-mail and password do not go together."), "error"),
    "UNAUTHENTICATED": (_("Sign in to go on."), "info"),
    "UNAUTHORIZED": (_("Your role does not reach this page."), "error"),
    "REAUTHENTICATION_REQUIRED": (_("Enter your password once more to go on."), "info"),
    "REAUTHENTICATION_SUCCESSFUL": (_("Thank you, go on."), "success"),
    "EMAIL_NOT_PROVIDED": (_("Enter your e-mail."), "error"),
    "INVALID_EMAIL_ADDRESS": (_("This is not an e-mail address."), "error"),
    "PASSWORD_NOT_PROVIDED": (_("Enter your password."), "error"),
    "INVALID_PASSWORD": (_("This is not your password."), "error"),
    "DISABLED_ACCOUNT": (_("This account is closed. An administrator can open it."), "error"),
    "PASSWORD_INVALID_LENGTH": (_("A password has at least %(length)s characters."), "error"),
    "PASSWORD_IS_THE_SAME": (_("Choose a password that differs from the present one."), "error"),
    "RETYPE_PASSWORD_MISMATCH": (_("The two new passwords differ."), "error"),
    "PASSWORD_CHANGE": (_("Your password is changed; you are signed out everywhere else."), "success"),
    "GENERIC_RECOVERY": (_("If somebody signs in with this e-mail, a link is on its way."), "info"),
    "PASSWORD_RESET_REQUEST": (_("If somebody signs in with this e-mail, a link is on its way."), "info"),
    "PASSWORD_RESET_NO_LOGIN": (_("Your password is changed. Sign in with it."), "success"),
    "PASSWORD_RESET_EXPIRED": (_("This link was good for %(within)s. Ask for a new one."), "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (_("This link is not good any more. Ask for a new one."), "error"),
    "INVALID_RECOVERY_CODE": (_("This recovery code is not good, or used."), "error"),
    "NO_RECOVERY_CODES_SETUP": (_("There are no recovery codes yet."), "info"),
    "INVALID_REDIRECT": (_("This link leads out of the house; open Concord by its own address."), "error"),
    "INVALID_CODE": (_("This code is not good."), "error"),
    "TWO_FACTOR_INVALID_TOKEN": (_("This code is not good."), "error"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_("You are signed in."), "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (
        _("Two-factor sign-in is on. Keep recovery codes for the day your phone is lost."),
        "success",
    ),
    "TWO_FACTOR_DISABLED": (_("Two-factor sign-in is off."), "success"),
    "TWO_FACTOR_PERMISSION_DENIED": (_("Sign in first."), "error"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (_("Choose the authenticator app."), "error"),
    "TWO_FACTOR_SETUP_EXPIRED": (_("That took longer than %(within)s. Start over."), "error"),
}
SUBJECTS = {
    "PASSWORD_RESET": _("A new password for Concord"),
    "PASSWORD_NOTICE": _("Your Concord password was changed"),
    "PASSWORD_CHANGE_NOTICE": _("Your Concord password was changed"),
}

MAILS = {
    "reset_instructions": "PASSWORD_RESET",
    "reset_notice": "PASSWORD_NOTICE",
    "change_notice": "PASSWORD_CHANGE_NOTICE",
}
"""The subject of each template."""


def security(settings: Settings) -> dict[str, Any]:
    """The configuration of Flask-Security and the limits."""
    said = {f"SECURITY_MSG_{key}": sentence for key, sentence in SENTENCES.items()}
    subjects = {f"SECURITY_EMAIL_SUBJECT_{key}": subject for key, subject in SUBJECTS.items()}
    return {
        **said,
        **subjects,
        **passwords(hard=settings.environment != "test"),
        **factors(),
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_FRESHNESS": timedelta(minutes=30),
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(minutes=10),
        "SECURITY_I18N_DOMAIN": "messages",
        "SECURITY_I18N_DIRNAME": str(Path(__file__).parents[2] / "translations"),
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_EMAIL_HTML": False,
        "SECURITY_EMAIL_SENDER": settings.mail_from,
        "SECURITY_POST_LOGOUT_VIEW": "/login",
        "SECURITY_POST_VERIFY_VIEW": "/",
        "ATTEMPTS_PER_ADDRESS": "60 per minute" if settings.environment != "test" else "100000 per minute",
    }


def passwords(hard: bool) -> dict[str, Any]:
    """Argon2, nothing weaker; whether mail can be sent is asked when one is about to leave."""
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {} if hard else {"argon2__time_cost": 1, "argon2__memory_cost": 64},
        "SECURITY_PASSWORD_LENGTH_MIN": user.SHORTEST_PASSWORD,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": True,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},  # Who signs in is known; no DNS is asked.
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=2),
    }


def factors() -> dict[str, Any]:
    """Codes of an authenticator app, with recovery codes; their secrets are sealed with a key made from the ring."""
    return {
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/mf-recovery-codes",
        "SECURITY_TOTP_SECRETS": {"1": key_for("codes").hex()},
        "SECURITY_TOTP_ISSUER": "Concord",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [base64.urlsafe_b64encode(key_for("recovery"))],
    }


def key_for(purpose: str) -> bytes:
    """A key of its own for one purpose, from the part of the ring that never rotates."""
    return hmac.new(ring.index_key, f"sign-in: {purpose}".encode(), hashlib.sha256).digest()


class Passwords(PasswordUtil):
    """Refuses passwords that are guessed soon, beside short ones."""

    def validate(self, password: str, is_register: bool, **more: Any) -> tuple[list[str] | None, str]:
        """What is wrong with a new password, and how it is compared."""
        wrong, plain = super().validate(password, is_register, **more)
        person = more.get("user")
        known = (person.email, person.name) if person else ()
        if not wrong and user.is_common(plain, *known):
            wrong = [gettext("This password is guessed soon. Take several words that do not belong together.")]
        return wrong, plain


class Mail(MailUtil):
    """Puts mail about sign-in into the outbox of the house, from which it leaves like every other message."""

    def send_mail(
        self, template: str, subject: str, recipient: Any, sender: Any, body: str | None, html: str | None, **more: Any
    ) -> None:
        """Queue a mail in the language of its reader, where mail leaves the house.

        A notice is of the same transaction as the change it tells of; a link is asked for by a page that saves nothing.
        """
        if not user.is_configured(current_app.config["CONCORD"]):
            return
        person, name = more["user"], template.rpartition("/")[2]
        with force_locale(person.language.value):
            body = render_template(f"{template}.txt", **more)
            subject = gettext(SUBJECTS[MAILS[name]])
        if name != "reset_instructions":
            mail.queue(person, MailKind.password_notice, subject, body, clock.now())
            return
        with writing():
            mail.queue(person, MailKind.password_link, subject, body, clock.now())
