"""The command line: what `flask` can do beside serving, one module per noun."""

from flask import Flask

from commands import (
    audit,
    backup,
    book,
    configuration,
    contacts,
    doctor,
    figures,
    guard,
    imports,
    jobs,
    keys,
    outbox,
    packet,
    production,
    receipts,
)

PARTS = (
    audit,
    backup,
    book,
    configuration,
    contacts,
    doctor,
    figures,
    imports,
    jobs,
    keys,
    outbox,
    packet,
    production,
    receipts,
)
FREE = ("start", "demo", "restore", "examples", "check-production")
"""Commands that begin a book, or need none."""


def init_app(app: Flask) -> None:
    """Add the commands to the application; those that read a book refuse one that is not this program's."""
    others = set(app.cli.commands)
    for part in PARTS:
        part.init_app(app)
    guard.guard(app.cli.commands[name] for name in set(app.cli.commands) - others - set(FREE))
