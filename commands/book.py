"""Commands that begin a book: `flask start` for the real one, `flask demo` for the demo."""

from datetime import datetime
from time import monotonic
from zoneinfo import ZoneInfo, available_timezones

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from jobs import runner
from models import database, db
from models.base import Language
from models.lender import Licence
from models.referral import Referral, ReferralStatus
from rules import session as rule
from rules.access import Level, Role
from rules.errors import RuleError
from services import referral, setup, user

WEEK = 7


def init_app(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(start)
    app.cli.add_command(demo)


def instant() -> datetime:
    """The present instant, by the application's clock."""
    moment: datetime = current_app.config["CLOCK"]()
    return moment


def zone(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Accept a time zone by its IANA name."""
    if value not in available_timezones():
        raise click.BadParameter(f"'{value}' is not a time zone; write it like Asia/Shanghai.")
    return value


@click.command()
@click.option("--team", prompt="Your team's name")
@click.option("--lender", prompt="The first lender you collect for")
@click.option("--licence", prompt="Its licence", type=click.Choice([item.value for item in Licence]))
@click.option("--language", prompt="Language", type=click.Choice([item.value for item in Language]), default="zh_Hans")
@click.option("--time-zone", prompt="Time zone", callback=zone, default="Asia/Shanghai")
@click.option("--email", prompt="First administrator: e-mail")
@click.option("--name", prompt="First administrator: name")
@click.password_option(help="At least 12 characters.")
@with_appcontext
def start(
    team: str, lender: str, licence: str, language: str, time_zone: str, email: str, name: str, password: str
) -> None:
    """Begin your own book: team, lender, licence, language, time zone and first administrator."""
    database.upgrade()
    answers = setup.Start(team, lender, Licence(licence), Language(language), time_zone)

    def begin() -> dict[str, int]:
        setup.start(answers, instant().astimezone(ZoneInfo(time_zone)).date())
        made = user.add(email, name, Role.administrator, Level.director, password, language=Language(language))
        made.second_factor_on = instant().date() + rule.POSTPONED
        return {}

    try:
        runner.once(begin)
    except RuleError as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"Your book is ready. Serve it with `make start` and sign in as {email.strip().lower()}.")


def packets() -> dict[str, int]:
    """Build the packets of the demo's latest referrals, so that the partner has something to open."""
    from admin.paper import packet

    latest = select(Referral).where(Referral.status == ReferralStatus.sent).order_by(Referral.id.desc()).limit(2)
    for row in db.session.scalars(latest).all():
        packet.build(row.case)
        referral.freeze(row, instant())
    return {}


@click.command()
@with_appcontext
def demo() -> None:
    """Make the demo book: 200 loans, four months of life, through the services and jobs of real books."""
    import demo as book
    from demo import cast

    if current_app.config["CONCORD"].environment != "demo":
        raise click.ClickException(
            "A demo and a real book never share a database: use `make demo`, or CONCORD_ENV=demo."
        )
    database.upgrade()
    if not setup.is_empty():
        raise click.ClickException("There is a book in this database already; `make demo` makes a new one.")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    today = instant().astimezone(book.ZONE).date()
    began = monotonic()
    for number, day in enumerate(book.build(app, today)):
        runner.save()
        if number % WEEK == 0 or day == today:
            click.echo(f"  {day:%Y-%m-%d}: {number} of {book.DAYS + 1} days lived, {monotonic() - began:.0f} s")
    try:
        runner.once(packets)
    except RuleError as missing:
        click.echo(f"No packet was built for the partner: {missing}")
    click.echo(f"The demo book stands after {monotonic() - began:.0f} s. Sign in with:")
    for person in cast.PEOPLE:
        click.echo(f"  {person.email:26} {cast.PASSWORD}   {person.role.value.replace('_', ' ')}")
