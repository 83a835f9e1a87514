"""What happens on a desk, to whom and on which day: one script for the demo book and for `make life`.

Here stands what the world does; how it is entered, through services or through forms, is said where it is played.
"""

import random
from collections.abc import Iterator
from datetime import date
from enum import StrEnum, auto

from rules.access import Role


class Habit(StrEnum):
    """How a borrower pays."""

    punctual = auto()
    forgetful = auto()
    struggling = auto()
    silent = auto()


HABITS = (Habit.punctual,) * 10 + (Habit.forgetful,) * 5 + (Habit.struggling,) * 3 + (Habit.silent,) * 2
LATE_DAYS = {Habit.punctual: (0, 0), Habit.forgetful: (2, 24), Habit.struggling: (15, 80), Habit.silent: (999, 999)}


class Happening(StrEnum):
    """Something that happens on a working day beside the calls of the day."""

    wrote = auto()
    disputed = auto()
    dispute_decided = auto()
    complained = auto()
    complaint_answered = auto()
    wished = auto()
    contact_person_named = auto()
    guarantor_named = auto()
    struggled = auto()
    care_noted = auto()
    held = auto()
    paused = auto()
    offered = auto()
    waiver_asked = auto()
    approvals_decided = auto()
    override_asked = auto()
    overrides_decided = auto()
    breached = auto()
    breaches_seen = auto()
    charged = auto()
    charge_taken_back = auto()
    payment_taken_back = auto()
    moved = auto()
    died = auto()
    referred = auto()
    cost_recorded = auto()
    rescheduled = auto()


ODDS: dict[Happening, tuple[Role, float]] = {
    Happening.wrote: (Role.collector, 0.6),
    Happening.disputed: (Role.collector, 0.25),
    Happening.dispute_decided: (Role.manager, 0.3),
    Happening.complained: (Role.collector, 0.15),
    Happening.complaint_answered: (Role.manager, 0.3),
    Happening.wished: (Role.collector, 0.25),
    Happening.contact_person_named: (Role.collector, 0.15),
    Happening.guarantor_named: (Role.manager, 0.15),
    Happening.struggled: (Role.collector, 0.15),
    Happening.care_noted: (Role.collector, 0.25),
    Happening.held: (Role.collector, 0.15),
    Happening.paused: (Role.manager, 0.1),
    Happening.offered: (Role.manager, 0.3),
    Happening.waiver_asked: (Role.collector, 0.3),
    Happening.approvals_decided: (Role.manager, 0.7),
    Happening.override_asked: (Role.collector, 0.2),
    Happening.overrides_decided: (Role.manager, 0.4),
    Happening.breached: (Role.collector, 0.1),
    Happening.breaches_seen: (Role.manager, 0.2),
    Happening.charged: (Role.manager, 0.3),
    Happening.charge_taken_back: (Role.manager, 0.1),
    Happening.payment_taken_back: (Role.manager, 0.15),
    Happening.moved: (Role.collector, 0.15),
    Happening.died: (Role.collector, 0.03),
    Happening.referred: (Role.manager, 0.3),
    Happening.cost_recorded: (Role.manager, 0.2),
    Happening.rescheduled: (Role.manager, 0.1),
}
"""Who enters it, and how likely it is on a working day."""


class Routine(StrEnum):
    """What the desk and its firm do now and then, so that the demo shows every feature."""

    mail_named = auto()
    columns_chosen = auto()
    view_kept = auto()
    many_assigned = auto()
    old_debt_placed = auto()
    schedule_changed = auto()
    deadline_recorded = auto()
    guarantor_held = auto()
    evidence_added = auto()
    paid_off_and_more = auto()
    set_off_made = auto()
    refund_asked = auto()
    refund_approved = auto()
    refund_paid = auto()
    money_guessed = auto()
    remitted = auto()
    month_agreed = auto()
    calendar_taken = auto()
    policy_made_stricter = auto()
    override_granted = auto()
    agreement_taken = auto()
    bank_word_said = auto()
    money_returned = auto()
    bank_layout_said = auto()
    joint_debtor_named = auto()
    rest_called_due = auto()
    history_brought = auto()
    costs_typed = auto()
    report_wanted = auto()
    change_proposed = auto()
    change_published = auto()
    change_judged = auto()
    change_drafted = auto()
    trial_begun = auto()
    service_messages_wanted = auto()
    rules_switched_on = auto()
    means_stated = auto()
    data_asked_for = auto()
    number_shared = auto()
    set_up_brought = auto()


