"""The commands of the audit trail: `flask audit verify` and `flask audit export`."""

import csv
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from jobs import daytime
from models import db, trail
from models.transaction import reading
from services import team
from services.audit import seal
from services.audit.seal import Proof

group = AppGroup("audit", help="Seal the audit trail, and prove that nothing in it was changed.")
SHOWN = 20


def init_app(app: Flask) -> None:
    """Add the commands to the application."""
    app.cli.add_command(group)


@group.command("verify")
@click.option(
    "--holds", "head", help="A digest noted earlier, which must be in the chain: nothing was cut off its end."
)
@with_appcontext
def verify(head: str | None) -> None:
    """Read the whole chain: name the first broken link and the unsealed tail; the exit status is 1 for a break."""
    with reading():
        proof = seal.verify()
        is_cut = bool(head) and not seal.holds(head or "")
        is_guarded = trail.is_guarded(db.session.connection())
    click.echo("\n".join(lines(proof)))
    if is_cut:
        click.echo(f"No link has the digest {head}: the chain was cut off or made anew.")
    if not is_guarded:
        click.echo("The triggers that refuse changes are missing; the next start makes them again.")
    if proof.breaks or is_cut:
        raise SystemExit(1)


@group.command("seal")
@with_appcontext
def seal_now() -> None:
    """Seal what waits, as the timetable does every five minutes."""
    now = current_app.config["CLOCK"]()
    done = daytime.seal_trail(team.today(now), now)
    click.echo(f"{done.counts['sealed']} entries sealed.")


@group.command("export")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export(path: Path) -> None:
    """Write the chain for an auditor as CSV: what stands in it, without a single value."""
    with reading(), path.open("w", encoding="utf-8", newline="") as file:
        path.chmod(0o600)
        csv.writer(file).writerows(seal.lines())
    click.echo(f"The chain is in {path}.")


def lines(proof: Proof) -> list[str]:
    """What was found, in words: the breaks, first one first, the tail, and how much holds."""
    found = [f"Broken at link {each.place}: entry {each.entry_id} was {each.what}." for each in proof.breaks[:SHOWN]]
    if len(proof.breaks) > SHOWN:
        found.append(f"... and {len(proof.breaks) - SHOWN} more.")
    if proof.tail:
        first, last = proof.tail
        found.append(f"Unsealed: {proof.state.waiting} entries, {first} to {last}; the next pass seals them.")
    erased = f", {proof.erased} without their values after an erasure" if proof.erased else ""
    holds = f"{proof.state.sealed} links{erased}; the last has the digest {proof.state.head or 'of nothing'}."
    return [*found, holds]
