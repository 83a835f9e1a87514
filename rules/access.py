"""Who may do what: one table, record by access role, and how far each role sees."""

import enum
from enum import auto
from typing import NamedTuple


class Role(enum.StrEnum):
    """What a person is to the house."""

    administrator = auto()
    manager = auto()
    collector = auto()
    legal_partner = auto()
    auditor = auto()


class Level(enum.StrEnum):
    """How far a person's authority goes in granting plans and waivers; it only sets limits."""

    collector = auto()
    supervisor = auto()
    manager = auto()
    director = auto()


class Reach(enum.StrEnum):
    """Which rows of a record a role may enter: their own ones are named by the record's path to a person or firm."""

    none = auto()
    own = auto()
    all = auto()


class Right(NamedTuple):
    """What a role may do with a record: how far it reaches, and the verbs."""

    reach: Reach
    verbs: frozenset[str] = frozenset()


NOTHING = Right(Reach.none)
VERBS = {"v": "view", "c": "create", "e": "edit", "d": "delete", "a": "act", "x": "export", "r": "reveal"}


def right(text: str) -> Right:
    """Read `all:vcex` or `own:va`; an empty text is no right."""
    if not text:
        return NOTHING
    reach, _, verbs = text.partition(":")
    return Right(Reach(reach), frozenset(VERBS[letter] for letter in verbs))


ROLES = (Role.administrator, Role.manager, Role.collector, Role.legal_partner, Role.auditor)

