"""The partner's list as it is asked for: found, narrowed, sorted; and one step taken on several referrals at once."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from sqlalchemy import Select, case
from werkzeug.datastructures import MultiDict

from admin.base import columns, errors, filters, labels, query, scope
from admin.portal import step
from models.referral import Referral, ReferralStatus
from models.transaction import writing
from rules import referral as rule
from rules.errors import RuleError

MOST = 100
"""So many referrals take a step at once."""
FOUND_BY = ("reference", "partner_file_no", "docket_no")
NARROWED_BY = ("status", "next_on")
OF_EACH = ("partner_file_no", "court", "docket_no", "filed_amount", "judgment_amount")
"""What each referral has of its own; everything else that a step needs is said once for all of them."""
STAGE = case({each: at for at, each in enumerate(ReferralStatus)}, value=Referral.status)
SORTS: Mapping[str, tuple[Any, bool]] = {
    "reference": (Referral.reference, False),
    "claim_amount": (Referral.claim_amount, False),
    "status": (STAGE, False),
    "status_on": (Referral.status_on, True),
    "next_on": (Referral.next_on, False),
}
"""What sorts the list, and whether the days shown fall as the day that is stored rises."""


class Wrong(NamedTuple):
    """A referral that did not take the step, by reference, and why."""

    reference: str
    why: str


def narrowed() -> Select[Any]:
    """The firm's referrals that fit what the address asks for."""
    asked, found = query.asked(request.args), scope.rows(Referral)
    for name in NARROWED_BY:
        found = found.where(*filters.conditions(columns.of(Referral, name), request.args))
    return found.where(query.matching(Referral, FOUND_BY, asked.search)) if asked.search else found


def sorted_as_asked(found: Select[Any]) -> Select[Any]:
    """Sorted as the address asks; without a wish those that wait longest first, the ended ones last."""
    asked = query.asked(request.args)
    if asked.sort not in SORTS:
        return found.order_by(Referral.closed_on.is_not(None), Referral.status_on, Referral.id)
    value, falls = SORTS[asked.sort]
    return found.order_by(query.way(value, asked.down != falls), Referral.id)


def controls() -> list[filters.Control]:
    """The filters of the list."""
    named = [(columns.of(Referral, name), labels.column(f"referral.{name}")) for name in NARROWED_BY]
    return [filters.control(column, request.args, text) for column, text in named]


class SeveralPages:
    """What the partner's page does with its list."""

    render: Any

    def address(self, **changes: Any) -> str:
        """The address of the list with other arguments; None drops one."""
        known = {"search", "sort", "desc", *(f"{name}{end}" for name in NARROWED_BY for end in ("", "_from", "_to"))}
        kept: dict[str, Any] = {
            name: values for name, values in request.args.lists() if name in known and name not in changes
        }
        return url_for("partner.index", **kept, **{name: value for name, value in changes.items() if value is not None})

    def without(self, name: str) -> str:
        """The address of the list without one filter."""
        return self.address(**{name: None, f"{name}_from": None, f"{name}_to": None})

    def list_values(self) -> dict[str, Any]:
        """What the template of the list knows of its arguments."""
        asked, found = query.asked(request.args), controls()
        is_narrowed = bool(asked.search or any(each.summary for each in found))
        return {"asked": asked, "controls": found, "address": self.address, "view": self, "narrowed": is_narrowed}

    @expose("/several/", methods=("POST",))
    def several(self) -> Any:
        """Take one step on several referrals: what they share is said once, each has its own numbers beside it."""
        rows = scope.among(Referral, request.form.getlist("rowid")[:MOST])
        offered = offers(rows)
        if not offered:
            flash(gettext("Choose referrals that wait for a step of yours."), "warning")
            return redirect(url_for("partner.index"))
        to = next((each for each in offered if each.name == request.form.get("status")), None)
        wrong: list[Wrong] = []
        chosen = len(rows)
        rows = [row for row in rows if to is None or to in dict(step.steps(row))]
        others = chosen - len(rows)
        if to is not None and request.form.get("save"):
            ids = [row.id for row in rows]
            wrong = [found for found in (taken(id, to) for id in ids) if found]
            told(len(ids) - len(wrong))
            if not wrong:
                return redirect(url_for("partner.index"))
            left = {each.reference for each in wrong}
            rows = [row for row in scope.among(Referral, ids) if row.reference in left]
        return self.several_page(rows, offered, to, wrong, others)

    def several_page(self, rows: Sequence[Referral], offered: Any, to: Any, wrong: Sequence[Wrong], others: int) -> str:
        """The page of a step on several referrals; `others` were chosen and cannot take it."""
        form = step.StepForm(request.form)
        needs = rule.NEEDS.get(to, ()) if to else ()
        for name in needs:
            form[name].flags.required = True
        asks = (*needs, *rule.ALSO.get(to, ())) if to else ()
        return str(
            self.render(
                "portal/several.html",
                title=gettext("One step for several referrals"),
                rows=rows,
                offered=offered,
                to=to,
                others=others,
                form=form,
                shared=[name for name in asks if name not in OF_EACH and name != "note"],
                each_own=[name for name in asks if name in OF_EACH],
                wrong={each.reference: each.why for each in wrong},
            )
        )


def offers(rows: Sequence[Referral]) -> dict[ReferralStatus, int]:
    """The statuses that some of these referrals may be taken to, with how many."""
    found: dict[ReferralStatus, int] = {}
    for row in rows:
        for status, _ in step.steps(row):
            found[status] = found.get(status, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: list(ReferralStatus).index(pair[0])))


def taken(id: int, to: ReferralStatus) -> Wrong | None:
    """Take one referral a step further in a transaction of its own; why it was not, where it was not."""
    row = scope.one(Referral, id)
    reference = row.reference
    try:
        with writing():
            row = scope.one(Referral, id)
            form = step.form_of(row, said_of(row, to))
            if not form.validate():
                return Wrong(reference, problem(form))
            if to not in {status for status, _ in step.steps(row)}:
                raise RuleError("This step does not follow from where the referral stands.")
            step.take(row, form)
    except errors.REFUSALS as refusal:
        return Wrong(reference, errors.sentence(refusal))
    return None


def said_of(row: Referral, to: ReferralStatus) -> MultiDict[str, str]:
    """What was filled in for one referral: its own numbers, and what all of them share."""
    shared = {name: text for name, text in request.form.items() if name not in OF_EACH}
    own = {name: request.form.get(f"{name}-{row.id}", "") for name in OF_EACH}
    filled = {name: text for name, text in own.items() if text}
    return MultiDict({**shared, **filled, "status": to.name})


def problem(form: Any) -> str:
    """What is wrong with what was filled in."""
    return " ".join(f"{each.label.text}: {' '.join(map(str, each.errors))}" for each in form if each.errors)


def told(count: int) -> None:
    """Say how many referrals took the step."""
    if count:
        flash(ngettext("%(num)s saved. The lender sees it now.", "%(num)s saved. The lender sees them now.", count))
