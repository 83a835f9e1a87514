"""The figures of a week from the raw tables, by SQL alone: no rule, no service and no stored sum of the product.

Money covers the oldest instalment first. So the payments of a loan, laid end to end by value date, and its instalments,
laid end to end by due date, are two rows of intervals, and what a payment covered of an instalment is where they meet.
What a week knows is chosen from the days of entry. Loans for which that does not hold, with interest for delay,
charges, waivers, new schedules or money that went out, are laid by week_ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from bench.life import week_ledger
from bench.life.week_ledger import CAUSES, ODD, day

STEPS = ("opening", "newly", "cash", "written_off", "waived", "reaged", "closing")
PAID = ("payment", "set_off")
Key = tuple[str, int, str, str]
"""Scope, its id, currency and name of a figure."""
Cell = tuple[int | None, int, int | None, int]
"""Value, numerator and denominator in millionths, and n."""


class Known(NamedTuple):
    """What a week knows: its Monday, its Sunday, the Monday after it, and the day on which it closes."""

    monday: date
    sunday: date
    next: date
    closes: date


def known(monday: date, closes: date) -> Known:
    """The days of a week."""
    return Known(monday, monday + timedelta(6), monday + timedelta(7), closes)


def weeks(connection: Connection) -> list[Known]:
    """The weeks that were measured, in their order."""
    rows = connection.execute(text("SELECT week_on, closes_on FROM week ORDER BY week_on")).all()
    return [known(day(row[0]), day(row[1])) for row in rows]


def stored(connection: Connection, monday: date) -> dict[Key, Cell]:
    """The figures of a week as they are kept."""
    query = "SELECT scope, scope_id, currency, name, value, numerator, denominator, n FROM weekly_metric"
    rows = connection.execute(text(f"{query} WHERE week_on = :monday"), {"monday": monday})
    return {(row[0], row[1], row[2], row[3]): (row[4], row[5], row[6], row[7]) for row in rows}


def figures(connection: Connection, this: Known, before: Known | None) -> dict[Key, Cell]:
    """The same from the raw tables; `before` is None for the first week."""
    return dict(_Week(connection, this, before).figures())


Difference = tuple[date, Key, Cell | None, Cell | None]
"""A week, a figure, what the raw tables say and what is kept."""


def differences(connection: Connection) -> list[Difference]:
    """The figures of all weeks that are kept otherwise than the raw tables say."""
    found: list[Difference] = []
    before = None
    for week in weeks(connection):
        raw, kept = figures(connection, week, before), stored(connection, week.monday)
        keys = sorted(raw.keys() | kept.keys())
        found += [(week.monday, key, raw.get(key), kept.get(key)) for key in keys if raw.get(key) != kept.get(key)]
        before = week
    return found


def least(one: str, other: str) -> str:
    """The smaller of two, in either database."""
    return f"CASE WHEN {one} < {other} THEN {one} ELSE {other} END"


def greatest(one: str, other: str) -> str:
    """The greater of two, in either database."""
    return f"CASE WHEN {one} > {other} THEN {one} ELSE {other} END"


LEDGER = f"""
WITH eye AS ({{eyes}}),
entry AS (
  SELECT p.id, p.loan_id, p.paid_on, p.posted_on, p.amount, b.posted_on AS back_on
  FROM payment p LEFT JOIN payment b ON b.reverses_id = p.id WHERE p.kind = 'payment'
),
odd AS ({ODD}),
part AS (
  SELECT loan_id, number, due_on, principal + interest + fee AS amount, entered_on, NULL AS replaced_on FROM instalment
  UNION ALL
  SELECT loan_id, number, due_on, principal + interest + fee, entered_on, replaced_on FROM former_instalment
),
asked AS (
  SELECT s, part.loan_id, due_on, amount,
    SUM(amount) OVER (PARTITION BY s, part.loan_id ORDER BY due_on, number ROWS UNBOUNDED PRECEDING) AS upto
  FROM eye, part JOIN loan ON loan.id = part.loan_id
  WHERE loan.id NOT IN (SELECT id FROM odd) AND (loan.entered_on IS NULL OR loan.entered_on <= placed_sunday)
    AND (part.entered_on IS NULL OR part.entered_on <= schedule_sunday)
    AND (replaced_on IS NULL OR replaced_on > schedule_sunday)
),
paid AS (
  SELECT s, id, loan_id, paid_on, amount,
    SUM(amount) OVER (PARTITION BY s, loan_id ORDER BY paid_on, id ROWS UNBOUNDED PRECEDING) AS upto
  FROM eye, entry
  WHERE posted_on < CASE WHEN paid_on >= money_monday THEN money_closes ELSE money_next END
    AND NOT (back_on IS NOT NULL
      AND back_on < CASE WHEN paid_on >= returned_monday THEN returned_closes ELSE returned_next END)
),
laid AS (
  SELECT a.s, a.loan_id, a.due_on, p.id, p.paid_on,
    {least("a.upto", "p.upto")} - ({greatest("a.upto - a.amount", "p.upto - p.amount")}) AS amount
  FROM asked a JOIN paid p ON p.s = a.s AND p.loan_id = a.loan_id
  WHERE a.upto > p.upto - p.amount AND p.upto > a.upto - a.amount
)
"""

OVERDUE = """
SELECT loan_id, SUM(amount) FROM (
  SELECT loan_id, amount FROM asked WHERE s = {s} AND due_on <= :day
  UNION ALL
  SELECT loan_id, -amount FROM laid WHERE s = {s} AND due_on <= :day AND paid_on <= :day
) AS moves GROUP BY loan_id
"""
NEWLY = """
SELECT loan_id, SUM(amount) FROM (
  SELECT loan_id, amount FROM asked WHERE s = 9 AND due_on BETWEEN :monday AND :sunday
  UNION ALL
  SELECT loan_id, -amount FROM laid WHERE s = 9 AND due_on BETWEEN :monday AND :sunday AND paid_on <= due_on
) AS moves GROUP BY loan_id
"""
CASH = """
SELECT loan_id, id, paid_on, SUM(amount) FROM laid
WHERE s = 9 AND paid_on BETWEEN :monday AND :sunday AND due_on < paid_on GROUP BY loan_id, id, paid_on
"""
RECOVERED = """
SELECT e.opened_on, loan.currency, SUM(laid.amount) FROM laid
JOIN case_file c ON c.loan_id = laid.loan_id JOIN loan ON loan.id = c.loan_id JOIN episode e ON e.case_id = c.id
WHERE s = 9 AND due_on < e.opened_on AND paid_on BETWEEN e.opened_on AND :sunday
  AND e.opened_on BETWEEN :first AND :sunday
