"""The commands `flask backup` and `flask restore`: the whole book into one sealed file, and back."""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from jobs import backup as job
from models.backup import BackupStatus
from rules.errors import RuleError
from services import backup


def init_app(app: Flask) -> None:
    """Add the commands to the application."""
    app.cli.add_command(make)
    app.cli.add_command(restore)


@click.command("backup")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def make(folder: Path | None) -> None:
    """Back the book up into FOLDER, by default CONCORD_BACKUP_DIR, and read the backup again."""
    folder = folder or current_app.config["CONCORD"].backup_dir
    if folder is None:
        raise click.ClickException("Name a folder, or set CONCORD_BACKUP_DIR.")
    row = job.make(folder.resolve(), current_app.config["CLOCK"]())
    if row.status != BackupStatus.good:
        raise click.ClickException(str(row.problem))
    click.echo(
        f"{folder / row.file_name}: {row.byte_count:,} bytes of database, {row.document_count} documents beside it."
    )
    click.echo("It was read again. Keep the keys elsewhere: none is in it.")
    if row.head:
        click.echo(f"Last link of the audit trail: {row.head}")


@click.command("restore")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(path: Path) -> None:
    """Make the empty database that the settings name the one of the backup at PATH, with the files beside it."""
    try:
        manifest = backup.restore(path.resolve(), current_app.config["CONCORD"].data_dir)
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Restored: the book of {manifest['made_at']}, schema {manifest['revision']}.")
    click.echo("Start Concord, which brings the schema up to date, then run `flask doctor` and `flask audit verify`.")
