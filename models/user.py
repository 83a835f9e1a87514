"""People who sign in, with their access role and authority level."""

from datetime import date, datetime
from typing import Any

from flask_security.core import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Language, Record, ref
from models.partner import LegalPartner
from rules import access
from rules.access import Level, Role


class User(Record, UserMixin):  # type: ignore[misc]
    """A person of the team, or of a legal partner. The role says what one may do, the level only sets limits.

    `second_factor_on` is the day from which one whose role needs a second factor must have it; none is at once.
    `toured_on` is the day on which they left the tour, which begins by itself for whoever has none.
    `gets_report` asks for the weekly report by e-mail, `gets_digest` for what waits for them each morning.
    `returns_on` is the first day back at work of one who is absent;
    the night of that day clears it. Sharing out gives nobody more open cases than `cases_most`; None: any number.
    """

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(default=Role.collector)
    level: Mapped[Level] = mapped_column(default=Level.collector)
    partner_id: Mapped[int | None] = ref("legal_partner")
    language: Mapped[Language] = mapped_column(default=Language.zh_Hans)
    theme: Mapped[str] = mapped_column(default="")
    density: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    gets_report: Mapped[bool] = mapped_column(default=False)
    gets_digest: Mapped[bool] = mapped_column(default=False)
    returns_on: Mapped[date | None]
    cases_most: Mapped[int | None]
    password: Mapped[str | None]
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    mf_recovery_codes: Mapped[list[Any]] = mapped_column(default=list)
    signed_in_at: Mapped[datetime | None]
    second_factor_on: Mapped[date | None]
    toured_on: Mapped[date | None]

    partner: Mapped[LegalPartner | None] = relationship()

    must_now = True
    """Whether a second factor that the role needs is a must as things stand, as the sign-in has found."""

    def check_tf_required_setup(self) -> bool:
        """Whether this person must have a second factor."""
        return self.must_now and access.needs_second_factor(self.role)

    def check_tf_required(self, tf_setup_methods: list[tuple[str, str]], tf_fresh: bool) -> tuple[bool, Any]:
        """Whether a code is asked for: where the role needs one or the person has set one up."""
        return self.check_tf_required_setup() or bool(tf_setup_methods), tf_setup_methods
