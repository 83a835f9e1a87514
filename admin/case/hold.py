"""The holds on the case page: why automation rests, and letting it go on; and the days that do not count."""

from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import fields, rights
from admin.base.fields import DateField
from admin.case.form import NEEDED, PanelForm, ReasonForm
from admin.case.panel import Panel, post
from models.hold import Hold, HoldKind
from models.pause import Pause
from rules.delinquency import Delinquency
from services import hold, pause


class HoldForm(PanelForm):
    """A hold to open; both days are included."""

    panel = "hold"
    kind = fields.ChoiceField(_l("Why it rests"), members=HoldKind, blank=False, default=HoldKind.dispute)
    ends_on = DateField(_l("Until (empty: until it is released)"), validators=[validators.Optional()])
    review_on = DateField(_l("Look again on"), validators=NEEDED)
    reason = StringField(_l("In your words"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])


class HoldPanel(Panel):
    """What lets a case rest."""

    name = "hold"

    @cached_property
    def holds(self) -> list[Hold]:
        """The holds, newest first."""
        return sorted(self.row.holds, key=lambda each: -each.id)

    @cached_property
    def running(self) -> list[Hold]:
        """Those that rest today."""
        return hold.running(self.row, self.today)

    @cached_property
    def past(self) -> list[Hold]:
        """Those that do not rest today."""
        return [each for each in self.holds if each not in self.running]

    @cached_property
    def form(self) -> HoldForm:
        """A hold to open."""
        return HoldForm()

    @post("/hold/", ("create", "hold"), HoldForm, _l("The case rests."), again="form")
    def open_hold(self, form: Any) -> Hold:
        """Let the case rest."""
        kind, reason, review_on = form.kind.data, form.reason.data, form.review_on.data
        more = {"ends_on": form.ends_on.data, "owner": rights.person()}
        return hold.open(self.row, kind, self.today, reason, review_on, **more)

    @post("/hold/release/", ("act", "hold"), fields.Form, _l("The hold is released."))
    def release_hold(self, form: Any) -> None:
        """Let automation go on."""
        hold.release(self.given(Hold), self.today)


class PauseForm(PanelForm):
    """Days that do not count."""

    panel = "pause"
    starts_on = DateField(_l("First day that does not count"), validators=NEEDED)
    ends_on = DateField(_l("First day that counts again"), validators=NEEDED)
    reason = StringField(_l("Why"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])


class PausePanel(Panel):
    """Which days do not count."""

    name = "pause"

    @cached_property
    def pauses(self) -> list[Pause]:
        """What was entered, in its order."""
        return pause.rows(self.row.loan)

    @cached_property
    def late(self) -> Delinquency | None:
        """Both counts of days, where there is a pause."""
        return pause.measure(self.row.loan, self.today) if self.pauses else None

    @cached_property
    def paused(self) -> bool:
        """Whether today does not count."""
        return any(each.start <= self.today < each.end for each in pause.of(self.row.loan))

    @cached_property
    def form(self) -> PauseForm:
        """Days to leave out."""
        return PauseForm(starts_on=self.today)

    @post("/pause/", ("create", "pause"), PauseForm, _l("These days do not count."), again="form")
    def pause_days(self, form: Any) -> Pause:
        """Let days not count."""
        days = form.starts_on.data, form.ends_on.data
        return pause.add(self.row.loan, *days, form.reason.data, self.today, rights.person())

    @post("/pause/resume/", ("create", "pause"), ReasonForm, _l("The days count again from today."))
    def resume_days(self, form: Any) -> Pause:
        """Let the days count again today."""
        return pause.resume(self.row.loan, form.reason.data, self.today, rights.person())
