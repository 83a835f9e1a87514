"""The command `flask packet`: whether a packet is what the house built."""

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from models import db
from models.packet import Packet
from services.paper import packet

group = AppGroup("packet", help="Look into the packet of a case.")


def init_app(app: Flask) -> None:
    """Add the command to the application."""
    app.cli.add_command(group)


@group.command("verify")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def verify(path: Path) -> None:
    """Check every part of a packet against its manifest, and the whole against this book; a changed byte fails."""
    found = packet.verify(path.read_bytes())
    for name in found.broken:
        click.echo(f"changed: {name}")
    if found.broken:
        raise SystemExit(1)
    row = db.session.scalars(select(Packet).filter_by(digest=found.digest)).first()
    click.echo(f"{found.manifest['packet']}: {len(found.manifest['parts'])} parts, every one as it was built")
    if row is None:
        click.echo("this book built no such packet: its parts agree with each other, not with ours")
        raise SystemExit(1)
    click.echo(f"built on {row.made_at:%Y-%m-%d}" + (f", frozen on {row.frozen_at:%Y-%m-%d}" if row.frozen_at else ""))
