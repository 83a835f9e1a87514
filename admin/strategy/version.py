"""The screens of the versions, their dry runs and their effect."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from flask import abort, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from admin.base import clock, errors, format, labels, rights, scope, transaction
from admin.base.bulk import bulk
from admin.base.view import RecordView
from admin.strategy import told
from models import db
from models.database import begin_writing
from models.rehearsal import rehearsal
from models.stage import Channel, TaskKind
from models.strategy import DryRun, StrategyStatus, StrategyVersion
from models.trial import StrategyTrial
from rules.strategy.effect import Compared, Verdict
from services import strategy
from services.strategy import dry_run, effect

LISTED = 50
"""So many rows behind a figure stand on a page."""
RATES: dict[str, Any] = {
    "cured": _l("Cases cured"),
    "complaints": _l("Complaints for each contact"),
    "blocks": _l("Contacts that the gate blocked"),
    "breaches": _l("Breaches for each contact"),
}
BEHIND = {"cured": "case", "complaints": "complaint", "blocks": "decision", "breaches": "breach"}
DIVIDED = {"cured": "case", "complaints": "contact", "blocks": "decision", "breaches": "contact"}
"""What record the rows of a rate are, and what it is divided by."""
SAID: dict[Verdict, Any] = {
    Verdict.rose: _l("It rose, with 95%% certainty."),
    Verdict.fell: _l("It fell, with 95%% certainty."),
    Verdict.cannot_tell: _l("Cannot tell yet."),
}


class Line(NamedTuple):
    """A figure of a dry run in words: how many today, how many with the draft, and the addresses of their cases."""

    label: str
    before: int
    after: int
    before_address: str
    after_address: str


class RateLine(NamedTuple):
    """A rate before and after in words, with the addresses of the rows it counts."""

    label: str
    before: str
    after: str
    n: list[str]
    between: str
    said: str
    tone: str
    addresses: list[str]


def is_open(row: StrategyVersion) -> bool:
    """Whether a version is written or waits."""
    return row.status in strategy.OPEN


def may_publish(row: StrategyVersion) -> bool:
    """Whether the signed-in person publishes it."""
    return row.status == StrategyStatus.asked and rights.person() in strategy.second_people(row)


def may_drop(row: StrategyVersion) -> bool:
    """Whether it can still be put away."""
    return row.status in (*strategy.OPEN, StrategyStatus.published)


class StrategyVersionView(RecordView):
    """Versions of the strategy: one in force, those of the past, and the draft of the next."""

    model = StrategyVersion
    icon = "steps"
    can_create = False
    can_edit = False
    can_delete = False
    list_template = "strategy/versions.html"
    details_template = "strategy/version.html"
    column_list = ("number", "status", "why", "starts_on", "ends_on", "begun_by", "published_by")
    column_filters = ("status", "starts_on")
    column_default_sort = ("number", True)
    column_details_exclude_list = ("content", "editors", "digest", "base")
    facts = ("number", "status", "starts_on", "ends_on")
    details_groups = (
        (_l("Version"), ("why", "begun_on", "begun_by", "asked_on", "asked_by", "published_on", "published_by")),
    )
    empty = _l("The first night keeps the strategy as it is set up as the first version.")

    submit = bulk(
        strategy.ask,
        _l("Ask for publication"),
        _l("From which day on should it be in force, and why?"),
        asks={"starts_on": date, "why": str},
        when=is_open,
    )
    publish = bulk(
        strategy.publish, _l("Publish"), _l("Let this version be in force from its day on?"), when=may_publish
    )
    drop = bulk(strategy.drop, _l("Drop"), _l("Put this version away?"), danger=True, when=may_drop)

    def has_draft(self) -> bool:
        """Whether a draft is open."""
        return strategy.draft() is not None

    def details(self, row: StrategyVersion) -> dict[str, Any]:
        """What it changes, its rows, what its dry runs found, and what came of it."""
        may_write = is_open(row) and rights.may("edit", "policy")
        runs = sorted(row.dry_runs, key=lambda each: (each.at, each.id), reverse=True)
        found = effect.of(row, clock.today())
        more = {
            "title": gettext("Version %(number)s", number=row.number),
            "changes": told.changes(row),
            "lists_of": told.lists(row, may_write),
            "runs": runs,
            "whom": strategy.second_people(row) if row.status == StrategyStatus.asked else [],
            "may_try": is_open(row) and rights.may("act", "strategy_version"),
            "next_day": clock.today() + timedelta(days=1),
            "may_ask_trial": is_open(row) and bool(runs) and rights.may("act", "strategy_trial"),
            "last_day": clock.today() + timedelta(days=61),
            "trials": trials_of(row),
            "as_rate": format.rate,
            "effect": found,
            "rates": rate_lines(row, found) if found else [],
        }
        return {**super().details(row), **more}

    @expose("/begin/", methods=("POST",))
    def begin(self) -> Any:
        """Begin a draft."""
        if not rights.may("act", "strategy_version"):
            abort(403)
        made = transaction.attempt(lambda: strategy.begin("", clock.today(), rights.person()).id)
        return redirect(self.get_url(".details_view", id=made) if made else self.get_url(".index_view"))

    @expose("/try-out/", methods=("POST",))
    def try_out(self) -> Any:
        """Make a dry run of a draft on a copy of the book, and keep what it found."""
        if not rights.may("act", "strategy_version"):
            abort(403)
        row = scope.one(StrategyVersion, request.form.get("id"))
        id, digest, day = row.id, row.digest, day_of(request.form.get("day", ""))
        share = share_of(request.form.get("share", ""))
        found = rehearsed(id, day or clock.today() + timedelta(days=1), share)
        made = found and transaction.attempt(
            lambda: (
                dry_run.keep(
                    db.session.get_one(StrategyVersion, id),
                    *found[:1],
                    digest,
                    found[1],
                    clock.now(),
                    rights.person(),
                    share,
                ).id
            )
        )
        return redirect(url_for("dry_run.details_view", id=made) if made else self.get_url(".details_view", id=id))

    @expose("/rows/")
    def rows(self) -> str:
        """The rows that a rate of the effect counts."""
        if not self.can_view_details:
            abort(403)
        row = scope.one(StrategyVersion, request.args.get("id"))
        name, found = request.args.get("rate", ""), effect.of(row, clock.today())
        if found is None or name not in RATES:
            abort(404)
        hits = request.args.get("of") != "all"
        window = found.before if request.args.get("side") == "before" else found.after
        ids = effect.rows(name, window, strategy.policies_of(row), hits)
        noun = (BEHIND if hits else DIVIDED)[name]
        return self.listing(str(RATES[name]), noun, ids, self.get_url(".details_view", id=row.id))

    def listing(self, title: str, noun: str, ids: Sequence[int], back: str) -> str:
        """A page of the rows behind a figure, each with the way to its own."""
        number = max(1, scope.number(request.args.get("page", "1")) or 1)
        shown = list(ids)[(number - 1) * LISTED : number * LISTED]
        model = labels.model(noun)
        rows = list(db.session.scalars(select(model).where(model.id.in_(shown)).order_by(model.id)))
        lines = [(name_of(row), url_for(f"{noun}.details_view", id=row.id)) for row in rows]
        pages = -(-len(ids) // LISTED)
        return self.render(
            "strategy/rows.html", title=title, lines=lines, total=len(ids), page=number, pages=pages, back=back
        )


def day_of(text: str) -> date | None:
    """A day that a form names; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def share_of(text: str) -> Decimal | None:
    """So many of 100 borrowers as a share; None for nothing, which is everybody."""
    found = scope.number(text)
    return Decimal(min(found, 1000)) / 100 if found else None


