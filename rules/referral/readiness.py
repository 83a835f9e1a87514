"""Readiness: what a court asks for of a case, what is missing, and what the law asks before a case leaves the house."""

from datetime import date
from enum import StrEnum, auto
from typing import NamedTuple

from rules.referral import partner_choice

NOTICE_LICENCES = ("cn_", "hk_")
"""Licences under which the debtor is told before an outside firm is asked."""


class Item(StrEnum):
    """The twelve items. Source: operations.md section 2.8."""

    cover = auto()
    contract = auto()
    disbursement = auto()
    identity = auto()
    history = auto()
    statement = auto()
    demand = auto()
    contact_log = auto()
    disputes = auto()
    ownership = auto()
    instructions = auto()
    packet = auto()


class Law(StrEnum):
    """What rests on law: nothing is sent without it, whatever the reason."""

    placement_notice = auto()
    agreement = auto()
    limitation = auto()


BLOCKING = frozenset(
    {Item.cover, Item.contract, Item.disbursement, Item.identity, Item.history, Item.statement, Item.ownership}
)
"""Items without which a court sends the papers back; the others are warnings."""


class Facts(NamedTuple):
    """What is in the house: days, counts and kinds of papers."""

    claim_is_due: bool = False
    reachable_lender: bool = False
    has_identity: bool = False
    has_address: bool = False
    papers: frozenset[str] = frozenset()
    instalments: int = 0
    demands_delivered: int = 0
    contacts: int = 0
    open_disputes: int = 0
    was_bought: bool = False
    has_instructions: bool = False
    packets: int = 0


class Legal(NamedTuple):
    """What the law is asked of: the licence, the first notice sent, the agreement's end, and the limitation."""

    licence: str
    notice_on: date | None
    has_partner: bool
    agreement_until: date | None
    is_time_barred: bool


def present(facts: Facts) -> dict[Item, bool]:
    """Each of the twelve items, and whether it is there. Source: operations.md section 2.8."""
    return {
        Item.cover: facts.claim_is_due and facts.reachable_lender,
        Item.contract: "contract" in facts.papers,
        Item.disbursement: "disbursement" in facts.papers,
        Item.identity: facts.has_identity and facts.has_address,
        Item.history: facts.instalments > 0,
        Item.statement: facts.claim_is_due and facts.instalments > 0,
        Item.demand: facts.demands_delivered > 0,
        Item.contact_log: facts.contacts > 0,
        Item.disputes: facts.open_disputes == 0,
        Item.ownership: not facts.was_bought or "assignment" in facts.papers,
        Item.instructions: facts.has_instructions,
        Item.packet: facts.packets > 0,
    }


def missing_in_law(legal: Legal, today: date) -> list[Law]:
    """What the law asks for and is not there; without a partner the agreement is not asked.

    Source: CN-OUT-01 (banking and insurance consumer protection 41), CN-PI-04 (PIPL 21), Civil Code 188, 192; Hong
    Kong code of banking practice on debt collection agencies.
    """
    needs_notice = legal.licence.startswith(NOTICE_LICENCES)
    told = legal.notice_on is not None and legal.notice_on <= today
    found = {
        Law.placement_notice: needs_notice and not told,
        Law.agreement: legal.has_partner and not partner_choice.runs(legal.agreement_until, today),
        Law.limitation: legal.is_time_barred,
    }
    return [each for each, is_missing in found.items() if is_missing]
