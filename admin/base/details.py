"""Words for the names inside stored details: the steps of a job, what came of them, what the gate knew."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import labels
from models.payment import Component
from models.plan import Period, PlanKind
from models.stage import Channel

POINTS = ("phone", "address")
KINDS: tuple[Any, ...] = (Channel, Component, PlanKind, Period)

JOBS: dict[str, Any] = {"nightly": _l("The night"), "daytime": _l("The day"), "weekly": _l("The week")}
STEPS: dict[str, Any] = {
    "load_rest_days": _l("Rest days added"),
    "take_strategy_up": _l("The strategy of the day taken up"),
    "thank_for_cures": _l("Thanks for cures written"),
    "run_automations": _l("Work done by rules of the house"),
    "confirm_receipts": _l("Receipts written"),
    "remind_plans": _l("Words before a plan's day written"),
    "answer_disputes": _l("Answers to disputes written"),
    "welcome_borrowers": _l("Welcomes written"),
    "remind_before_due": _l("Words before a due day written"),
    "report_weeks": _l("Weekly reports frozen"),
    "write_digests": _l("Mail of the morning written"),
    "keep_figures": _l("Figures of the days kept"),
    "measure_outlook": _l("Outlook counted anew"),
    "accrue_interest": _l("Interest brought forward"),
    "follow_promises": _l("Promises followed"),
    "follow_plans": _l("Plans followed"),
    "follow_offers": _l("Offers followed"),
    "follow_accelerations": _l("Loans called due followed"),
    "end_feeds": _l("Calendars ended whose work has ended"),
    "seal_trail": _l("Audit entries sealed"),
    "lapse_approvals": _l("Requests that nobody answered"),
    "review_holds": _l("Holds to look at again"),
    "follow_trial": _l("The trial of a strategy followed"),
    "stage_cases": _l("Cases staged"),
    "share_cases": _l("Cases shared out"),
    "book_actions": _l("Next actions booked"),
    "ask_for_validation": _l("Validation notices asked for"),
    "ask_about_referrals": _l("Decisions on referrals asked for"),
    "propose_set_offs": _l("Set-offs of credit proposed"),
    "tell_set_offs": _l("Borrowers told of set-offs"),
    "read_mail": _l("Answers by e-mail read"),
    "send_mail": _l("E-mails to people and partners sent"),
    "end_absences": _l("Absences ended"),
    "ask_for_arrears_notices": _l("Notices of sums in arrears asked for"),
    "raise_deadline_alarms": _l("Alarms of the limitation"),
    "begin_absences": _l("Absences begun"),
    "raise_other_alarms": _l("Alarms of guarantees and judgments"),
    "propose_referrals": _l("Referrals proposed"),
    "remind_promises": _l("Word before a promise falls due"),
    "renew_reminders": _l("Messages of an earlier day renewed"),
    "queue_reminders": _l("Reminders written"),
    "forget_contact_people": _l("People beside borrowers forgotten"),
    "find_duplicates": _l("Borrowers who may be one person"),
    "erase_what_is_due": _l("What nobody may keep erased"),
    "finish_erasures": _l("Erasures finished"),
    "sweep_outbox": _l("Old messages of the file outbox removed"),
    "gather_statistics": _l("Tables looked at again"),
    "sweep_reminders": _l("Reminders left half-sent"),
    "send_reminders": _l("Reminders sent"),
    "lower_floors": _l("Settlement floors lowered to what is owed"),
    "tell_partners": _l("Legal partners told of payments"),
    "measure_week": _l("The week measured"),
    "close_weeks": _l("Weeks closed"),
    "see_the_doctor": _l("Health check of what moved"),
    "examine_the_book": _l("Health check of the whole book"),
}
OUTCOMES: dict[str, Any] = {
    "accrued": _l("loans with interest"),
    "sealed": _l("sealed"),
    "removed": _l("removed"),
    "ended": _l("ended"),
    "open": _l("still open"),
    "kept": _l("kept"),
    "partly_kept": _l("partly kept"),
    "broken": _l("broken"),
    "running": _l("running"),
    "superseded": _l("given way to another"),
    "cancelled": _l("cancelled"),
    "earned": _l("earned"),
    "lapsed": _l("lapsed"),
    "withdrawn": _l("withdrawn"),
    "asked": _l("asked for"),
    "effective": _l("due from today"),
    "cured": _l("made good in time"),
    "waits": _l("waits"),
    "planned": _l("planned by a person already"),
    "opened": _l("opened"),
    "reopened": _l("opened again"),
    "stage_raised": _l("stage raised"),
    "stage_lowered": _l("stage lowered"),
    "closed": _l("closed"),
    "assigned": _l("given to a collector"),
    "booked": _l("booked"),
    "added": _l("added"),
    "gathered": _l("looked at again"),
    "raised": _l("raised"),
    "quiet": _l("nothing to say"),
    "followed": _l("followed"),
    "reported": _l("reported"),
    "counted": _l("counted"),
    "changed": _l("changed"),
    "away": _l("absences begun"),
    "back": _l("back at work"),
    "proposed": _l("proposed"),
    "queued": _l("queued"),
    "renewed": _l("to be written anew"),
    "typeset": _l("letters set, to be printed"),
    "skipped": _l("skipped"),
    "claimed": _l("claimed"),
    "sending": _l("being sent"),
    "sent": _l("sent"),
    "failed": _l("failed"),
    "unknown": _l("nobody knows whether sent"),
    "suppressed": _l("not sent, with the reason"),
    "still_suppressed": _l("still not sent, for the same reason"),
    "waiting": _l("waiting for their hour"),
    "taken": _l("taken by another process"),
    "known": _l("known already"),
    "told": _l("told"),
    "mailed": _l("told by e-mail"),
    "figures": _l("figures"),
    "found": _l("found out of order"),
    "still": _l("still out of order"),
    "mended": _l("mended"),
    "lowered": _l("lowered to what is owed"),
    "frozen": _l("frozen already"),
    "requested": _l("waiting for an answer"),
    "approved": _l("approved"),
    "approved_lower": _l("approved lower"),
    "returned": _l("sent back"),
    "rejected": _l("rejected"),
    "agreed": _l("agreed"),
    "forgotten": _l("forgotten"),
    "untold": _l("entries of the audit trail emptied"),
    "erased": _l("erased"),
    "finished": _l("finished"),
    "unsealed": _l("not sealed yet"),
    "erased_again": _l("erased again after a restore"),
    "not_here": _l("not in this book"),
}
FACTS: dict[str, Any] = {
    "action": _l("What was to happen"),
    "channel": _l("Channel"),
    "flags": _l("What was known of the borrower"),
    "zones": _l("Time zones"),
    "contacts": _l("Contacts counted"),
    "to": _l("To whom"),
    "to_id": _l("To which person"),
    "purpose": _l("Purpose"),
    "number": _l("Number"),
    "address": _l("Address"),
    "borrower": _l("Borrower"),
    "collect": _l("Collection"),
    "loans": _l("Loans"),
    "place": _l("Place"),
    "paid_or_settled": _l("Paid or settled"),
    "bankruptcy_stay": _l("Insolvency"),
    "breathing_space": _l("Breathing space"),
    "dispute_open": _l("A dispute is open"),
    "written_dispute_open": _l("A written dispute is open"),
    "cease_received_at": _l("Wants no contact since"),
    "attorney_represented": _l("Represented by a lawyer"),
    "time_barred": _l("Time-barred"),
    "instalment_agreement_in_force": _l("A plan runs"),
    "agreement_breached": _l("A plan was broken"),
    "hardship_until": _l("Hardship until"),
    "particularly_vulnerable": _l("Particularly vulnerable"),
    "no_contact_order": _l("A court forbids contact"),
    "third_party_refused": _l("The other person refused"),
    "borrower_number_invalid": _l("No number of the borrower works"),
    "borrower_dead_or_incapacitated": _l("Deceased or without capacity"),
    "guarantee_lapsed": _l("The guarantee lapsed"),
    "opted_out": _l("Opted out of"),
    "inconvenient_times": _l("Times that do not suit"),
    "inconvenient_places": _l("Places that do not suit"),
    "employer_prohibits": _l("The employer forbids it"),
    "time_consent": _l("Agreed hours"),
    "time_consent_expires": _l("Agreed hours until"),
    "frequency_agreed": _l("Agreed to more contacts"),
    "sms_consent_or_use_at": _l("Consent to texts, or last used"),
    "sms_db_check_at": _l("Number checked on"),
    "sms_basis": _l("Why texts are allowed"),
    "email_basis": _l("Why e-mails are allowed"),
}


def name(key: str) -> str:
    """The name of a stored detail in the reader's words."""
    known = STEPS.get(key) or FACTS.get(key)
    return str(known) if known else labels.detail(key)


def counts(found: dict[str, int]) -> str:
    """How often each outcome came, in one line; nothing where there was nothing to do."""
    parts = [f"{OUTCOMES.get(outcome) or labels.detail(outcome)} {count}" for outcome, count in found.items()]
    return ", ".join(parts) or gettext("nothing to do")


def value(text: str) -> str:
    """A short text of stored details in the reader's words where it is one of ours."""
    noun, _, number = text.partition(" ")
    if noun in POINTS and number.isdecimal():
        return gettext("%(noun)s %(number)s", noun=labels.record(noun), number=number)
    known = next((kind[text] for kind in KINDS if text in kind.__members__), None)
    return labels.member(known) if known else str(FACTS.get(text) or text)
