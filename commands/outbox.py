"""The command `flask outbox`: what lies in the file outbox, which is sealed on a real book."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from rules.errors import RuleError
from services.channel import outbox


def init_app(app: Flask) -> None:
    """Add the command to the application."""
    app.cli.add_command(show)


@click.command("outbox")
@click.argument("name", required=False)
@with_appcontext
def show(name: str | None) -> None:
    """Name the messages that lie in the file outbox, the last one first; with NAME print that one."""
    folder = current_app.config["CONCORD"].data_dir / "outbox"
    if name is None:
        lines = [f"{each.at:%Y-%m-%d %H:%M} {each.name}" for each in outbox.lying(folder)]
        click.echo("\n".join(lines) or "The outbox is empty.")
        return
    try:
        click.echo(outbox.read(folder, name))
    except RuleError as error:
        raise click.ClickException(str(error)) from error
