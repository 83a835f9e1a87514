"""What must hold of what borrowers agreed to: it counts in its own episode, and rests the case only while it runs."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_, select

from models import db
from models.case import Case
from models.dispute import Dispute, DisputeStatus
from models.hold import Hold
from models.offer import Offer, OfferStatus
from models.plan import Plan
from models.promise import Promise, PromiseStatus
from rules.sentence import Row, Sentence
from services import plan
from services.case import episode
from services.doctor.invariant import Found, Look, holds


class Agreed(NamedTuple):
    """A kind of agreement: its record, what says that it runs, and the day it was made."""

    record: str
    model: Any
    runs: ColumnElement[bool]
    made_on: Any


AGREED = (
    Agreed("promise", Promise, Promise.status == PromiseStatus.open, Promise.made_on),
    Agreed("plan", Plan, Plan.status.in_(plan.OPEN), Plan.proposed_on),
    Agreed("offer", Offer, Offer.status == OfferStatus.open, Offer.made_on),
)


@holds(Sentence("A promise, plan or offer counts only in the episode it was made in."), ("act", "promise"))
def agreement_is_of_this_episode(look: Look) -> Iterator[Found]:
    """What still runs and was made before the present episode of its case began."""
    for kind in AGREED:
        query = select(kind.model.id, kind.made_on.label("made_on"), Case.id.label("case_id"), Case.opened_on)
        query = query.join(Case, kind.model.case_id == Case.id).where(kind.runs, ~episode.here(kind.made_on))
        for row in db.session.execute(query.order_by(kind.model.id)):
            days = {"made": row.made_on, "opened": row.opened_on}
            said = Sentence("It was made on %(made)s; the case opened anew on %(opened)s.", **days)
            yield Found(kind.record, row.id, said, row.case_id)


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
