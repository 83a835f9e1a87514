"""The command `flask keys rotate`: everything sealed with the newest key, a little at a time, while people work."""

from collections import Counter

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from models import transaction
from models.sealed import ring
from services import rotation

group = AppGroup("keys", help="The keys that seal personal data.")


def init_app(app: Flask) -> None:
    """Add the command to the application."""
    app.cli.add_command(group)


@group.command("rotate")
@with_appcontext
def rotate() -> None:
    """Seal every value, document and message with the first key of CONCORD_KEYS; again changes nothing."""
    counts: Counter[str] = Counter()
    for column in rotation.columns():
        counts[column.table.name] += resealed(column)
    found = list(rotation.files(current_app.config["CONCORD"].data_dir))
    click.echo("\n".join(f"{count:>8,} {name}" for name, count in counts.items() if count) or "No value was old.")
    click.echo(f"{sum(found):,} of {len(found):,} files.")
    with transaction.reading():
        told = rotation.left()
    for key in ring.keys:
        click.echo(f"{key.id.hex()}: {words(key.id, told[key.id.hex()])}")


def resealed(column: object) -> int:
    """Seal a column anew, some rows at a time, and let others write between."""
    total = last = 0
    while True:
        with transaction.writing():
            count, last = rotation.reseal(column, last)
        if not count:
            return total
        total += count
        transaction.breathe()


def words(key: bytes, count: int) -> str:
    """What a key is still needed for."""
    if key == ring.keys[-1].id and len(ring.keys) > 1:
        return f"seals {count:,} values, and makes the index: it stays the last one"
    return f"seals {count:,} values" if count else "seals nothing any more: take it out, and keep it for old backups"
