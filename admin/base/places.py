"""Where every screen stands: the entries of the menu by role, and the rooms whose pages are tabs of one another."""

from typing import NamedTuple

from rules.access import Role


class Door(NamedTuple):
    """An entry of the menu: its name, its picture, and the pages and rooms that are its tabs."""

    name: str
    icon: str
    pages: tuple[str, ...]


# A room is a page whose pages are tabs; its name begins with a capital, that of a page is its endpoint.
ROOMS: dict[str, tuple[str, ...]] = {
    "Agreements and stops": ("promise", "plan", "offer", "approval", "hold", "pause", "dispute", "hardship"),
    "Borrowers": ("borrower", "duplicate", "loan", "instalment", "charge"),
    "Messages": (
        "contact",
        "reminder",
        "letters",
    ),
    "Uploads": ("upload", "bank_upload", "import_batch"),
    "Credits": ("credits", "set_off", "refund"),
    "Money in": ("Uploads", "bank_file", "receipt", "bank_line", "payment", "Credits"),
    "Legal": ("referral", "league", "legal_partner"),
    "Contact people": ("contact_person", "joint_debtor", "guarantor"),
    "Personal data": ("data_request", "retention", "retention_order", "erasure", "export_request"),
    "Compliance": ("wish", "complaint", "Contact people", "Personal data", "breach", "override", "decision"),
    "Desks": ("desks", "my_day", "task", "absences"),
    "Strategy": ("strategy_version", "proposal", "dry_run", "strategy_trial"),
    "Figures": ("weekly_metric", "month_end", "history_file"),
    "Operations": (
        "night",
        "job_run",
        "finding",
        "firing",
        "circuit",
        "user_mail",
        "outbox",
        "backup",
        "reveal_alarm",
        "audit_entry",
        "trail",
        "exam",
        "proof",
    ),
}
INSIGHT = ("weekly", "months", "practice", "outlook", "Figures", "Strategy", "Compliance")
"""What every reader of figures finds under Insight."""
MONEY = Door("Money in", "coin", ("Money in",))
LEGAL = Door("Legal", "scales", ("Legal",))
CASES = Door("Cases", "case", ("case", "Borrowers", "Messages"))
AGREEMENTS = Door("Agreements", "hand", ("Agreements and stops",))

DOORS: dict[Role, tuple[Door, ...]] = {
    Role.administrator: (
        Door("Monday", "calendar", ("home", "Desks")),
        CASES,
        AGREEMENTS,
        MONEY,
        LEGAL,
        Door("Insight", "chart", INSIGHT),
        Door("Set-up", "sliders", ("setup", "Operations")),
    ),
    Role.manager: (
        Door("Monday", "calendar", ("home",)),
        Door("Desks", "people", ("Desks",)),
        CASES,
        AGREEMENTS,
        MONEY,
        LEGAL,
        Door("Insight", "chart", (*INSIGHT, "Operations", "setup")),
    ),
    Role.collector: (
        Door("My day", "sunrise", ("my_day",)),
        Door("Cases", "case", ("case", "task", "Agreements and stops", "Messages", "Compliance", "finding", "firing")),
        Door("Borrowers", "people", ("Borrowers",)),
        MONEY,
        LEGAL,
        Door("My figures", "chart", ("my_figures", "absences")),
    ),
    Role.legal_partner: (Door("Referrals", "scales", ("partner",)),),
    Role.auditor: (
        Door("Cases", "case", ("case", "Borrowers", "task", "Agreements and stops", "Messages", "Money in", "Legal")),
        Door("Decisions", "check", ("approval", "Compliance", "Strategy")),
        Door("Audit", "shield", ("audit_entry", "trail", "exam", "proof", "reveal_alarm", "Operations", "setup")),
        Door("Insight", "chart", ("home", "weekly", "months", "practice", "outlook", "Figures")),
    ),
}

# The cards of the Set-up page; what stands nowhere else stands there too, under the last heading.
REST = "Records"
CARDS: dict[str, tuple[str, ...]] = {
    "The team": ("checklist", "team", "user", "sending"),
    "Clients and partners": ("lender", "portfolio", "legal_partner"),
    "Stages and limits": ("policy", "stage", "stage_condition", "authority_limit", "contact_rule"),
    "Words": ("template", "notice_text", "notice_code"),
    "Automation and files": ("automation", "configuration"),
    "Codes": ("outcome_code", "overdue_reason"),
    "Days and rates": ("rest_day", "prime_rate"),
    "Costs and targets": ("unit_price", "worked_hours", "cash_target", "outlook_prior"),
    "Bank": ("bank_account", "bank_word"),
    REST: (),
}
ELSEWHERE: dict[str, str] = {
    "counted": "weekly",
    "week_report": "weekly",
    "month_history": "months",
    "phone": "borrower",
    "address": "borrower",
    "sessions": "home",
    "glossary": "home",
    "tour": "home",
    "exports": "export_request",
    "notices": "home",
}
"""Pages that are reached from another page alone, and from which."""
NAMES = tuple(dict.fromkeys([*(door.name for doors in DOORS.values() for door in doors), *ROOMS, *CARDS]))
"""What the menu, its tabs and the Set-up page say that is the name of no page."""
