"""One attempt to hand a message over: what the channel says once is kept on its row and on the channel's circuit."""

from datetime import datetime, timedelta

from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from models.user_mail import UserMail
from rules.errors import RuleError
from rules.sentence import Sentence
from services.channel import Message, Refused, Sender, Sent, Unknown, circuit

MOST = 5
"""So often a message is tried while the channel takes others: then the fault is the message's own."""
CUT_OFF = timedelta(minutes=10)
"""After so long a message that is claimed, or being sent, was left behind by a process that is no more."""
CUT = Sentence("It was cut off while sending; a person must find out.")
WAITS = (5, 15, 45, 120, 240)
"""Minutes until the next attempt; the last one counts for all that follow."""


def make(row: Reminder | UserMail, sender: Sender, message: Message, now: datetime) -> Sent | Refused | None:
    """Hand over a message that is being sent, once; None where nobody can tell whether it was taken.

    What was refused waits for its next attempt, or has failed; what was taken the caller keeps.
    """
    try:
        answer = sender.send(message)
    except Unknown as error:
        row.status, row.problem = ReminderStatus.unknown, error.sentence
        circuit.failed(row.channel, error.sentence, now)
        return None
    except RuleError as error:
        answer = Refused(error.sentence, final=False, asked=False)
    if isinstance(answer, Sent):
        row.provider_reference, row.problem = answer.reference, ""
        circuit.took(row.channel, now)
    else:
        _refused(row, row.channel, answer, now)
    return answer


def _refused(row: Reminder | UserMail, channel: Channel, answer: Refused, now: datetime) -> None:
    """Fail what cannot leave; all else is tried again after a growing wait.

    A number or address is bad by a definite answer that is given twice, with another message taken in between: a
    channel that refuses everybody says nothing of anybody.
    """
    is_its_own = row.refused_at is not None and circuit.has_taken_since(channel, row.refused_at)
    is_told_twice = is_its_own and row.problem == answer.reason
    if answer.asked and not is_its_own:
        circuit.refused(channel, answer, now)
    row.problem, row.refused_at = answer.reason, now
    is_enough = is_told_twice if answer.final else is_its_own and row.attempts >= MOST
    if is_enough or not answer.asked:
        row.status = ReminderStatus.failed
    else:
        row.status, row.next_try_at = ReminderStatus.queued, now + wait(row.attempts)


def wait(attempts: int) -> timedelta:
    """How long a message waits after so many attempts, from one on."""
    return timedelta(minutes=WAITS[max(0, min(attempts, len(WAITS)) - 1)])


def check_failed(row: Reminder | UserMail) -> None:
    """Raise RuleError for a message that did not fail."""
    if row.status != ReminderStatus.failed:
        raise RuleError("Only a message that failed is sent again.")


def check_unknown(row: Reminder | UserMail) -> None:
    """Raise RuleError for a message of which nobody has to find out whether it left."""
    if row.status != ReminderStatus.unknown:
        raise RuleError("It is known what became of this message.")


def begin_anew(row: Reminder | UserMail) -> None:
    """Queue a message as one that was never tried."""
    row.status, row.attempts, row.refused_at, row.next_try_at = ReminderStatus.queued, 0, None, None
