"""Guarantee: until when, and by which act, a guarantor in mainland China can be held to the guarantee."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum, auto
from typing import NamedTuple

from rules import calendar, limitation
from rules.limitation import Rest

MONTHS = 6


class Mode(StrEnum):
    """Whether the guarantor may be asked at once, or only after the borrower was sued."""

    joint = auto()
    general = auto()


class Agreed(StrEnum):
    """What the contract says of the period."""

    until_date = auto()
    until_repaid = auto()


class ActKind(StrEnum):
    """What a lender or a guarantor did."""

    demand_on_guarantor = auto()
    demand_on_borrower = auto()
    suit_against_borrower = auto()
    arbitration_against_borrower = auto()
    part_payment = auto()
    guarantor_signed_notice = auto()


class Status(StrEnum):
    """Whether the guarantor can still be bound, is bound, or is free and must not be asked to pay."""

    open = auto()
    preserved = auto()
    released = auto()


class Act(NamedTuple):
    """An act on a day, and the guarantor it was addressed to, where there are several."""

    kind: ActKind
    on: date
    to: str | None = None


class Contract(NamedTuple):
    """What a guarantee says; `due_on` is the due day of the debt, or the end of the grace where it has none."""

    mode: Mode | None
    due_on: date
    agreed: Agreed | None = None
    agreed_until: date | None = None
    extended_to: date | None = None
    guarantor_consented: bool = False
    guarantor: str | None = None


class Period(NamedTuple):
    """The mode that holds, the nominal end, and the last day that is in time."""

    mode: Mode
    expires_on: date
    last_day: date


class Claim(NamedTuple):
    """Where a guarantee stands today; once preserved, the three years against a joint guarantor (nominal end)."""

    status: Status
    claim_starts_on: date | None = None
    claim_expires_on: date | None = None


_PRESERVING = {
    Mode.joint: frozenset({ActKind.demand_on_guarantor}),
    Mode.general: frozenset({ActKind.suit_against_borrower, ActKind.arbitration_against_borrower}),
}


def period(contract: Contract, rest: Rest) -> Period:
    """Six months from the due day, unless a later end was agreed; it is never suspended, interrupted or prolonged.

    No mode is a general guarantee; an extension moves the due day only with the guarantor's written consent.
    Source: Civil Code 686, 692, 695; guarantee interpretation 32.
    """
    moved = contract.extended_to if contract.guarantor_consented else None
    due_on = moved or contract.due_on
    until = contract.agreed_until if contract.agreed is Agreed.until_date else None
    expires_on = until if until is not None and until > due_on else calendar.add_months(due_on, MONTHS)
    return Period(contract.mode or Mode.general, expires_on, calendar.next_working_day(expires_on, *rest))


def claim(contract: Contract, acts: Iterable[Act], rest: Rest, today: date) -> Claim:
    """Whether the right act came in time: joint, a demand on this guarantor; general, suit against the borrower.

    Source: Civil Code 693, 694; guarantee interpretation 28, 29, 34.
    """
    mode, _, last_day = period(contract, rest)
    in_time = [act.on for act in acts if _preserves(act, mode, contract.guarantor) and act.on <= min(last_day, today)]
    if not in_time:
        return Claim(Status.open if today <= last_day else Status.released)
    if mode is Mode.general:
        return Claim(Status.preserved)
    return Claim(Status.preserved, min(in_time), calendar.add_months(min(in_time), 12 * limitation.YEARS))


def _preserves(act: Act, mode: Mode, guarantor: str | None) -> bool:
    """Whether an act is the right one for this mode and this guarantor; a suit works against every guarantor."""
    addressed = mode is Mode.general or None in (act.to, guarantor) or act.to == guarantor
    return addressed and act.kind in _PRESERVING[mode]