def trials_of(row: StrategyVersion) -> list[StrategyTrial]:
    """The trials in which a version is the challenger, newest first."""
    query = select(StrategyTrial).filter_by(strategy_version_id=row.id)
    return list(db.session.scalars(query.order_by(StrategyTrial.id.desc())))


def rehearsed(id: int, day: date, share: Decimal | None = None) -> tuple[date, dict[str, Any]] | None:
    """What a dry run of a draft finds, made on a copy and taken back; a refusal is shown."""
    today, now = clock.today(), clock.now()
    db.session.rollback()
    try:
        with rehearsal():
            begin_writing()
            try:
                return day, dry_run.make(db.session.get_one(StrategyVersion, id), day, today, now, share)
            finally:
                db.session.rollback()
    except errors.REFUSALS as refusal:
        errors.tell(refusal, None)
        return None


def name_of(row: Any) -> str:
    """What a row behind a figure is called: its reference, or its case's with what it says of itself."""
    case = getattr(row, "case", None)
    return " · ".join(filter(None, (str(case) if case else "", format.title(row))))


def rate_lines(row: StrategyVersion, found: effect.Effect) -> list[RateLine]:
    """The rates of an effect in words."""
    return [rate_line(row, name, each) for name, each in found.rates.items()]


def rate_line(row: StrategyVersion, name: str, each: Compared) -> RateLine:
    """A rate before and after in words, with the addresses of its rows."""
    addresses = [
        url_for("strategy_version.rows", id=row.id, rate=name, side=side, of=of)
        for side in ("before", "after")
        for of in ("hits", "all")
    ]
    return in_a_line(name, str(RATES[name]), each, SAID, addresses)


