"""The command line: what `flask` can do beside serving, one module per noun."""

from flask import Flask

from commands import book, contacts, doctor, imports, jobs, packet, receipts


def init_app(app: Flask) -> None:
    """Add the commands to the application."""
    for part in (book, contacts, doctor, imports, jobs, packet, receipts):
        part.init_app(app)
