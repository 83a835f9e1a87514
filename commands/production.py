"""`flask check-production`: all that is to mend before people may come in, in one look that changes nothing."""

from collections.abc import Iterator

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

import config
from models import database, key_check
from services import sending
from services.channel import choice


def init_app(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(check_production)


@click.command("check-production")
@with_appcontext
def check_production() -> None:
    """Say what keeps this installation from production, and what it will lack; the exit status is 1 for the former."""
    settings: config.Settings = current_app.config["CONCORD"]
    wrong = config.problems(settings._replace(environment="production"))
    wrong += of_book()
    for sentence in wrong:
        click.echo(f"To mend: {sentence}")
    for sentence in lacking(settings, is_sound=not wrong):
        click.echo(f"Lacking: {sentence}")
    if wrong:
        raise SystemExit(1)
    click.echo("Nothing keeps this installation from production.")


def of_book() -> Iterator[str]:
    """What is wrong with the database, as far as it can be asked; a new one is made at the first start."""
    try:
        if database.is_current():
            key_check.check()
        if not database.takes_writes():
            yield "The database cannot be written to."
    except SystemExit as refused:
        yield str(refused)


def lacking(settings: config.Settings, is_sound: bool) -> Iterator[str]:
    """What works without, and people will miss."""
    if not settings.proxies:
        yield "CONCORD_PROXIES is 0: behind a reverse proxy no page opens until it says how many stand in front."
    if not settings.scheduler:
        yield "CONCORD_SCHEDULER is off: nights, sending and weeks run only by `flask job`."
    channels = sending.now(settings) if is_sound and database.is_current() else None
    if channels and not choice.has_mail(channels):
        yield "No mail server is set: e-mail goes into the outbox folder, and nobody can reset a password."
    if channels and not choice.has_gateway(channels):
        yield "No text gateway is set: text messages go into the outbox folder."
