"""The commands `flask config export` and `flask config import`: the set-up of the house as one file."""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from models import transaction
from rules import configuration as rule
from rules.errors import RuleError
from services.configuration import SeveralError, batch

group = AppGroup("config", help="The set-up of the house as one file: stages, policies, words, codes, limits.")
SIGNS = {"added": "+", "changed": "~", "taken_out": "-"}


def init_app(app: Flask) -> None:
    """Add the commands to the application."""
    app.cli.add_command(group)


@group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@with_appcontext
def export(file: Path | None) -> None:
    """Write the set-up to FILE, or show it; the same rows give the same bytes, and nobody's data stand in it."""
    with transaction.reading():
        said = batch.export()
    if file is None:
        click.echo(said, nl=False)
    else:
        file.write_bytes(said.encode())


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--land", is_flag=True, help="Let it land; without this it is only checked and shown.")
@with_appcontext
def take(file: Path, land: bool) -> None:
    """Check FILE and show what it adds, changes and takes out; with --land let it be the set-up, as one batch."""
    now = current_app.config["CLOCK"]()
    try:
        with transaction.writing():
            row = batch.bring(file.name, batch.decoded(file.read_bytes()), now, None)
            told = [words(each) for each in batch.changes(row)]
            if land:
                batch.land(row, now, None)
            else:
                batch.drop(row)
            version = row.strategy_version and row.strategy_version.number
    except SeveralError as error:
        raise click.ClickException("\n".join(str(each) for each in error.errors)) from error
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    click.echo("\n".join(told) or "Nothing differs.")
    if version:
        click.echo(f"What lives in versions stands in draft {version}, until that is published.")


def words(change: rule.Change) -> str:
    """A change as a line."""
    names = ", ".join(sorted({*(change.before or {}), *(change.after or {})})) if change.before and change.after else ""
    line = f"{SIGNS[batch.kind_of(change)]} {change.noun} {' · '.join(change.key)}"
    return f"{line}: {names}" if names else line
