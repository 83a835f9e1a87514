"""Screens of the strategy: stage policies, stages and the words they send."""

from typing import Any

from flask import flash, request
from flask_babel import lazy_gettext as _l

from admin.base import fields, format, scope
from admin.base.view import RecordView
from admin.prime_rate import PrimeRateView
from admin.rest_day import RestDayView
from admin.strategy import Drafted
from admin.strategy.moment import Moment, begin, moments
from admin.strategy.workshop import Workshop
from models.stage import Policy, Stage, StageCondition
from models.template import Notice, NoticeCode, NoticeText, Template
from services.reminder import notice, text, words
from services.strategy import condition


def warn(stage: Stage) -> None:
    """Tell what a stage lacks to write to its borrowers."""
    for gap in words.of_stage(stage):
        flash(format.said(gap.said), "warning")


class PolicyView(Drafted):
    """Ladders of stages."""

    model = Policy
    icon = "steps"
    column_list = ("name", "starts_on", "requires_sent", "min_overdue", "archived_on")
    column_searchable_list = ("name",)
    form_groups = (
        (_l("Policy"), ("name", "starts_on", "requires_sent", "currency", "min_overdue")),
        (_l("Promises"), ("promise_grace_days", "promise_threshold_rate", "promise_most_days", "promise_again_most")),
        (_l("Plans"), ("plan_grace_days", "plan_threshold_rate")),
        (_l("Time limits"), ("dispute_days", "hardship_review_days", "approval_days")),
        (_l("What a legal case brings"), ("legal_recovery_rate", "legal_fee_rate", "legal_cost")),
    )
    form_args = {"currency": fields.CURRENCY}
    facts = ("starts_on", "requires_sent")
    related = (("stage", "policy"), ("portfolio", "policy"))
    empty = _l("A policy says when a case moves to the next stage.")


class StageView(Drafted):
    """Steps of a policy."""

    model = Stage
    icon = "steps"
    column_list = ("name", "policy", "position", "trigger", "days", "channel", "remind_every_days", "next_task")
    empty = _l("Stages are the steps of a stage policy; make the first one here.")
    column_filters = ("policy", "channel")
    column_default_sort = ("position", False)
    form_groups = (
        (_l("Stage"), ("policy", "position", "key", "name", "name_zh_hans", "name_zh_hant")),
        (_l("When it begins"), ("trigger", "days")),
        (_l("What it sends"), ("channel", "fallback_channel", "remind_every_days")),
        (_l("What a person does"), ("next_task", "next_task_days", "task_minutes", "offers_plan", "proposes_referral")),
    )
    form_fixed = ("policy",)
    facts = ("policy", "trigger", "days", "channel")
    related = (("stage_condition", "step"), ("template", "stage"))

    def on_model_change(self, form: Any, model: Stage, is_created: bool) -> None:
        """Refuse what leaves no ladder; say at once what a stage lacks to write to its borrowers."""
        condition.check_ladder(model)
        warn(model)


class StageConditionView(Drafted):
    """What a stage asks beside days, in the words of the list filters."""

    model = StageCondition
    icon = "steps"
    column_list = ("step", "knows", "how", "amount", "times", "channel")
    column_filters = ("step", "knows")
    column_default_sort = ("id", False)
    form_groups = ((_l("Condition"), ("step", "knows", "how", "amount", "times", "channel")),)
    form_fixed = ("step",)
    form_notes = {
        "knows": _l("It can only keep a case below the stage; what nobody knows keeps it there."),
        "amount": _l("An amount is in the currency of the policy."),
    }
    facts = ("step", "knows", "how", "amount", "times", "channel")
    empty = _l("The stages ask for days alone.")

    def on_model_change(self, form: Any, model: StageCondition, is_created: bool) -> None:
        """Refuse what says nothing."""
        condition.check(model)


class TemplateView(Workshop):
    """Words for each stage, channel and language."""

    model = Template
    icon = "mail"
    column_list = ("stage", "channel", "language", "subject")
    empty = _l("Each stage, channel and language has its words; write the first ones here.")
    column_filters = ("stage", "channel", "language")
    form_groups = (
        (_l("For"), ("stage", "channel", "language")),
        (_l("Words"), ("subject", "body")),
        (_l("Text gateway"), ("gateway_code", "gateway_variables")),
    )
    form_fixed = ("stage", "channel", "language")
    form_notes = {"gateway_variables": _l("What fills each place of the approved template, like sum=amount.")}
    facts = ("stage", "channel", "language")
    kind = "stage"

    def kind_of(self, value: Any) -> tuple[int | None, Notice | None]:
        """The stage that words are for, by its row or its number."""
        found = scope.number(getattr(value, "id", value))
        if found is None:
            raise ValueError(value)
        return found, None

    def on_model_change(self, form: Any, model: Template, is_created: bool) -> None:
        """Refuse a variable that nothing fills, and words that must not be sent."""
        text.check(model)
        warn(model.stage)

    def on_model_delete(self, model: Template) -> None:
        """Refuse to drop words that a stage writes with."""
        words.check_removal(model)


class NoticeTextView(Workshop):
    """Words for the moments beside the stages, where they are not to be those of the house."""

    model = NoticeText
    icon = "mail"
    list_template = "strategy/moments.html"
    column_list = ("notice", "channel", "language", "subject")
    column_filters = ("notice", "channel", "language")
    column_default_sort = ("id", False)
    form_groups = (
        (_l("For"), ("notice", "channel", "language")),
        (_l("Words"), ("subject", "body")),
    )
    form_fixed = ("notice", "channel", "language")
    form_notes = {"subject": _l("A text has none.")}
    facts = ("notice", "channel", "language")
    empty = _l("Every moment is told in the words of the house.")
    kind = "notice"

    def kind_of(self, value: Any) -> tuple[int | None, Notice | None]:
        """The moment that words are for."""
        return None, Notice(value)

    def moments(self) -> list[Moment]:
        """Every moment with its ways and languages, and where its own words stand."""
        return moments(notice.known().texts)

    def form_page(self, form: Any, row: Any) -> str:
        """A new row begins with the words of the house."""
        if row is None and request.method == "GET":
            begin(form)
        return super().form_page(form, row)

    def on_model_change(self, form: Any, model: NoticeText, is_created: bool) -> None:
        """Refuse a variable that nothing fills, and words that must not be sent."""
        notice.check_text(model)


class NoticeCodeView(RecordView):
    """Codes of the texts beside the stages, for gateways that send no free text."""

    model = NoticeCode
    icon = "mail"
    column_list = ("notice", "language", "gateway_code", "gateway_variables")
    column_filters = ("notice", "language")
    column_default_sort = ("id", False)
    form_groups = (
        (_l("For"), ("notice", "language")),
        (_l("Text gateway"), ("gateway_code", "gateway_variables")),
    )
    form_fixed = ("notice", "language")
    form_notes = {"gateway_variables": _l("What fills each place of the approved template, like sum=amount.")}
    facts = ("notice", "language", "gateway_code")
    empty = _l(
        "Words of promises, set-offs and services go out as they are; a gateway that wants a code finds it here."
    )

    def on_model_change(self, form: Any, model: NoticeCode, is_created: bool) -> None:
        """Refuse a place that nothing fills."""
        notice.check(model)


SCREENS = (
    PolicyView,
    StageView,
    StageConditionView,
    TemplateView,
    NoticeTextView,
    NoticeCodeView,
    PrimeRateView,
    RestDayView,
)
