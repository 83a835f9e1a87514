"""The command `flask receipts`: a bank file from the command line."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext

from admin.base import clock
from commands.imports import add, blank, report, words
from models import transaction
from models.lender import Lender
from models.rehearsal import rehearsal
from rules.errors import RuleError
from rules.receipt.words import Way
from services import portfolio
from services.portfolio import Progress, Source
from services.receipt import dictionary, file
from services.receipt.file import Answers

WAYS = {"in": Way.came_in, "out": Way.went_out}


def init_app(app: Flask) -> None:
    """Add the command to the application."""
    app.cli.add_command(take_receipts)


@click.command("receipts")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lender", help="The lender whose bank it is, where there are several.")
@click.option("--account", default="", help="The number of the account, where the file does not name it.")
@click.option("--day-first/--month-first", default=None, help="What comes first in days such as 05/11/2026.")
@click.option(
    "--word", "said", multiple=True, help="What a word means: status:结清=done, side:Haben=came_in; remembered."
)
@click.option(
    "--unsigned",
    type=click.Choice(["in", "out"]),
    help="Which way an amount without a sign went, where nothing in the file tells; remembered.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def take_receipts(
    path: Path,
    lender: str | None,
    account: str,
    day_first: bool | None,
    said: tuple[str, ...],
    unsigned: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take the receipts of a bank file in: sure ones are paid, the others wait; again changes nothing."""
    told = blank(path.name)
    try:
        words_said = dict(dictionary.read(each) for each in said)
        answers = Answers(None, day_first, account, words_said, unsigned=WAYS.get(unsigned or ""))
        with rehearsal() if dry_run else nullcontext():
            for step in taken(path, lender, answers, keep=not dry_run):
                add(told, step)
                report(step)
    except RuleError as error:
        raise click.ClickException(str(error)) from error
    summary = {"dry_run": dry_run, **told}
    click.echo(json.dumps(summary, ensure_ascii=False) if as_json else "\n".join(words([told], dry_run)))
    if told["error"]:
        raise SystemExit(1)


def taken(path: Path, name: str | None, answers: Answers, *, keep: bool) -> Iterator[Progress]:
    """Open the file, and take it in step by step. Raises RuleError where it is not clear which lender is meant."""
    source, lender = Source(path, path.name), portfolio.lender_named(name)
    if lender is None:
        raise RuleError("There are several lenders; name the one whose bank file it is.")
    try:
        found = file.opened(source, lender.id, answers)
    except (RuleError, OSError) as error:
        yield portfolio.unreadable(source, error)
        return
    yield from transaction.stepwise(steps(found, lender, answers), keep)


def steps(found: file.Opened, lender: Lender, answers: Answers) -> Iterator[Progress]:
    """Remember what was said of words, and land the file."""
    for (field, word), meaning in answers.said.items():
        dictionary.remember(lender, field, word, meaning, clock.now())
    yield from file.land(found, lender, clock.today(), clock.now(), None, answers.account)