def in_a_line(name: str, label: str, each: Compared, words: Mapping[Verdict, Any], addresses: list[str]) -> RateLine:
    """A rate in words: both values with n, between what the difference lies, and what can be said."""
    bad = name in effect.MORE_IS_WORSE
    tone = {Verdict.rose: "red" if bad else "green", Verdict.fell: "green" if bad else "red"}.get(each.verdict, "")
    said = told_as(each.verdict, each.more, words)
    between = ""
    if each.low is not None and each.high is not None:
        ends = {"low": points(each.low), "high": points(each.high)}
        between = gettext("between %(low)s and %(high)s", **ends)
    parts = (each.before, each.after)
    values = [format.rate(part.rate) if part.rate is not None else "–" for part in parts]
    counts = [f"{format.number(part.hits)} / {format.number(part.n)}" for part in parts]
    return RateLine(label, values[0], values[1], counts, between, said, tone, addresses)


def told_as(verdict: Verdict, more: int | None, words: Mapping[Verdict, Any] = SAID) -> str:
    """What can be said of a difference, and how many more it takes where nothing can."""
    said = str(words[verdict]) % {}
    if verdict == Verdict.cannot_tell and more and more > 0:
        said += " " + gettext("About %(n)s more on each side.", n=format.number(more))
    return said


def points(value: Any) -> str:
    """A difference of rates, with its sign."""
    return ("+" if value > 0 else "−" if value < 0 else "") + format.rate(abs(value))


