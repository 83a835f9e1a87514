"""The screen of trials: which borrowers a challenger treats, and how its arm compares with the champion's."""

from decimal import Decimal
from typing import Any

from flask import abort, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, rights, scope, transaction
from admin.base.bulk import bulk
from admin.base.view import RecordView
from admin.strategy import version
from models import db
from models.strategy import StrategyVersion
from models.trial import StrategyTrial, TrialStatus
from rules.errors import RuleError
from rules.strategy.arms import Arm
from rules.strategy.effect import Compared, Verdict
from services.strategy import compared, trial

RATES: dict[str, Any] = {**version.RATES, "cured": _l("Borrowers who paid up")}
BEHIND, DIVIDED = ({**each, "cured": "borrower"} for each in (version.BEHIND, version.DIVIDED))
SAID: dict[Verdict, Any] = {
    Verdict.rose: _l("Higher with the challenger, with 95%% certainty."),
    Verdict.fell: _l("Lower with the challenger, with 95%% certainty."),
    Verdict.cannot_tell: version.SAID[Verdict.cannot_tell],
}


def may_publish(row: StrategyTrial) -> bool:
    """Whether the signed-in person lets it begin."""
    return row.status == TrialStatus.asked and rights.person() in trial.second_people(row)


def runs(row: StrategyTrial) -> bool:
    """Whether it runs."""
    return row.status == TrialStatus.running


class StrategyTrialView(RecordView):
    """Trials of a strategy: a challenger for a share of the borrowers, beside the version in force."""

    model = StrategyTrial
    icon = "steps"
    can_create = False  # It is asked for on the page of a draft.
    can_edit = False
    can_delete = False
    details_template = "strategy/trial.html"
    column_list = ("strategy_version", "champion", "status", "share", "starts_on", "last_on", "ended_on", "why")
    column_filters = ("status", "starts_on")
    column_default_sort = ("starts_on", True)
    column_details_exclude_list = ("digest",)
    facts = ("status", "share", "starts_on", "last_on", "ended_on")
    details_groups = (
        (_l("Trial"), ("strategy_version", "champion", "why", "asked_on", "asked_by", "published_on", "published_by")),
        (_l("End"), ("ended_on", "reason")),
    )
    empty = _l("A trial is asked for on the page of a draft.")

    publish = bulk(trial.publish, _l("Let it begin"), _l("Let this trial begin on its day?"), when=may_publish)
    adopt = bulk(
        trial.adopt,
        _l("Draft it for everybody"),
        _l("Begin a draft of the challenger, for everybody?"),
        when=lambda row: row.status in trial.OVER,
    )
    stop = bulk(
        trial.stop,
        _l("End the trial"),
        _l("Why? Everybody is treated by the version in force again."),
        asks={"reason": str},
        danger=True,
        when=runs,
    )
    drop = bulk(
        trial.drop, _l("Drop"), _l("Put this trial away?"), danger=True, when=lambda row: row.status in trial.AHEAD
    )

    def details(self, row: StrategyTrial) -> dict[str, Any]:
        """Both arms, and who may decide."""
        has_arms = row.status in (TrialStatus.running, *trial.OVER)
        more = {
            "title": gettext(
                "Version %(challenger)s beside version %(champion)s",
                challenger=row.strategy_version.number,
                champion=row.champion.number,
            ),
            "whom": trial.second_people(row) if row.status == TrialStatus.asked else [],
            "rates": lines(row) if has_arms else [],
            "sums": compared.money(row, clock.today()) if has_arms else {},
            "window": compared.window(row, clock.today()),
        }
        return {**super().details(row), **more}

    @expose("/ask/", methods=("POST",))
    def ask(self) -> Any:
        """Ask for a trial of a draft."""
        user = rights.person()
        if user is None or not rights.may("act", "strategy_trial"):
            abort(403)
        id, given = scope.one(StrategyVersion, request.form.get("id")).id, request.form

        def work() -> int:
            row = db.session.get_one(StrategyVersion, id)
            days = (version.day_of(given.get(name, "")) for name in ("starts_on", "last_on"))
            first, last = days
            if first is None or last is None:
                raise RuleError("Say from which day to which.")
            terms = (version.share_of(given.get("share", "")) or Decimal(0), first, last, given.get("why", ""))
            return int(trial.ask(row, *terms, clock.today(), user).id)

        made = transaction.attempt(work)
        back = url_for("strategy_version.details_view", id=id)
        return redirect(self.get_url(".details_view", id=made) if made else back)

    @expose("/rows/")
    def rows(self) -> str:
        """The rows that a rate counts in an arm."""
        if not self.can_view_details:
            abort(403)
        row, name = scope.one(StrategyTrial, request.args.get("id")), request.args.get("rate", "")
        if name not in RATES or request.args.get("arm") not in list(Arm):
            abort(404)
        hits = request.args.get("of") != "all"
        ids = compared.rows(name, row, Arm(request.args["arm"]), clock.today(), hits)
        view = self.screen("strategy_version")
        noun = (BEHIND if hits else DIVIDED)[name]
        return str(view.listing(str(RATES[name]), noun, ids, self.get_url(".details_view", id=row.id)))


def lines(row: StrategyTrial) -> list[version.RateLine]:
    """The rates of both arms in words."""
    return [line(row, name, each) for name, each in compared.rates(row, clock.today()).items()]


def line(row: StrategyTrial, name: str, each: Compared) -> version.RateLine:
    """A rate of both arms in words, with the addresses of its rows."""
    addresses = [
        url_for("strategy_trial.rows", id=row.id, rate=name, arm=str(arm), of=of)
        for arm in Arm
        for of in ("hits", "all")
    ]
    return version.in_a_line(name, str(RATES[name]), each, SAID, addresses)