GROUP BY e.opened_on, loan.currency
"""
PLACED = """
SELECT e.opened_on, loan.currency, COUNT(*), SUM(e.overdue_amount) FROM episode e
JOIN case_file c ON c.id = e.case_id JOIN loan ON loan.id = c.loan_id
WHERE e.opened_on BETWEEN :first AND :sunday GROUP BY e.opened_on, loan.currency
"""
FIRST = """
SELECT case_id, id_of FROM (
  SELECT case_id, id_of, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY
    CASE WHEN since <= :monday THEN 0 ELSE 1 END, CASE WHEN since <= :monday THEN since END DESC,
    CASE WHEN since <= :monday THEN id END DESC, since, id) AS place
  FROM ({rows}) AS found WHERE since <= :sunday
) AS ranked WHERE place = 1
"""
STAGES = 'SELECT id, case_id, "on" AS since, stage_id AS id_of FROM case_event WHERE stage_id IS NOT NULL'
HOLDERS = """
SELECT id, case_id, since_on AS since, user_id AS id_of FROM case_holder
WHERE until_on IS NULL OR (until_on > :monday AND until_on > since_on)
"""
EPISODES = """
SELECT case_id, MIN(opened_on), MAX(CASE WHEN closed_on <= :sunday THEN 1 ELSE 0 END) FROM episode
WHERE opened_on <= :sunday AND (closed_on IS NULL OR closed_on >= :monday) GROUP BY case_id
"""
TRIED = """
SELECT c.id, MAX(CASE WHEN o.is_reached THEN 1 ELSE 0 END) FROM contact
JOIN outcome_code o ON o.id = contact.outcome_id JOIN case_file c ON c.borrower_id = contact.borrower_id
JOIN episode e ON e.case_id = c.id AND e.opened_on <= {day} AND (e.closed_on IS NULL OR e.closed_on >= {day})
WHERE o.is_attempt AND contact.direction = 'outbound' AND {day} BETWEEN :monday AND :sunday
  AND (contact.entered_on IS NULL OR contact.entered_on < :closes) GROUP BY c.id
"""
DAY = {"sqlite": "date(contact.at, '+8 hours')", "postgresql": "CAST(contact.at + INTERVAL '8 hours' AS date)"}
LAST = {"sqlite": "date(due_on, grace_days || ' days')", "postgresql": "(due_on + grace_days)"}
OPENED = """
SELECT e.opened_on, loan.currency, loan.id FROM episode e JOIN case_file c ON c.id = e.case_id
JOIN loan ON loan.id = c.loan_id WHERE e.opened_on BETWEEN :first AND :sunday
"""
UNCOUNTED = """
SELECT p.id FROM payment p JOIN case_file c ON c.loan_id = p.loan_id JOIN offer o ON o.case_id = c.id
WHERE o.not_counted AND o.status = 'earned' AND p.paid_on BETWEEN o.made_on AND o.pay_by
  AND p.paid_on BETWEEN :monday AND :sunday
