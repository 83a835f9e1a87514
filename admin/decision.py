"""Screens of the gate's ledger: decisions and breaches."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import clock, rights
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.decision import Breach, Decision
from services import strategy
from services.contact import breach


class DecisionView(RecordView):
    """Every answer of the gate, with the facts and the wording of the law; never changed."""

    model = Decision
    icon = "shield"
    can_create = False
    can_edit = False
    can_delete = False
    column_list = ("at", "borrower", "kind", "channel", "verdict", "rules", "next_allowed_at", "user")
    column_filters = ("at", "kind", "channel", "verdict", "borrower", "case", "user")
    column_searchable_list = ("rules", "law_version", "policy_version")
    column_default_sort = ("at", True)
    details_template = "strategy/decision.html"
    facts = ("at", "borrower", "verdict", "rules")
    empty = _l("The gate was not asked yet.")

    def details(self, row: Decision) -> dict[str, Any]:
        """With the version of the strategy that was in force then."""
        day = row.at.astimezone(clock.zone()).date()
        return {**super().details(row), "version": strategy.at(day) if rights.may("view", "strategy_version") else None}


class BreachView(RecordView):
    """What happened against the rules, until a manager has looked."""

    model = Breach
    icon = "alert"
    can_create = False
    can_edit = False
    can_delete = False
    column_list = ("raised_on", "case", "rules", "reason", "reviewed_on", "reviewed_by")
    column_filters = ("raised_on", "reviewed_on", "case")
    column_searchable_list = ("rules", "case.reference")
    column_default_sort = ("raised_on", True)
    facts = ("raised_on", "case", "rules", "reviewed_on")
    empty = _l("Nothing happened against the rules.")

    review = bulk(
        breach.review,
        _l("Reviewed"),
        _l("What follows from it?"),
        asks={"review": str},
        when=lambda row: row.reviewed_on is None,
    )
