"""The command `flask contacts`: a log of contacts from elsewhere, from the command line."""

from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext

from admin.base import clock
from models import transaction
from rules.errors import RuleError
from services import portfolio
from services.contact import elsewhere

SHOWN = 20


def init_app(app: Flask) -> None:
    """Add the command to the application."""
    app.cli.add_command(take_contacts)


@click.command("contacts")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lender", help="The lender of the borrowers, where there are several.")
@with_appcontext
def take_contacts(path: Path, lender: str | None) -> None:
    """Take a log of contacts in; what was against the rules is recorded as a breach. Again changes nothing."""
    try:
        with transaction.writing():
            found = portfolio.lender_named(lender)
            if found is None:
                raise RuleError("There are several lenders; name the one whose borrowers they are.")
            done = elsewhere.land(path.read_bytes(), found, clock.today(), clock.now())
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    click.echo(", ".join(f"{count} {name}" for name, count in done.counts.items()) or "nothing landed")
    for each in done.wrong[:SHOWN]:
        click.echo(f"row {each.row_no}: {each.error}")
    if done.wrong and not done.counts:
        raise SystemExit(1)