"""
PROMISES = """
SELECT id, portfolio_id, stage_id, collector_id, currency, amount, CASE WHEN 1000000 * (
  SELECT COALESCE(SUM(p.amount), 0) FROM payment p LEFT JOIN payment b ON b.reverses_id = p.id
  WHERE p.kind IN ('payment', 'set_off') AND p.amount > 0
    AND p.loan_id = (SELECT loan_id FROM case_file WHERE case_file.id = promise.case_id)
    AND p.paid_on BETWEEN promise.made_on AND {last} AND p.posted_on < :closes
    AND (b.id IS NULL OR b.posted_on >= :closes)
) >= amount * threshold_rate THEN 1 ELSE 0 END
FROM promise WHERE {last} BETWEEN :monday AND :sunday AND made_on < :closes
AND NOT (status IN ('cancelled', 'superseded') AND settled_on < :closes)
"""


class Case(NamedTuple):
    """A case with what it did in the week, in hundredths of its currency."""

    id: int
    currency: str
    scopes: frozenset[tuple[str, int]]
    were: frozenset[tuple[str, int]]
    opened_on: date | None
    closed: bool
    steps: dict[str, int]
    corrections: dict[str, int]
    paid: list[tuple[date, int]]
    """What counts as a success, by value date."""
    tried: int | None

    @property
    def before(self) -> int:
        """What was overdue at the end of the week before, as it closed."""
        return self.steps["opening"] - sum(self.corrections.values())


class _Week:
    """Asks for everything about one week."""

    def __init__(self, connection: Connection, this: Known, before: Known | None) -> None:
        self.connection, self.this, self.before = connection, this, before
        self.dialect = connection.dialect.name
        self.eyes = self.all_eyes()
        self.ledger = LEDGER.format(eyes=" UNION ALL ".join(self.seen(*eye) for eye in self.eyes.items()))
        self.odd = week_ledger.loans(connection)
        self.ends = {loan.id: week_ledger.stand(loan, self.eyes[9], this.sunday) for loan in self.odd}

    def all_eyes(self) -> dict[int, Mapping[str, Known]]:
        """By the eyes of which week each cause is seen: 0 by those of the week before, then one more by this one's."""
        last = self.before or self.this
        return {
            number: {cause: self.this if place < number else last for place, cause in enumerate(CAUSES)}
            for number in (*range(len(CAUSES) + 1), 9)
        }

    def seen(self, number: int, eye: Mapping[str, Known]) -> str:
        """The row of an eye: what a plain loan asks for and gets."""
        names = {f"{cause}_sunday": eye[cause].sunday for cause in ("placed", "schedule")}
        for cause in ("money", "returned"):
            names |= {f"{cause}_{name}": getattr(eye[cause], name) for name in ("monday", "next", "closes")}
        return f"SELECT {number} AS s, " + ", ".join(
            f"{self.written(value)} AS {name}" for name, value in names.items()
        )

    def written(self, value: date) -> str:
        """A day as it is written here."""
        return f"'{value}'" if self.dialect == "sqlite" else f"DATE '{value}'"

    def ask(self, query: str, at: Known | None = None, **more: Any) -> list[Any]:
        """The rows of a query for a week, by default this one."""
        given = {**(at or self.this)._asdict(), **more}
        named = {name: value for name, value in given.items() if f":{name}" in query}
        return list(self.connection.execute(text(query), named))

    def pairs(self, query: str, at: Known | None = None, **more: Any) -> dict[int, Any]:
        return {row[0]: row[1] for row in self.ask(query, at, **more)}

    def overdue(self, s: int, at: date) -> dict[int, int]:
        """What was overdue by loan at the end of a day, by the eyes `s`."""
        plain = self.pairs(self.ledger + OVERDUE.format(s=s), day=at)
        return {loan: int(amount) for loan, amount in plain.items()} | {
            loan.id: sum(amount for due_on, amount in week_ledger.stand(loan, self.eyes[s], at).left if due_on <= at)
            for loan in self.odd
        }

    def newly(self) -> dict[int, int]:
        """What was unpaid when its due day ended, by loan."""
        sums = {loan: int(amount) for loan, amount in self.pairs(self.ledger + NEWLY).items()}
        for loan, end in self.ends.items():
            late = [(part.due_on, part.amount) for part in end.laid if part.due_on < part.on]
            sums[loan] = sum(amount for due_on, amount in (*end.left, *late) if self.has(due_on))
        return sums

    def gone(self) -> dict[int, list[tuple[str, int, date, int]]]:
        """What was laid on what was overdue, by loan: its kind, its entry, the day and the amount."""
        found = defaultdict(list)
        for loan, id, on, amount in self.ask(self.ledger + CASH):
            found[loan].append(("payment", id, day(on), int(amount)))
        for loan, end in self.ends.items():
            sums: Counter[tuple[str, int, date]] = Counter()
            for part in end.laid:
                if self.has(part.on) and part.due_on < part.on:
                    sums[part.kind, part.id, part.on] += part.amount
            found[loan] += [(*key, amount) for key, amount in sums.items()]
        return found

    def has(self, on: date) -> bool:
        return self.this.monday <= on <= self.this.sunday

    def cases(self) -> Iterator[Case]:
        """Every case that is of the week."""
        end = self.this.monday - timedelta(1)
        states = [self.overdue(s, end) for s in range(len(CAUSES) + 1)] if self.before else []
        opening, closing = self.overdue(9, end), self.overdue(9, self.this.sunday)
        newly, gone = self.newly(), self.gone()
        uncounted = {row[0] for row in self.ask(UNCOUNTED)}
        episodes = {row[0]: (day(row[1]), bool(row[2])) for row in self.ask(EPISODES)}
        tried = self.pairs(TRIED.format(day=DAY[self.dialect]))
        place, was = self.places(self.this), self.places(self.before) if self.before else None
        query = (
            "SELECT c.id, loan.id, loan.portfolio_id, loan.currency, loan.written_off_on FROM case_file c "
            "JOIN loan ON loan.id = c.loan_id"
        )
        for id, loan, portfolio, currency, off in self.ask(query):
            parts = gone.get(loan, [])
            paid = [(on, amount) for kind, id, on, amount in parts if kind in PAID and id not in uncounted]
            steps = {"opening": opening.get(loan, 0), "newly": newly.get(loan, 0), "closing": closing.get(loan, 0)}
            for name, kinds in (("cash", PAID), ("waived", ("waiver",)), ("reaged", ("moved",))):
                steps[name] = sum(amount for kind, _, _, amount in parts if kind in kinds)
            moves = (
                {name: states[at + 1].get(loan, 0) - states[at].get(loan, 0) for at, name in enumerate(CAUSES)}
                if states
                else {}
            )
            steps["written_off"] = 0
            if off and day(off) <= self.this.sunday:
                if day(off) < self.this.monday:
                    steps["opening"], steps["newly"], moves = 0, 0, {}
                steps["closing"] = 0
                left = steps["opening"] + steps["newly"] - steps["cash"] - steps["waived"] - steps["reaged"]
                steps["written_off"] = left
            if id in episodes or any(steps.values()) or any(moves.values()):
                opened_on, closed = episodes.get(id, (None, False))
                yield Case(
                    id, currency, self.scopes(portfolio, *place(id)),
                    self.scopes(portfolio, *was(id)) if was else frozenset(),
                    opened_on, closed, steps, moves, paid, tried.get(id),
                )  # fmt: skip

    def places(self, at: Known) -> Any:
        """Where each case was in a week: its stage and who held it."""
        stages, holders = (self.pairs(FIRST.format(rows=rows), at) for rows in (STAGES, HOLDERS))
        return lambda case: (stages.get(case), holders.get(case))

    def scopes(self, portfolio: int | None, stage: int | None, holder: int | None) -> frozenset[tuple[str, int]]:
        found = (("team", 0), ("portfolio", portfolio), ("stage", stage), ("collector", holder))
        return frozenset((name, id) for name, id in found if id is not None)

    def published(self) -> dict[tuple[str, int, str], int]:
        """What was overdue at the end of the week before, as it was kept."""
        if not self.before:
            return {}
        query = (
            "SELECT scope, scope_id, currency, numerator FROM weekly_metric "
            "WHERE name = 'overdue_closing' AND week_on = :monday"
        )
        return {(row[0], row[1], row[2]): row[3] // 10000 for row in self.ask(query, self.before)}

    def figures(self) -> Iterator[tuple[Key, Cell]]:
        """Every figure of the week."""
        cases, promises = list(self.cases()), self.ask(PROMISES.format(last=LAST[self.dialect]))
        told = [(self.scopes(row[1], row[2], row[3]), row[4], int(row[5]), row[6]) for row in promises]
        last = self.published()
        scopes = {("team", 0)}.union(*(row.scopes | row.were for row in cases), *(row[0] for row in told))
        for scope in sorted(scopes):
            here, were = [row for row in cases if scope in row.scopes], [row for row in cases if scope in row.were]
            mine = [row for row in told if scope in row[0]]
            worked = [row for row in here if row.opened_on]
            solved = sum(row.closed or not row.steps["closing"] for row in worked)
            tried = [row.tried for row in here if row.tried is not None]
            yield self.ratio(scope, "", "success_rate_cases", solved, len(worked), len(worked), 1)
            yield self.ratio(scope, "", "contact_rate", sum(tried), len(tried), len(tried), 1)
            yield self.ratio(scope, "", "kept_rate_count", sum(row[3] for row in mine), len(mine), len(mine), 1)
            currencies = {row.currency for row in (*here, *were)} | {row[1] for row in mine}
            currencies |= {key[2] for key in last if key[:2] == scope}
            for name in sorted(currencies):
                now, then = ([row for row in rows if row.currency == name] for rows in (here, were))
                yield from self.money(scope, name, now, then, last.get((*scope, name), 0))
                kept, whole = (sum(row[2] for row in mine if row[1] == name and row[3] >= least) for least in (1, 0))
                count = sum(row[1] == name for row in mine)
                yield self.ratio(scope, name, "kept_rate_amount", kept, whole, count, 100)
        yield from self.pools()

    def money(
        self, scope: Any, currency: str, here: list[Case], were: list[Case], last: int
    ) -> Iterator[tuple[Key, Cell]]:
        """The figures of money of a part of the book."""
        sums = {name: sum(row.steps[name] for row in here) for name in STEPS}
        before = sum(row.before for row in here)
        past = sum(row.before for row in were) if self.before else before
        known = last if self.before else past
        moved = {name: sum(row.corrections.get(name, 0) for row in here) for name in CAUSES}
        steps = {**sums, "opening": known, "moved": before - past}
        steps |= {f"correction_{name}": amount for name, amount in moved.items()}
        steps["correction_removed"] = past - known
        for name, amount in steps.items():
            yield (*scope, currency, f"overdue_{name}"), (amount * 10000, amount * 10000, None, len(here))
        yield self.ratio(scope, currency, "overdue_change_rate", sums["closing"] - known, known, len(here), 100)
        base = [row for row in here if row.steps["opening"] or row.steps["newly"]]
        paid = sum(amount for row in base for _, amount in row.paid)
        owed = sum(row.steps["opening"] + row.steps["newly"] for row in base)
        yield self.ratio(scope, currency, "success_rate_amount", paid, owed, len(base), 100)
        days = [(amount, max(0, (on - row.opened_on).days)) for row in here if row.opened_on for on, amount in row.paid]
        weighted, whole = sum(amount * count for amount, count in days), sum(amount for amount, _ in days)
        value = half_up(Fraction(weighted, whole) * 100) * 10000 if whole else None
        yield (*scope, currency, "average_days_to_collect"), (value, weighted * 10000, whole * 10000, len(days))

    def pools(self) -> Iterator[tuple[Key, Cell]]:
        """Recovery by month of placement, of the last twelve months."""
        month = self.this.monday.year * 12 + self.this.monday.month - 1 - 11
        first = date(month // 12, month % 12 + 1, 1)
        sums: dict[tuple[int, str], list[int]] = {}
        for query, place in ((PLACED, 0), (self.ledger + RECOVERED, 2)):
            for opened_on, currency, *found in self.ask(query, first=first):
                on = day(opened_on)
                row = sums.setdefault((on.year * 100 + on.month, currency), [0, 0, 0])
                for at, amount in enumerate(found):
                    row[place + at] += int(amount)
        for opened_on, currency, loan in self.ask(OPENED, first=first):
            on = day(opened_on)
            laid = self.ends[loan].laid if loan in self.ends else []
            paid = sum(part.amount for part in laid if part.kind in PAID and part.due_on < on <= part.on)
            if paid:
                sums[on.year * 100 + on.month, currency][2] += paid
        for (number, currency), (count, placed, paid) in sums.items():
            yield self.ratio(("placed", number), currency, "recovery_rate", paid, placed, count, 100)

    def ratio(self, scope: Any, currency: str, name: str, top: int, bottom: int, n: int, unit: int) -> tuple[Key, Cell]:
        value = half_up(Fraction(top, bottom) * 1000000) if bottom else None
        scale = 1000000 // unit
        return (*scope, currency, name), (value, top * scale, bottom * scale, n)


def half_up(value: Fraction) -> int:
    """Rounded, exactly half away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole
