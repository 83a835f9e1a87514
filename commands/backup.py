"""The commands `flask backup` and `flask restore`: the whole book into one sealed file, and back."""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from jobs import backup as job
from jobs import erasing
from models import database
from models.backup import BackupStatus
from rules.errors import RuleError
from services import backup, team
from services.privacy import outside


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
    if row.problem:
        click.echo(str(row.problem), err=True)
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
    told = _erase_again(path.resolve().parent)
    click.echo(f"Restored: the book of {manifest['made_at']}, schema {manifest['revision']}.")
    if told:
        click.echo(told)
    click.echo("Start Concord, which brings the schema up to date, then run `flask doctor` and `flask audit verify`.")


def _erase_again(folder: Path) -> str:
    """Apply the list of erasures that lies beside the backup; on an older schema the first start does it."""
    settings = current_app.config["CONCORD"]
    outside.bring(folder, settings.data_dir)
    if not database.is_current():
        return "The list of erasures is applied by the first start." if any(outside.lines(settings.data_dir)) else ""
    today = team.today(current_app.config["CLOCK"]())
    count = erasing.again(settings.data_dir, today).counts["erased_again"]
    outside.settle(today, settings.data_dir, None)
    return f"Erased again, as the list beside the backup says: {count}." if count else ""
