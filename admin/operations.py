"""Screens of what the house did by itself: job runs, channels, mail to its people, and the audit trail."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from admin.base import details, format, history, labels
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.audit import AuditEntry
from models.backup import Backup
from models.circuit import Circuit
from models.reminder import ReminderStatus
from models.run import JobRun
from models.user_mail import UserMail
from rules.sentence import Sentence
from services.channel import circuit
from services.user import mail


def job(view: Any, context: Any, row: JobRun, name: str) -> str:
    """The job in words."""
    return str(details.JOBS.get(row.job, row.job))


def done(row: JobRun) -> list[tuple[str, str]]:
    """What each step of a run did; steps with nothing to do are left out."""
    return [(details.name(step), details.counts(found)) for step, found in row.counts.items() if found]


def counts(view: Any, context: Any, row: JobRun, name: str) -> Markup | None:
    """What was done, a line for each step."""
    pairs = Markup("").join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*pair) for pair in done(row))
    return Markup('<dl class="pairs">{}</dl>').format(pairs) if pairs else None


def counts_in_a_file(view: Any, context: Any, row: JobRun, name: str) -> str:
    """The same in one line."""
    return "; ".join(": ".join(pair) for pair in done(row))


def problems(view: Any, context: Any, row: JobRun, name: str) -> Markup:
    """What failed in a run, a line each."""
    return Markup("<br>").join(problem(each) for each in row.problems)


def problem(told: dict[str, Any]) -> str:
    """One thing that failed: the step, the row it failed for, and why."""
    noun, why = told["record"], told["problem"]
    about = gettext("%(noun)s %(number)s", noun=labels.record(noun), number=told["id"]) if noun else ""
    if not isinstance(why, Sentence) and " " not in why:
        why = Sentence("A fault of the program: %(error)s", error=why)
    why = format.said(why)
    return ": ".join(filter(None, (details.name(told["step"]), about, why)))


ASK_AGAIN = _l("Send it once more? It is asked anew whether it may go out.")
ASK_LEFT = _l("Did you find out that it arrived? It counts as sent.")
ASK_NOT_LEFT = _l("Did you find out that it never arrived? Then it may be sent again.")


def is_unknown(row: Any) -> bool:
    """Whether nobody knows what became of a message."""
    return bool(row.status == ReminderStatus.unknown)


class JobRunView(RecordView):
    """What ran by itself for which business date."""

    model = JobRun
    icon = "clock"
    column_list = ("job", "business_date", "status", "started_at", "finished_at", "counts")
    column_filters = ("status", "job", "business_date", "started_at")
    facts = ("business_date", "status")
    column_formatters = {"job": job, "counts": counts, "problems": problems}
    column_formatters_export = {"job": job, "counts": counts_in_a_file}
    empty = _l("Nothing ran yet: the night begins after midnight.")


class CircuitView(RecordView):
    """How the channels fare: which is down, since when and why, and when it is tried next."""

    model = Circuit
    icon = "mail"
    can_create = can_edit = can_delete = False
    column_list = ("channel", "opened_at", "problem", "failures", "taken_at", "failed_at", "probe_at")
    column_filters = ("opened_at", "channel")
    column_default_sort = ("channel", False)
    facts = ("opened_at", "problem", "probe_at")
    empty = _l("Nothing has left yet; each channel stands here once it was used.")

    probe = bulk(
        circuit.probe,
        _l("Try it now"),
        _l("Let one message through with the next pass? If it is taken, all that waits follows."),
        when=lambda row: row.opened_at is not None,
    )


def has_words(row: UserMail) -> bool:
    """Whether a mail that failed can be sent again."""
    return row.status == ReminderStatus.failed and row.body is not None


class UserMailView(RecordView):
    """E-mails to people who sign in; their words are not shown, for they may hold a link that opens an account."""

    model = UserMail
    icon = "mail"
    can_create = can_edit = can_delete = False
    column_list = ("queued_at", "user", "kind", "status", "sent_at", "next_try_at", "problem")
    column_filters = ("status", "kind", "queued_at", "until", "user")
    column_default_sort = ("queued_at", True)
    column_details_exclude_list = ("body",)
    facts = ("user", "status", "sent_at", "until")
    empty = _l("Invitations, links for passwords and words to partners stand here.")

    again = bulk(mail.again, _l("Send again"), ASK_AGAIN, when=has_words)
    did_leave = bulk(mail.did_leave, _l("It did leave"), ASK_LEFT, when=is_unknown)
    did_not_leave = bulk(mail.did_not_leave, _l("It did not leave"), ASK_NOT_LEFT, when=is_unknown)


class BackupView(RecordView):
    """Backups of the whole book, each read again before it counts."""

    model = Backup
    icon = "shield"
    can_create = can_edit = can_delete = False
    column_list = ("started_at", "status", "file_name", "byte_count", "document_count", "finished_at", "problem")
    column_filters = ("status", "started_at")
    column_default_sort = ("started_at", True)
    facts = ("started_at", "status", "byte_count", "document_count")
    empty = _l("No backup was made yet: set CONCORD_BACKUP_DIR, and the next hour makes the first.")


class AuditEntryView(RecordView):
    """Who did what to which row."""

    model = AuditEntry
    icon = "shield"
    details_template = "admin/entry.html"
    column_list = ("at", "actor", "action", "record", "record_id", "reason")
    empty = _l("What anybody does is told here from the first day on.")
    column_filters = ("at", "action", "record", "record_id", "user")
    facts = ("at", "actor", "action", "record", "record_id", "address")
    column_formatters = {"record": lambda view, context, row, name: row.record and labels.record(row.record)}

    def details(self, row: Any) -> dict[str, Any]:
        """The entry itself in the place of a history."""
        return {**super().details(row), "groups": [], "history": [history.event(row)]}