class DryRunView(RecordView):
    """What drafts would do: today beside the draft, each figure with its cases."""

    model = DryRun
    icon = "steps"
    can_create = False
    can_edit = False
    can_delete = False
    details_template = "strategy/dry_run.html"
    column_list = ("day", "strategy_version", "share", "at", "user")
    column_filters = ("strategy_version", "day")
    column_default_sort = ("at", True)
    column_details_exclude_list = ("found", "digest")
    facts = ("strategy_version", "day", "share", "at", "user")
    empty = _l("A dry run is made on the page of a draft.")

    def details(self, row: DryRun) -> dict[str, Any]:
        """Both sides, figure by figure."""
        names = stage_names(row)
        more = {
            "title": gettext("The night of %(day)s", day=format.words(row.day)),
            "differ": [
                (place(move, names), len(ids), self.cases(row, "differ", move))
                for move, ids in row.found["differ"].items()
            ],
            "groups_of": [(title, self.lines(row, name, names)) for name, title in GROUPS],
            "hours": [row.found[side]["minutes"] for side in ("today", "draft")],
            "stale": row.digest != row.strategy_version.digest,
        }
        return {**super().details(row), **more}

    def lines(self, row: DryRun, name: str, names: Mapping[int, str]) -> list[Line]:
        """The figures of a group, both sides beside each other."""
        sides = [figures(row.found[side][name]) for side in ("today", "draft")]
        keys = sorted({key for side in sides for key in side})
        return [self.line(row, name, key, sides, names) for key in keys]

    def line(
        self, row: DryRun, name: str, key: str, sides: Sequence[Mapping[str, Any]], names: Mapping[int, str]
    ) -> Line:
        """A figure, both sides beside each other."""
        before, after = (len(side.get(key, ())) for side in sides)
        addresses = [self.cases(row, f"{side}.{name}", key) for side in ("today", "draft")]
        return Line(in_words(name, key, row, names), before, after, *addresses)

    def cases(self, row: DryRun, name: str, key: str) -> str:
        """The address of the cases that a figure counts."""
        return url_for("dry_run.cases_of", id=row.id, of=name, key=key)

    @expose("/cases/")
    def cases_of(self) -> str:
        """The cases that a figure of a dry run counts."""
        if not self.can_view_details:
            abort(403)
        row = scope.one(DryRun, request.args.get("id"))
        side, _, name = request.args.get("of", "").partition(".")
        group = row.found.get(side) if side == "differ" else row.found.get(side, {}).get(name)
        key = request.args.get("key", "")
        ids = figures(group or {}).get(key)
        if ids is None:
            abort(404)
        view = self.screen("strategy_version")
        title = in_words(name or side, key, row, stage_names(row))
        return str(view.listing(title, "case", ids, self.get_url(".details_view", id=row.id)))


GROUPS: tuple[tuple[str, Any], ...] = (
    ("moves", _l("Cases that move")),
    ("queued", _l("Messages that are written")),
    ("blocked", _l("Messages that a rule blocks")),
    ("stopped", _l("Messages that stop otherwise")),
    ("asked", _l("Asked of people")),
    ("proposed", _l("Proposed to a legal partner")),
)


def figures(group: Any) -> dict[str, list[int]]:
    """A group of figures by key, whatever it was kept as."""
    if isinstance(group, Mapping):
        return dict(group)
    if group and isinstance(group[0], Mapping):
        return {str(place): each["cases"] for place, each in enumerate(group)}
    return {"all": list(group)} if group else {}


def stage_names(row: DryRun) -> dict[int, str]:
    """The names of the stages, as the version has them."""
    return {each["id"]: told.called(each) for each in row.strategy_version.content.get("stage", ())}


def in_words(group: str, key: str, row: DryRun, names: Mapping[int, str]) -> str:
    """What a figure of a dry run counts."""
    if group in ("moves", "differ"):
        return place(key, names)
    if group == "queued":
        return labels.member(Channel(key))
    if group == "asked":
        return labels.member(TaskKind(key))
    if group == "stopped":
        return reason(row, int(key))
    return gettext("All of them") if group == "proposed" else key


def reason(row: DryRun, number: int) -> str:
    """Why messages stop: of the side that has such a reason."""
    for side in ("draft", "today"):
        if number < len(row.found[side]["stopped"]):
            return format.said(row.found[side]["stopped"][number]["why"])
    return ""


def place(move: str, names: Mapping[int, str]) -> str:
    """`3>4` as the names of both stages."""
    before, after = move.split(">")
    return f"{stage_called(before, names)} → {stage_called(after, names)}"


def stage_called(key: str, names: Mapping[int, str]) -> str:
    """A stage of a move in words."""
    words = {"0": gettext("no stage"), "opened": gettext("not open"), "closed": gettext("closed")}
    return words.get(key) or names.get(int(key), key)
