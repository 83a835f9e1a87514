"""What must hold of what borrowers agreed to: it ends with its episode or day, and rests the case only meanwhile."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_, select

from models import db
from models.case import Case
from models.dispute import Dispute, DisputeStatus
from models.hold import Hold
from models.offer import Offer, OfferStatus
from models.plan import Plan, PlanStatus
from models.promise import Promise, PromiseStatus
from rules.sentence import Row, Sentence
from services import plan, promise
from services.case import episode
from services.doctor.invariant import Found, Look, holds


class Agreed(NamedTuple):
    """A kind of agreement: its record, what says that it waits or runs, the day it was made, and its last day."""

    record: str
    model: Any
    runs: ColumnElement[bool]
    made_on: Any
    last_on: Callable[[Any], date | None]


AGREED = (
    Agreed("promise", Promise, Promise.status == PromiseStatus.open, Promise.made_on, promise.last_day),
    Agreed("plan", Plan, Plan.status == PlanStatus.proposed, Plan.proposed_on, lambda row: None),
    Agreed("offer", Offer, Offer.status == OfferStatus.open, Offer.made_on, lambda row: row.pay_by),
)
"""An agreed plan is not among them: it binds both sides until it is kept or broken, whatever becomes of the case."""


@holds(
    Sentence("After its episode a proposal lapses, and a promise or offer runs until its last day."), ("act", "promise")
)
def agreement_is_of_this_episode(look: Look) -> Iterator[Found]:
    """What still waits or runs past its days, and was made before the present episode of its case began."""
    for kind in AGREED:
        query = select(kind.model, Case.id, Case.opened_on).join(Case, kind.model.case_id == Case.id)
        query = query.where(kind.runs, ~episode.here(kind.made_on)).order_by(kind.model.id)
        for row, case_id, opened_on in db.session.execute(query):
            last_on = kind.last_on(row)
            if last_on is None or last_on < look.today:
                days = {"made": getattr(row, kind.made_on.key), "opened": opened_on}
                said = Sentence("It was made on %(made)s; the case opened anew on %(opened)s.", **days)
                yield Found(kind.record, row.id, said, case_id)


@holds(Sentence("A hold rests on a promise, plan or dispute only while that runs."), ("act", "hold"))
def hold_rests_on_what_runs(look: Look) -> Iterator[Found]:
    """Holds of days to come whose promise, plan or dispute is over."""
    resting = Hold.released_on.is_(None) & or_(Hold.ends_on.is_(None), Hold.ends_on >= look.today)
    here = select(Hold.id, Hold.case_id).where(resting)
    over = (
        ("promise", Promise, Hold.promise_id == Promise.id, Promise.status != PromiseStatus.open),
        ("plan", Plan, Hold.plan_id == Plan.id, Plan.status.not_in(plan.OPEN)),
        ("dispute", Dispute, Dispute.hold_id == Hold.id, Dispute.status != DisputeStatus.open),
    )
    for record, model, joined, ended in over:
        query = here.add_columns(model.id.label("of")).join(model, joined).where(ended).order_by(Hold.id)
        for row in db.session.execute(query):
            said = Sentence("It still rests, and %(row)s is over.", row=Row(record, row.of))
            yield Found("hold", row.id, said, row.case_id)
