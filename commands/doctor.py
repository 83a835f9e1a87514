"""The doctor by hand: `flask doctor` reads a book, names every row that breaks an invariant, and changes nothing."""

import json
from collections.abc import Sequence

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from models.transaction import reading
from services import doctor, team
from services.doctor import Answer
from services.doctor.invariant import Found


def init_app(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(examine)


@click.command("doctor")
@click.option("--quick", is_flag=True, help="Only what moved since yesterday, as the night looks.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def examine(quick: bool, as_json: bool) -> None:
    """Read the book and name every row that breaks what must hold; the exit status is 1 if any does."""
    now = current_app.config["CLOCK"]()
    with reading():
        look = (doctor.quick if quick else doctor.full)(team.today(now), now)
        answers = list(doctor.examine(look))
    click.echo(json.dumps(told(answers), ensure_ascii=False) if as_json else "\n".join(lines(answers)))
    if any(answer.found for answer in answers):
        raise SystemExit(1)


def told(answers: Sequence[Answer]) -> dict[str, object]:
    """What was found, as JSON."""
    asked = [
        {
            "name": answer.invariant.name,
            "holds": not answer.found,
            "sentence": str(answer.invariant.sentence),
            "mended_by": [str(role) for role in doctor.mended_by(answer.invariant)],
            "found": [{"record": row.record, "id": row.id, "said": str(row.said)} for row in answer.found],
        }
        for answer in answers
    ]
    return {"sound": all(each["holds"] for each in asked), "invariants": asked}


def lines(answers: Sequence[Answer]) -> list[str]:
    """What was found in words: each invariant that is broken, its rows, and how many hold."""
    broken = [answer for answer in answers if answer.found]
    found = [line for answer in broken for line in (heading(answer), *map(row, answer.found))]
    return [*found, f"{len(answers) - len(broken)} of {len(answers)} invariants hold."]


def heading(answer: Answer) -> str:
    """An invariant that is broken."""
    return f"{answer.invariant.name}: {answer.invariant.sentence} Broken by {len(answer.found)}:"


def row(found: Found) -> str:
    """A row that breaks it."""
    return f"  {found.record} {found.id}: {found.said}"
