"""What must hold after the house started again."""

from datetime import timedelta

from sqlalchemy import func, select

from bench.torture import works
from bench.torture.house import House
from models import db
from models.reminder import Reminder, ReminderStatus
from models.run import JobRun, RunStatus
from models.stage import Channel
from models.transaction import reading
from services import doctor

SENT = (Channel.sms, Channel.email)
LEFT = timedelta(minutes=30)
"""So long after it was begun the next pass has told a person, or sent it."""
ON_ITS_WAY = (ReminderStatus.claimed, ReminderStatus.sending)


def quick(made: House) -> list[str]:
    """What can be asked after each kill: runs that nobody is at, messages left half-way or delivered twice."""
    with reading():
        runs = db.session.scalars(select(JobRun).where(JobRun.status == RunStatus.running)).all()
        left = made.clock() - LEFT
        half = db.session.scalars(
            select(Reminder.id).where(Reminder.status.in_(ON_ITS_WAY), Reminder.claimed_at < left)
        ).all()
        found = [f"{run.job} {run.business_date} {run.slot} is still running" for run in runs]
    twice = [f"{what} reached {to} {count} times" for (_, to, what), count in made.delivered.items() if count > 1]
    return found + [f"reminder {id} is neither sent nor shown" for id in half] + twice


def whole(made: House) -> list[str]:
    """The same, every promise of the doctor, and whether what is told as sent arrived."""
    with reading():
        look = doctor.full(works.today(made), made.clock())
        broken = [f"{each.invariant.name}: {each.found[:3]}" for each in doctor.examine(look) if each.found]
        query = select(Reminder.status, func.count()).where(Reminder.channel.in_(SENT)).group_by(Reminder.status)
        counts = dict(db.session.execute(query).tuples().all())
    sent, unknown = counts.get(ReminderStatus.sent, 0), counts.get(ReminderStatus.unknown, 0)
    arrived = made.delivered.total()
    lost = [] if sent <= arrived <= sent + unknown else [f"{sent} sent, {unknown} unknown, but {arrived} arrived"]
    return quick(made) + broken + lost
