"""What a value of a set-up form does, with an example: it stands below its field."""

from typing import Any

from flask_babel import lazy_gettext as _l

# By record and field; a field alone is that of every record.
EXAMPLES: dict[str, Any] = {
    "team.week_closes_days": _l(
        "So many days after Sunday the week's figures are frozen; later entries correct a later "
        "week. Example: 3 closes it on Wednesday."
    ),
    "team.touch_every_days": _l("My day puts a case first again that nobody tried to reach for so long. Example: 14."),
    "team.call_cost": _l(
        "What one call costs the house; work is ordered by what it may bring less this. Example: 3.50."
    ),
    "user.cases_most": _l("Sharing out gives this person no more open cases. Example: 120; empty: any number."),
    "user.level": _l(
        "How far they may go in waivers and plans by themselves. Example: a supervisor has the "
        "limits of that row of Authority limits."
    ),
    "user.role": _l("What they see and may do at all. Example: a collector sees their own cases only."),
    "lender.callback_number": _l("Stands in messages so that borrowers can call back. Example: 021-60000000."),
    "lender.complaints_number": _l("Stands in letters where a complaint can be made. Example: 021-60000001."),
    "lender.pay_to": _l("Stands in every reminder and letter as where to pay. Example: bank, account name, number."),
    "lender.address": _l("The letterhead, a line each. Example: street and number, then town with postal code."),
    "portfolio.policy": _l("The ladder of stages its cases climb. Example: the policy for small loans."),
    "portfolio.payments_good_for_days": _l(
        "Nobody is reminded once the last payment file is older. Example: 7; empty: it is never too old."
    ),
    "portfolio.bought_from": _l(
        "Where the debts were bought, a court asks for the chain of assignment. Example: the selling bank's name."
    ),
    "legal_partner.jurisdictions": _l("Cases are proposed to firms that work there. Example: 上海, 北京."),
    "legal_partner.capacity": _l("No more open referrals are proposed to it. Example: 60."),
    "legal_partner.fee_rate": _l("Its part of what comes in. Example: 15 %."),
    "legal_partner.fee_tiers": _l(
        "From which amount which part is the fee; it goes before the rate. Example: 0=18%, 1000000=15%."
    ),
    "legal_partner.flat_fee": _l("A fee for each referral, whatever comes in. Example: 500.00."),
    "legal_partner.no_fee_before_demand": _l(
        "Money that came before the firm's own demand earns no fee. Example: a payment of the day of referral."
    ),
    "legal_partner.remittance_days": _l("So soon the firm hands money on that it collected. Example: 7."),
    "legal_partner.agreement_until": _l("After this day nothing is referred to it. Example: the end of the contract."),
    "policy.starts_on": _l("From this day its stages count. Example: the first of next month."),
    "policy.requires_sent": _l(
        "A stage rises only when the earlier one's message was really sent. Example: no firm tone "
        "before a reminder arrived."
    ),
    "policy.min_overdue": _l("Below this overdue amount no stage begins. Example: 10.00."),
    "policy.promise_grace_days": _l("So many days after its day a promise is still kept. Example: 2."),
    "policy.promise_threshold_rate": _l("This part of the amount keeps a promise. Example: 95 %."),
    "policy.promise_most_days": _l("So far ahead a promise may lie. Example: 14; later asks for a plan."),
    "policy.promise_again_most": _l("So often a promise is made again before a supervisor must. Example: 2."),
    "policy.plan_grace_days": _l("So many days an instalment of a plan may be late. Example: 3."),
    "policy.plan_threshold_rate": _l("This part of an instalment must have come. Example: 95 %."),
    "policy.dispute_days": _l("So soon a dispute must be answered. Example: 15."),
    "policy.hardship_review_days": _l("So long hardship waits for a new look. Example: 90."),
    "policy.approval_days": _l("A request for approval lapses after so many days. Example: 3."),
    "policy.legal_recovery_rate": _l(
        "What part a legal case is expected to bring; waivers are compared with it. Example: 40 %."
    ),
    "policy.legal_fee_rate": _l("The partner's expected part of that. Example: 15 %."),
    "policy.legal_cost": _l("What a legal case is expected to cost. Example: 300.00."),
    "stage.position": _l("Its place on the ladder. Example: 1 for the first."),
    "stage.key": _l("Its short name in files and figures; it stays. Example: mild."),
    "stage.days": _l("From so many days it opens. Example: 11."),
    "stage.channel": _l("How it reminds first. Example: text."),
    "stage.fallback_channel": _l("What is used where the first cannot be. Example: letter for who has no phone."),
    "stage.next_task": _l("What a person does when a case comes here. Example: call."),
    "stage.next_task_days": _l("So many days after that. Example: 0 is the same day."),
    "stage.task_minutes": _l("About so long it takes; desks are weighed with it. Example: 6."),
    "stage.proposes_referral": _l("The night proposes its cases to a legal partner. Example: only the last stage."),
    "stage_condition.how": _l("How it is compared. Example: at least."),
    "stage_condition.times": _l("The count it is compared with. Example: 2 broken promises."),
    "authority_limit.penalty_rate": _l("The part of penalties this level may waive. Example: 50 %; empty: no limit."),
    "authority_limit.penalty_max": _l("And at most this amount. Example: 500.00."),
    "authority_limit.interest_rate": _l("The part of interest it may waive. Example: 10 %; 0 is none."),
    "authority_limit.principal_rate": _l("The part of principal it may waive. Example: 0 %."),
    "authority_limit.plan_count": _l("The most instalments of a plan. Example: 6."),
    "authority_limit.defer_days": _l("The most days a payment may be put off. Example: 30."),
    "contact_rule.most": _l("At most so many contacts in the days beside it. Example: 2 in 7 days."),
    "contact_rule.days": _l("The days over which they are counted. Example: 7."),
    "contact_rule.closes": _l("Until this time of day. Example: 20:00."),
    "template.subject": _l("The line above an e-mail or letter. Example: Your instalment of 1 March."),
    "template.gateway_code": _l("The text that the gateway approved. Example: SMS_123456."),
    "notice_code.gateway_code": _l("The text that the gateway approved. Example: SMS_123456."),
    "outcome_code.code": _l("Its short name in files; it stays. Example: PTP."),
    "outcome_code.position": _l("Its place among the choices, the smallest first. Example: 1."),
    "outcome_code.is_attempt": _l("It counts as an attempt, towards caps and coverage. Example: a call that rang."),
    "outcome_code.is_reached": _l("Somebody answered. Example: a relative did."),
    "outcome_code.is_right_party": _l("The borrower answered. Example: a promise is only possible here."),
    "outcome_code.needs": _l("What the form asks for besides. Example: amount and day of a promise."),
    "outcome_code.effect": _l("What follows by itself. Example: a wrong number is marked."),
    "outcome_code.next_task": _l("The next action that is filled in. Example: call again."),
    "outcome_code.next_task_days": _l("So many days later. Example: 2."),
    "overdue_reason.code": _l("Its short name in files; it stays. Example: JOB."),
    "overdue_reason.position": _l("Its place among the choices, the smallest first. Example: 1."),
    "rest_day.kind": _l(
        "Rest: nobody is contacted where the law says so. Example: a Saturday on which people work is the other kind."
    ),
    "rest_day.source": _l("Where it was published. Example: the notice of the State Council."),
    "prime_rate.one_year_rate": _l("The cap on interest is counted from it. Example: 3 % makes a cap of 12 %."),
    "unit_price.amount": _l("What one of them costs from its day on. Example: 0.05 for a text."),
    "unit_price.starts_on": _l(
        "It counts from this day until the next row of its kind. Example: the first of a month."
    ),
    "worked_hours.hours": _l("Paid hours of the month, of one person or of all. Example: 168."),
    "cash_target.amount": _l("What is to come in during the month. Example: 320,000.00."),
    "authority_limit.penalty_times": _l("And so often in six months. Example: 1."),
    "authority_limit.plan_days": _l("The most days from today to the last payment. Example: 180."),
    "outlook_prior.rate": _l("The part of such cases that has not paid 30 days later. Example: 65 %."),
    "outlook_prior.cases": _l("How many cases the source counted. Example: 1,200."),
    "lender.licence": _l(
        "Picks the law: hours, caps, notices, interest. Example: under a mainland licence nobody "
        "is called before 8 or after 22."
    ),
    "stage.remind_every_days": _l("So many days between two reminders. Example: 7; empty: one only."),
    "automation.after_days": _l("The next action is due so many days after it happened. Example: 1; 0: the same day."),
    "automation.days_from": _l("Only cases at least so many days past due. Example: 31; empty: any."),
    "automation.days_to": _l("Only cases at most so many days past due. Example: 60; empty: any."),
    "currency": _l("The currency of the amounts beside it. Example: CNY."),
    "name_zh_hans": _l("Shown to readers of Simplified Chinese; empty: the name itself. Example: 提醒."),
    "name_zh_hant": _l("Shown to readers of Traditional Chinese; empty: the name itself. Example: 協商."),
}


def of(noun: str, field: str) -> str:
    """Say what a value does, with an example; nothing for a field that says it by its name."""
    return str(EXAMPLES.get(f"{noun}.{field}") or EXAMPLES.get(field, ""))
