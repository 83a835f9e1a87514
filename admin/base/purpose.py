"""What each page is for, in a sentence: the help of a page says it, and its card under Set-up."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

PURPOSES: dict[str, Any] = {
    "home": _l(
        "What a manager decides first in the morning, and whether everything is running; every "
        "number leads to its list."
    ),
    "setup": _l("Everything that is set once and changed rarely: people, lenders, stages, words, calendars, rates."),
    "desks": _l(
        "What each person has to do and did today, beside what they get done on a working day; "
        "hand out what nobody works on."
    ),
    "my_day": _l("What is due on your cases today, in the order to work through it, each with its reason."),
    "partner": _l("The referrals sent to your firm: take a step, answer a question, send a paper."),
    "case": _l("Every case with its stage, its debt and its next action; filter it, choose rows, act on many at once."),
    "borrower": _l("Who owes: one page brings together a person's loans, cases, phones, addresses and wishes."),
    "loan": _l("The contracts with their terms, their instalments and what is still owed."),
    "instalment": _l("The due days of the loans, with what each asks for and what of it is unpaid."),
    "charge": _l("Costs and penalties that an instalment bears from a day on, for example a court fee of 200."),
    "phone": _l("Numbers of borrowers, shown by their last four; where each came from and whether it still serves."),
    "address": _l("Postal and e-mail addresses of borrowers, where letters and notices go."),
    "task": _l("The next action of every open case with its day; a person's outcome replaces what the night set."),
    "absences": _l(
        "Days off, entered beforehand: whoever is away gets no work, and their callbacks are shown to others."
    ),
    "promise": _l(
        "Who said they would pay how much by when, and what came of it; counted from the payments, "
        "never ticked by hand."
    ),
    "plan": _l("Agreements to pay in instalments, from proposal to kept or broken."),
    "offer": _l("Pay so much by a day, and part of the debt is waived: what was offered, earned or lapsed."),
    "approval": _l("What goes beyond a person's authority: decide it, grant less, give it back or turn it down."),
    "hold": _l("Why automation rests on a case, who owns that and when it is looked at again; days go on counting."),
    "pause": _l("Which days do not count as overdue; rows are added, never changed."),
    "dispute": _l("What borrowers contest, until when it must be answered, and what was decided."),
    "hardship": _l("Circumstances that borrowers told of, what they need, and when to ask again."),
    "upload": _l(
        "Bring a lender's loans in from a file: columns are matched, a dry run shows every row, "
        "and a batch can be undone."
    ),
    "bank_upload": _l(
        "Bring in a bank's statement: what surely is a borrower's is paid on, the rest waits under Receipts."
    ),
    "import_batch": _l(
        "Every portfolio file that was brought in, what each changed, its wrong rows, and the way to undo it."
    ),
    "bank_file": _l("Every bank file that was brought in, with what it held and whether its balances agree."),
    "receipt": _l("Money that came in: match what waits to a borrower, or give it back."),
    "bank_line": _l("Lines of bank files that are no money in: returns to look at, fees, transfers."),
    "payment": _l("Every payment with how it was laid on the debt; a wrong one is reversed, never deleted."),
    "credits": _l("Borrowers who paid more than they owed, and what may be done with it."),
    "set_off": _l("Credit on one loan against arrears on another of the same borrower: make it or decline it."),
    "refund": _l("Money to be paid back: asked for by one person, decided by another, then paid out."),
    "referral": _l("Cases with or proposed for a legal partner, with status, next date and limitation."),
    "league": _l("Legal partners beside one another on comparable referrals, with how many stand behind each figure."),
    "legal_partner": _l("Law firms that take referrals, their people and when they were last evaluated."),
    "duplicate": _l(
        "Borrowers of one lender who may be one person, and why; two people merge them, or say that they are two."
    ),
    "strategy_trial": _l(
        "A share of the borrowers is treated by a challenger, the rest as before; compared by arm, "
        "stopped when it harms."
    ),
    "notice_text": _l(
        "What messages beside the stages say: receipts, thanks, a plan's day, an answer, a "
        "welcome. For example a line on how to reach you."
    ),
    "automation": _l(
        "When something happens and a condition holds, something follows, inside the gate. For "
        "example a call when a plan breaks."
    ),
    "firing": _l("What each rule of the house did, on which row and day, and what kept it from doing more."),
    "configuration": _l(
        "The set-up as one file: take it out, or bring one in, look at what it changes, and take it back as one."
    ),
    "data_request": _l(
        "Requests of people about their data: who asked, until when, what was answered and erased, with the proof."
    ),
    "retention": _l("How long each kind of record is kept, by which law, and what would go today."),
    "retention_order": _l("What the nights may erase once its term is over; one person asks, another decides."),
    "erasure": _l("What was erased, of whom and why; the proof that stays when the data are gone."),
    "export_request": _l("Exports so large that a second person looks first: decide on them here."),
    "exports": _l("A list longer than one person takes out alone: say what it is for, and another decides."),
    "exam": _l("Everything an examiner asks for, of a period, as one packed file."),
    "contact": _l("Every call, message, letter and visit with its outcome; never changed afterwards."),
    "reminder": _l("Messages that the night queued: which left, which failed, of which nobody knows."),
    "letters": _l("Letters that somebody prints, posts and marks as posted."),
    "wish": _l("What borrowers asked for or consented to: opt-outs, hours, channels. Every contact obeys it."),
    "complaint": _l("Complaints with the day by which they must be answered."),
    "contact_person": _l(
        "People who may be asked where a borrower is, once the borrower cannot be reached; never about the debt."
    ),
    "joint_debtor": _l("Further people who owe the same contract."),
    "guarantor": _l("Who stands for a loan, for how much and until when."),
    "decision": _l("Each time the contact rules were asked: allowed or blocked, by which rule, on which facts."),
    "breach": _l("Contacts that happened against the rules; a manager looks at each and writes what was found."),
    "override": _l("Requests to set a contact rule aside once; a second person decides."),
    "contact_rule": _l(
        "Where a lender is stricter than the law: fewer contacts, shorter hours. For example 2 "
        "calls a week instead of 7."
    ),
    "weekly": _l("The figures of a week, each with its definition, its size and the rows behind it."),
    "week_report": _l("The report of a week as it is read, printed and mailed."),
    "months": _l("How loans stood at each month end and how they moved from one bucket to the next."),
    "month_history": _l("Bring in what the system before this one knew of past months."),
    "practice": _l("What the work is made of: contacts, outcomes, hours and what they cost."),
    "outlook": _l("Whether the outlook told the truth: what it expected beside what was paid."),
    "weekly_metric": _l("The stored figures of every week, to filter and take along."),
    "month_end": _l("Month ends that a former system told of."),
    "history_file": _l("Files of a former system that were brought in, and the way to take one back."),
    "my_figures": _l("Your own promises, contacts and results beside those of the team."),
    "counted": _l("The rows behind a figure."),
    "strategy_version": _l("The strategy as it stands, as it stood, and the draft that is being written."),
    "proposal": _l("One turn of improving: a figure, a draft, a dry run, a decision, an effect."),
    "dry_run": _l("What a night would have done with a draft, beside what it did; nothing was written."),
    "night": _l(
        "Run what the night does now, and see what it did: stages, tasks, reminders, and who could not be written to."
    ),
    "job_run": _l("What ran by itself, when, what it did and what failed."),
    "finding": _l("What the doctor found out of order in the book, until it is mended."),
    "circuit": _l("Ways out of the house: which channel works, and why one is down."),
    "user_mail": _l("Mail to the people of the house: invitations, reports, words to partners."),
    "outbox": _l("Messages that were written into files instead of being sent."),
    "backup": _l("Copies of the book: when each was made, whether it is good, where it lies."),
    "reveal_alarm": _l("Who was shown many sealed values in one day, until another person has looked."),
    "audit_entry": _l("Who changed what, when and from where; nothing here can be changed."),
    "trail": _l("Read the chain of the audit trail again and take its proof along."),
    "proof": _l("Ask the contact rules about any person, channel and moment, and see which rule answers."),
    "sessions": _l("Where you are signed in; end what is not yours."),
    "checklist": _l("What is left before the first real day, step by step."),
    "team": _l("The team itself: its name, time zone, language and how letters introduce it."),
    "user": _l("People who sign in: invite them, choose role and limits, hand their work on when they leave."),
    "sending": _l("The mail server and the gateway for texts; each is tried before it counts."),
    "lender": _l("Clients whose loans are collected; the licence picks the law, the account stands in every letter."),
    "portfolio": _l("The loans of one lender under one policy. For example “Spring 2026”, paid file every 7 days."),
    "policy": _l(
        "A ladder of stages for portfolios. For example a gentle one for employees, a short one for small loans."
    ),
    "stage": _l(
        "From which day past due a case is worked how: tone, channels, next action. For example mild from day 11."
    ),
    "stage_condition": _l(
        "What a stage asks for besides days. For example only above 500, or after two broken promises."
    ),
    "authority_limit": _l(
        "How far a level may go in waiving and granting plans. For example a supervisor up to 10 % and 6 instalments."
    ),
    "template": _l("The words of reminders by stage, channel and language, with a preview of each."),
    "notice_code": _l("Codes under which a gateway knows a text, where it wants one."),
    "outcome_code": _l(
        "What may come of a contact, and which next action follows. For example “promise” follows "
        "up a day after it is due."
    ),
    "overdue_reason": _l("Why borrowers are late, for figures and for the right tone. For example lost work, illness."),
    "rest_day": _l("Public rest days and make-up working days, which contact hours and due days obey."),
    "prime_rate": _l("The one-year prime rate by month, from which the cap on interest is counted."),
    "unit_price": _l("What an hour, a call, a text or a letter costs. For example 0.05 a text."),
    "worked_hours": _l("Paid hours of a month, from which what was collected per hour is counted. For example 168."),
    "cash_target": _l("What a month should bring, beside what came in. For example 500,000 for the team."),
    "outlook_prior": _l("The table from which the outlook starts before the book knows enough itself."),
    "bank_account": _l("Accounts of lenders that bank files named."),
    "bank_word": _l("Words of bank files that somebody explained once; take one back and it is asked again."),
    "glossary": _l("What each word means, one word per thing, in three languages."),
    "tour": _l("Five steps through the pages of your role; it can be left at any of them."),
    "notices": _l("What waits for you or names you: read it, follow its way, choose a daily digest by mail."),
}


def of(page: str) -> str:
    """Say what a page is for; nothing where it is in no list."""
    return str(PURPOSES.get(page, ""))


KEYS: dict[str, tuple[tuple[str, Any], ...]] = {
    "my_day": (
        ("j", _l("next line")),
        ("k", _l("line before")),
        ("Enter", _lp("key", "open")),
        ("1–9", _l("outcome")),
        ("Enter", _l("save and go on")),
        ("l", _l("log a contact")),
        ("p", _l("promise")),
        ("n", _l("note")),
        ("f", _l("filter")),
    ),
    "case": (("l", _l("log a contact")), ("p", _l("promise")), ("n", _l("note"))),
}
"""The keys of a page that has its own."""
EVERYWHERE = (
    ("Ctrl K", _l("search, and what to do")),
    ("/", _l("search")),
    ("?", _l("this help")),
    ("Esc", _l("close")),
)


def keys(page: str, searches: bool) -> list[tuple[str, Any]]:
    """The keys that work on a page, its own first; no search for those who have none."""
    return [*KEYS.get(page, ()), *(EVERYWHERE if searches else EVERYWHERE[2:])]
