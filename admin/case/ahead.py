"""What lies ahead of a case on its page: what happens on which day if nothing is done, in words."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from admin.base import format, labels
from admin.case.panel import Panel
from rules.ahead import Ahead, Kind, What
from services.case import ahead

SHOWN = 5
"""So many days to come stand open; the rest is unfolded."""

KINDS = {
    Kind.sent: _lp("ahead", "sent"),
    Kind.asked: _lp("ahead", "to do"),
    Kind.checked: _lp("ahead", "checked"),
    Kind.raised: _lp("ahead", "raised"),
    Kind.lapses: _lp("ahead", "ends"),
    Kind.due: _lp("ahead", "due"),
}


class Coming(NamedTuple):
    """A day to come: what happens then, and its words."""

    on: date
    kind: str
    tone: str
    words: str


class AheadPanel(Panel):
    """What happens by itself, and what is asked of somebody, from today on."""

    name = "ahead"

    @cached_property
    def _known(self) -> ahead.Known:
        ends = [each.expires_on for each in self.page.means.running]
        return ahead.of(self.row, self.today, self.page.limitation.claim, ends)

    @cached_property
    def coming(self) -> list[Coming]:
        """The days to come in their order."""
        return [Coming(each.on, str(KINDS[each.kind]), tone(each), self.said(each)) for each in self._known.ahead]

    @property
    def soon(self) -> list[Coming]:
        """The next ones."""
        return self.coming[:SHOWN]

    @property
    def later(self) -> list[Coming]:
        """What follows them."""
        return self.coming[SHOWN:]

    def said(self, found: Ahead) -> str:
        """One of them in words."""
        return str(WORDS[found.kind, found.what](self, found))

    def money(self, found: Ahead) -> str:
        """Its amount in the currency of the loan."""
        return format.money(found.amount, self.row.loan.currency) if found.amount is not None else ""

    def task(self, found: Ahead) -> str:
        """What a person does next."""
        return labels.member(self.row.open_task.kind) if self.row.open_task else ""

    def message(self, found: Ahead) -> str:
        """The message of the stage, or of the next one."""
        stage = self._known.next_stage if found.row else self.row.stage
        return gettext("Message of the stage %(stage)s", stage=format.title(stage))

    def stage(self, found: Ahead) -> str:
        """The stage that follows."""
        return gettext("Stage %(stage)s", stage=format.title(self._known.next_stage))

    def hold(self, found: Ahead) -> str:
        """A hold that ends."""
        kind = labels.member(self._known.holds[found.row].kind)
        return gettext("The hold (%(kind)s) ends; automation goes on", kind=kind)


def tone(found: Ahead) -> str:
    """The colour of its chip: what a person does stands out, what ends by itself warns."""
    return {Kind.asked: "blue", Kind.lapses: "amber", Kind.raised: "amber"}.get(found.kind, "")


def with_money(text: Any) -> Callable[[AheadPanel, Ahead], str]:
    """Words that name an amount."""
    return lambda panel, found: str(text) % {"amount": panel.money(found)}


def plain(text: Any) -> Callable[[AheadPanel, Ahead], str]:
    """Words that name nothing."""
    return lambda panel, found: str(text)


WORDS: dict[tuple[Kind, What], Callable[[AheadPanel, Ahead], str]] = {
    (Kind.asked, What.task): AheadPanel.task,
    (Kind.sent, What.message): AheadPanel.message,
    (Kind.raised, What.stage): AheadPanel.stage,
    (Kind.due, What.instalment): with_money(_l("Next instalment of %(amount)s")),
    (Kind.due, What.promise): with_money(_l("%(amount)s promised")),
    (Kind.checked, What.promise): with_money(_l("Whether the %(amount)s promised came; if not, it is broken")),
    (Kind.due, What.plan): with_money(_l("%(amount)s of the plan")),
    (Kind.checked, What.plan): with_money(_l("Whether %(amount)s of the plan came; if not, it is broken")),
    (Kind.due, What.rest_of_debt): plain(_l("The whole rest, once its notice was served")),
    (Kind.lapses, What.offer): plain(_l("The offer lapses")),
    (Kind.lapses, What.request): plain(_l("The request for approval lapses")),
    (Kind.lapses, What.hold): AheadPanel.hold,
    (Kind.asked, What.hold_review): plain(_l("Look at the hold again")),
    (Kind.asked, What.dispute): plain(_l("Decide the dispute")),
    (Kind.asked, What.hardship): plain(_l("Look at the hardship again")),
    (Kind.lapses, What.pause): plain(_l("The days count again")),
    (Kind.lapses, What.statement): plain(_l("The statement of income counts no longer")),
    (Kind.lapses, What.limitation): plain(_l("The claim is time-barred")),
}
