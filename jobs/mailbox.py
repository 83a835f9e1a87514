"""The mailbox of answers: each mail read in a transaction of its own, and marked only once it is kept."""

from collections import Counter
from datetime import date, datetime

from flask import current_app

from jobs.runner import Tally
from models.transaction import writing
from rules import mail
from services import reply, sending, team
from services.channel import imap


def read_mail(today: date, now: datetime) -> Tally:
    """Take in what came by e-mail; what belongs to nobody, or breaks, stays in the mailbox with a flag."""
    found = Tally(Counter(), [])
    address = url()
    if not address:
        return found
    with imap.opened(address) as box:
        for uid in box.waiting():
            try:
                with writing():
                    kept = reply.take(mail.read(box.read(uid)), now)
            except Exception as error:  # noqa: BLE001 - one mail never stops the rest
                kept = reply.UNKNOWN
                found.problems.append({"record": "mail", "id": uid, "problem": type(error).__name__})
            (box.leave if kept == reply.UNKNOWN else box.done)(uid)
            found.counts[kept] += 1
    return found


def waiting() -> bool:
    """Whether anything came in, or the mailbox cannot be asked: then the pass says so."""
    address = url()
    if not address:
        return False
    try:
        with imap.opened(address) as box:
            return bool(box.waiting())
    except imap.Error:
        return True


def url() -> str:
    """The mailbox that is read now; a demo reads none."""
    return "" if team.is_demo() else sending.now(current_app.config["CONCORD"]).imap_url
