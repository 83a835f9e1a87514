"""The forms of sign-in, each watched by the lock-out."""

from typing import Any

from flask_babel import gettext
from flask_login import current_user
from flask_security.forms import ChangePasswordForm, LoginForm, TwoFactorVerifyCodeForm, VerifyForm
from flask_security.recovery_codes import MfRecoveryForm

from admin.sign_in import lockout
from models import database, db, transaction
from models.user import User


class Watched:
    """A form that proves who somebody is: closed while locked, its failures counted."""

    secret = "password"  # noqa: S105 - the name of a field

    def account(self) -> str:
        """The account that is tried."""
        person = self.person()
        return person.email if person else ""

    def person(self) -> User | None:
        """The person whose account it is, as far as known."""
        found: User | None = getattr(self, "user", None) or current_user._get_current_object()
        return found if isinstance(found, User) else None

    def validate(self, **kwargs: Any) -> bool:
        """Check the form unless the account is locked; count what fails although something was entered."""
        form: Any = self
        account = self.account()
        if lockout.is_locked(account):
            form.form_errors.append(
                gettext("Too many failed attempts. This account is closed from here for 15 minutes.")
            )
            return False
        good: bool = super().validate(**kwargs)  # type: ignore[misc]
        if good:
            self.passed(account)
        elif form[self.secret].data and not form.errors.get("csrf_token"):
            lockout.note_failure(account, self.person(), self.secret)
        return good

    def passed(self, account: str) -> None:
        """Begin as a writer to note the sign-in; failures are forgotten once it is whole, second factor and all."""
        db.session.rollback()
        database.begin_writing()


class SignIn(Watched, LoginForm):
    """E-mail and password."""

    def account(self) -> str:
        """The address as it was typed: an unknown one is locked like a known one."""
        return str(self.email.data or "")


class Known:
    """A form of who is signed in already: who knows the password is no stranger."""

    def passed(self, account: str) -> None:
        """Start counting anew, then begin again as a writer."""
        with transaction.writing():
            lockout.forget(account)
        super().passed(account)  # type: ignore[misc]


class Verify(Known, Watched, VerifyForm):
    """The password once more, before something delicate."""


class Code(Watched, TwoFactorVerifyCodeForm):
    """The six digits of the authenticator app."""

    secret = "code"  # noqa: S105 - the name of a field


class Recovery(Watched, MfRecoveryForm):
    """A recovery code, where the app is lost."""

    secret = "code"  # noqa: S105 - the name of a field


class Change(Known, Watched, ChangePasswordForm):
    """The old password and a new one."""

    def validate(self, **kwargs: Any) -> bool:
        """A mistake in the new password alone is no failed attempt."""
        form: Any = self
        if form.new_password.data != form.new_password_confirm.data or not form.password.data:
            return bool(ChangePasswordForm.validate(self, **kwargs))
        return super().validate(**kwargs)


FORMS: dict[str, Any] = {
    "login_form": SignIn,
    "verify_form": Verify,
    "two_factor_verify_code_form": Code,
    "mf_recovery_form": Recovery,
    "change_password_form": Change,
}
