"""The strategy in versions, what a draft would do, and the loop of proposals: evaluated, tried, decided, judged."""

import enum
from datetime import date, datetime
from enum import auto
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import LongText, Rate, Record, ref
from models.sentence import Details, DetailsType, Said
from models.tone import toned
from models.user import User


@toned(green="in_force", blue="published challenger", amber="draft asked", red="dropped")
class StrategyStatus(enum.StrEnum):
    """Where a version stands: written, waiting for a second person, published for a day, in force, over.

    A challenger is tried on a share of the borrowers beside the one in force.
    """

    draft = auto()
    asked = auto()
    published = auto()
    in_force = auto()
    challenger = auto()
    past = auto()
    dropped = auto()


class StrategyVersion(Record):
    """All rows of the strategy as they stand in one version: stages with their policy, words, contact policy, limits.

    `content` holds the rows by table, as JSON keeps them; `digest` is its fingerprint. It changes only while it is a
    draft. In force from `starts_on` to `ends_on`, which is not included. `editors` are the ids of who wrote in it:
    none of them publishes it.
    """

    number: Mapped[int] = mapped_column(unique=True)
    status: Mapped[StrategyStatus] = mapped_column(default=StrategyStatus.draft, index=True)
    why: Mapped[Said] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    digest: Mapped[str] = mapped_column(default="")
    base_id: Mapped[int | None] = ref("strategy_version", index=False)
    editors: Mapped[list[Any]] = mapped_column(default=list)
    begun_on: Mapped[date]
    begun_by_id: Mapped[int | None] = ref("user", index=False)
    asked_on: Mapped[date | None]
    asked_by_id: Mapped[int | None] = ref("user", index=False)
    published_on: Mapped[date | None]
    published_by_id: Mapped[int | None] = ref("user", index=False)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    base: Mapped["StrategyVersion | None"] = relationship(remote_side="StrategyVersion.id")
    begun_by: Mapped[User | None] = relationship(foreign_keys=[begun_by_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    published_by: Mapped[User | None] = relationship(foreign_keys=[published_by_id])

    def __str__(self) -> str:
        return str(self.number)


class DryRun(Record):
    """What a draft would do on a business day, beside what is in force: counted by a rehearsal, which changed nothing.

    `digest` is that of the draft it tried, on a `share` of the borrowers where one is named. `found` holds the figures
    of both sides; what differs, with its cases.
    """

    strategy_version_id: Mapped[int] = ref("strategy_version")
    day: Mapped[date]
    digest: Mapped[str]
    share: Mapped[Rate | None]
    at: Mapped[datetime]
    user_id: Mapped[int | None] = ref("user", index=False)
    found: Mapped[Details] = mapped_column(DetailsType(), deferred=True)

    strategy_version: Mapped[StrategyVersion] = relationship(backref="dry_runs")
    user: Mapped[User | None] = relationship()

    def __str__(self) -> str:
        return str(self.day)


@toned(green="kept", red="dropped taken_back", amber="proposed", blue="tried adopted")
class ProposalStatus(enum.StrEnum):
    """How far a proposal came: proposed, tried in a dry run, adopted or dropped; then kept or taken back."""

    proposed = auto()
    tried = auto()
    adopted = auto()
    dropped = auto()
    kept = auto()
    taken_back = auto()


class Proposal(Record):
    """One turn of the loop: a figure that asks for a change, the version that makes it, and what came of it.

    The figure stands as it read when it was proposed: `value` of `n`, `numerator` of `denominator`, of the week.
    `effect` is what the effect page said when somebody judged it, with `judgement` in that person's words.
    """

    figure: Mapped[str]
    week_on: Mapped[date]
    value: Mapped[Rate | None]
    numerator: Mapped[Rate]
    denominator: Mapped[Rate | None]
    n: Mapped[int]
    proposed: Mapped[LongText]
    proposed_on: Mapped[date] = mapped_column(index=True)
    proposed_by_id: Mapped[int | None] = ref("user", index=False)
    status: Mapped[ProposalStatus] = mapped_column(default=ProposalStatus.proposed)
    strategy_version_id: Mapped[int | None] = ref("strategy_version")
    dry_run_id: Mapped[int | None] = ref("dry_run", index=False)
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = ref("user", index=False)
    effect: Mapped[dict[str, Any]] = mapped_column(default=dict)
    judged_on: Mapped[date | None]
    judged_by_id: Mapped[int | None] = ref("user", index=False)
    judgement: Mapped[LongText] = mapped_column(default="")

    strategy_version: Mapped[StrategyVersion | None] = relationship(backref="proposals")
    dry_run: Mapped[DryRun | None] = relationship()
    proposed_by: Mapped[User | None] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    judged_by: Mapped[User | None] = relationship(foreign_keys=[judged_by_id])

    def __str__(self) -> str:
        return f"{self.figure} {self.week_on}"