# One line a record: administrator, manager, collector, legal partner, auditor.
# v view, c create, e edit, d delete, a act (buttons and bulk actions), x export, r reveal a masked value.
TABLE: dict[str, tuple[str, str, str, str, str]] = {
    "team": ("all:ve", "all:v", "", "", "all:v"),
    "sending": ("all:ve", "", "", "", ""),
    "user": ("all:vcea", "all:v", "", "", "all:v"),
    "lender": ("all:vceax", "all:vx", "", "", "all:vx"),
    "portfolio": ("all:vceax", "all:vceax", "", "", "all:vx"),
    "borrower": ("all:vceaxr", "all:vceaxr", "own:ver", "", "all:vx"),
    "duplicate": ("all:va", "all:va", "", "", "all:v"),
    "phone": ("all:vcer", "all:vcer", "own:vce", "", "all:v"),
    "address": ("all:vcer", "all:vcer", "own:vcer", "", "all:v"),
    "loan": ("all:vceax", "all:vceax", "own:v", "", "all:vx"),
    "charge": ("all:vcax", "all:vcax", "own:v", "", "all:vx"),
    "instalment": ("all:v", "all:v", "own:v", "", "all:v"),
    "case": ("all:vceax", "all:vceax", "own:va", "", "all:vx"),
    "task": ("all:vea", "all:vea", "own:vea", "", "all:v"),
    "contact": ("all:vcx", "all:vcx", "own:vc", "", "all:vx"),
    "wish": ("all:vcax", "all:vcax", "own:vca", "", "all:vx"),
    "complaint": ("all:vcax", "all:vcax", "own:vc", "", "all:vx"),
    "contact_person": ("all:vcer", "all:vcer", "own:vce", "", "all:v"),
    "joint_debtor": ("all:vcear", "all:vcear", "own:v", "", "all:v"),
    "guarantor": ("all:vcer", "all:vcer", "own:v", "", "all:v"),
    "decision": ("all:vx", "all:vx", "own:v", "", "all:vx"),
    "override": ("all:va", "all:va", "own:vc", "", "all:v"),
    "breach": ("all:vax", "all:vax", "own:v", "", "all:vx"),
    "contact_rule": ("all:vce", "all:vce", "", "", "all:v"),
    "reminder": ("all:vax", "all:vax", "own:v", "", "all:vx"),
    "promise": ("all:vcax", "all:vcax", "own:vca", "", "all:vx"),
    "offer": ("all:vcax", "all:vcax", "own:vca", "", "all:vx"),
    "approval": ("all:va", "all:va", "own:va", "", "all:v"),
    "plan": ("all:vceax", "all:vceax", "own:vcea", "", "all:vx"),
    "hold": ("all:vcea", "all:vcea", "own:vca", "", "all:v"),
    "pause": ("all:vc", "all:vc", "own:v", "", "all:v"),
    "dispute": ("all:vcax", "all:vcax", "own:vca", "", "all:v"),
    "hardship": ("all:vca", "all:vca", "own:vca", "", "all:v"),
    "payment": ("all:vcax", "all:vcax", "own:v", "", "all:vx"),
    "set_off": ("all:vax", "all:vax", "own:v", "", "all:vx"),
    "refund": ("all:vcaxr", "all:vcaxr", "own:vc", "", "all:vx"),
    "allocation": ("all:v", "all:v", "own:v", "", "all:v"),
    "legal_partner": ("all:vceax", "all:vceax", "", "", "all:vx"),
    "referral": ("all:vceax", "all:vceax", "own:va", "own:var", "all:vx"),
    "authority_limit": ("all:vce", "all:v", "", "", "all:v"),
    "prime_rate": ("all:vce", "all:vce", "", "", "all:v"),
    "rest_day": ("all:vce", "all:vce", "", "", "all:v"),
    "policy": ("all:vce", "all:vce", "", "", "all:v"),
    "stage": ("all:vce", "all:vce", "", "", "all:v"),
    "stage_condition": ("all:vced", "all:vced", "", "", "all:v"),
    "strategy_version": ("all:va", "all:va", "", "", "all:v"),
    "strategy_trial": ("all:va", "all:va", "", "", "all:v"),
    "dry_run": ("all:v", "all:v", "", "", "all:v"),
    "proposal": ("all:va", "all:va", "", "", "all:v"),
    "template": ("all:vce", "all:vce", "", "", "all:v"),
    "notice_text": ("all:vced", "all:vced", "", "", "all:v"),
    "automation": ("all:vcea", "all:vcea", "", "", "all:v"),
    "firing": ("all:vx", "all:vx", "own:v", "", "all:vx"),
    "configuration": ("all:va", "", "", "", "all:v"),
    "notice_code": ("all:vce", "all:vce", "", "", "all:v"),
    "outcome_code": ("all:vce", "all:vce", "", "", "all:v"),
    "outlook_prior": ("all:ve", "all:ve", "", "", "all:v"),
    "overdue_reason": ("all:vce", "all:vce", "", "", "all:v"),
    "weekly_metric": ("all:vx", "all:vx", "", "", "all:vx"),
    "month_end": ("all:vx", "all:vx", "", "", "all:vx"),
    "history_file": ("all:va", "all:va", "", "", "all:v"),
    "worked_hours": ("all:vced", "all:vced", "", "", "all:v"),
    "unit_price": ("all:vced", "all:vced", "", "", "all:v"),
    "cash_target": ("all:vced", "all:vced", "", "", "all:v"),
    "finding": ("all:vx", "all:vx", "own:v", "", ""),
    "circuit": ("all:va", "all:va", "", "", "all:v"),
    "user_mail": ("all:va", "all:va", "", "", "all:v"),
    "job_run": ("all:v", "all:v", "", "", "all:v"),
    "import_batch": ("all:vca", "all:vca", "", "", "all:v"),
    "bank_file": ("all:v", "all:v", "", "", "all:v"),
    "bank_line": ("all:vax", "all:vax", "own:v", "", "all:vx"),
    "bank_account": ("all:v", "all:v", "", "", "all:v"),
    "bank_word": ("all:vd", "all:vd", "", "", "all:v"),
    "receipt": ("all:vax", "all:vax", "own:v", "", "all:vx"),
    "data_request": ("all:vcea", "all:vcea", "own:vce", "", "all:v"),
    "erasure": ("all:vx", "all:vx", "", "", "all:vx"),
    "retention_order": ("all:va", "all:va", "", "", "all:v"),
    "export_request": ("all:va", "all:va", "", "", "all:v"),
    "reveal_alarm": ("all:va", "all:va", "", "", "all:v"),
    "backup": ("all:v", "all:v", "", "", "all:v"),
    "audit_entry": ("all:vx", "all:v", "", "", "all:vx"),
}

# Pages that are no record: who may open them.
PAGES: dict[str, frozenset[Role]] = {
    "home": frozenset(ROLES),
    "sessions": frozenset(ROLES),
    "glossary": frozenset(ROLES),
    "tour": frozenset(ROLES),
    "notices": frozenset(ROLES),
    "setup": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "desks": frozenset({Role.administrator, Role.manager}),
    "my_day": frozenset({Role.administrator, Role.manager, Role.collector}),
    "absences": frozenset({Role.administrator, Role.manager, Role.collector}),
    "upload": frozenset({Role.administrator, Role.manager}),
    "bank_upload": frozenset({Role.administrator, Role.manager}),
    "checklist": frozenset({Role.administrator}),
    "credits": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "sending": frozenset({Role.administrator}),
    "night": frozenset({Role.administrator, Role.manager}),
    "letters": frozenset({Role.administrator, Role.manager}),
    "outbox": frozenset({Role.administrator}),
    "exam": frozenset({Role.administrator, Role.auditor}),
    "trail": frozenset({Role.administrator, Role.auditor}),
    "exports": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "retention": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "proof": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "outlook": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "weekly": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "months": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "practice": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "my_figures": frozenset({Role.collector}),
    "week_report": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "counted": frozenset({Role.administrator, Role.manager, Role.collector, Role.auditor}),
    "month_history": frozenset({Role.administrator, Role.manager}),
    "league": frozenset({Role.administrator, Role.manager, Role.auditor}),
    "partner": frozenset({Role.legal_partner}),
    "search": frozenset({Role.administrator, Role.manager, Role.collector, Role.auditor}),
}

# Who cannot sign in without a second factor; everyone may set one up.
SECOND_FACTOR: dict[Role, bool] = {
    Role.administrator: True,
    Role.manager: True,
    Role.collector: False,
    Role.legal_partner: True,
    Role.auditor: False,
}


def from_level(level: Level) -> tuple[Level, ...]:
    """A level and those above it."""
    levels = tuple(Level)
    return levels[levels.index(level) :]


def up_to(level: Level) -> tuple[Level, ...]:
    """The levels up to one, itself included."""
    levels = tuple(Level)
    return levels[: levels.index(level) + 1]


def right_of(role: Role, record: str) -> Right:
    """What a role may do with a record; a record that is not in the table is closed to everyone."""
    row = TABLE.get(record)
    return right(row[ROLES.index(role)]) if row else NOTHING


def may(role: Role, verb: str, record: str) -> bool:
    """Whether a role has a verb (`view`, `create`, `edit`, `delete`, `act`, `export`, `reveal`) on a record at all."""
    return verb in right_of(role, record).verbs


def shares_views(role: Role) -> bool:
    """Whether a role keeps views of lists for others too."""
    return role in (Role.administrator, Role.manager)


def may_open(role: Role, page: str) -> bool:
    """Whether a role may open a page; a page that is not in the table is closed to everyone."""
    return role in PAGES.get(page, frozenset())


def needs_second_factor(role: Role) -> bool:
    """Whether a role signs in only with a second factor."""
    return SECOND_FACTOR[role]


def takes_file(role: Role, record: str) -> bool:
    """Whether files kept with a record leave in full: for who sees names, and for who may reveal its masked values."""
    return sees_name(role, own=True) or may(role, "reveal", record)


def sees_name(role: Role, own: bool) -> bool:
    """Whether a borrower's name stands in full: for the desk's own people on their cases, masked for all others."""
    return role in (Role.administrator, Role.manager) or (role == Role.collector and own)