ROUTINES: dict[Routine, tuple[int, int]] = {
    Routine.mail_named: (1, 1),
    Routine.columns_chosen: (2, 1),
    Routine.view_kept: (3, 1),
    Routine.many_assigned: (4, 1),
    Routine.old_debt_placed: (10, 1),
    Routine.schedule_changed: (11, 1),
    Routine.deadline_recorded: (14, 1),
    Routine.guarantor_held: (20, 2),
    Routine.evidence_added: (15, 2),
    Routine.paid_off_and_more: (40, 4),
    Routine.set_off_made: (41, 1),
    Routine.refund_asked: (42, 2),
    Routine.refund_approved: (44, 1),
    Routine.refund_paid: (45, 1),
    Routine.money_guessed: (114, 3),
    Routine.remitted: (70, 2),
    Routine.month_agreed: (75, 1),
    Routine.calendar_taken: (76, 1),
    Routine.policy_made_stricter: (90, 1),
    Routine.override_granted: (92, 2),
    Routine.agreement_taken: (60, 2),
    Routine.bank_word_said: (3, 1),
    Routine.money_returned: (116, 2),
    Routine.bank_layout_said: (4, 1),
    Routine.joint_debtor_named: (12, 1),
    Routine.rest_called_due: (80, 2),
    Routine.history_brought: (5, 1),
    Routine.costs_typed: (6, 1),
    Routine.report_wanted: (7, 1),
    Routine.change_proposed: (54, 1),
    Routine.change_published: (55, 1),
    Routine.change_judged: (86, 1),
    Routine.change_drafted: (117, 1),
    Routine.trial_begun: (94, 1),
    Routine.service_messages_wanted: (5, 1),
    Routine.rules_switched_on: (112, 1),
    Routine.means_stated: (100, 4),
    Routine.data_asked_for: (112, 2),
    Routine.number_shared: (101, 1),
    Routine.set_up_brought: (102, 1),
}
"""From this day of the book on, on working days until it was done so many times."""

ABSENT = {5: (0, 4), 26: (1, 6), 61: (0, 3)}
"""On this day of the book which collector falls ill, and for how many days."""
LEAVES = {33: 2}
"""On this day of the book which collector leaves for good."""


def happenings(day: date, seed: int) -> Iterator[Happening]:
    """What happens on a working day, in the order of the list; the same for the same day and seed."""
    dice = random.Random(f"{seed} {day}")
    return (each for each, (_, odds) in ODDS.items() if dice.random() < odds)


def outcome(dice: random.Random, habit: Habit) -> str:
    """The code of how a call to such a borrower tends to end."""
    roll = dice.random()
    if roll < 0.38:
        return dice.choice(("NA", "NA", "BUSY", "OFF", "VM"))
    if habit is Habit.silent:
        return dice.choice(("NA", "RPC-HU", "REF-W", "TP"))
    if habit is Habit.struggling:
        return dice.choice(("PTP-PLAN", "PTP", "REF-U", "RPC-INFO", "PTP-PLAN", "HARD" if roll > 0.9 else "PTP"))
    return dice.choice(("PTP", "PTP", "PTP", "RPC-INFO", "RPC-CB", "PAID", "DISP" if roll > 0.93 else "PTP"))


def reason(dice: random.Random, habit: Habit) -> str:
    """The code of a reason that fits the habit."""
    codes = ("job_loss", "reduced_income", "illness", "business_failure", "over_indebted")
    return dice.choice(codes) if habit is Habit.struggling else "cash_flow"
