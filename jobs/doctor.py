"""The doctor of night and week: one invariant that cannot be asked never stops the rest, nor the night."""

import logging
from collections import Counter
from datetime import date
from functools import partial
from typing import Any

from jobs.runner import Tally, once
from models import db
from rules.sentence import Sentence
from services import doctor
from services.doctor import Answer
from services.doctor.invariant import Look

log = logging.getLogger("concord.jobs")


def see(look: Look, today: date) -> Tally:
    """Ask every invariant that a look reaches, and keep what breaks it; what could not be asked stays as it was."""
    answers: list[Answer] = []
    problems: list[dict[str, Any]] = []
    for each in doctor.asked(look):
        try:
            answers.append(doctor.ask(each, look))
        except Exception as error:
            log.error("%s could not be asked", each.name, exc_info=error)
            db.session.rollback()
            told = {"name": each.name, "error": type(error).__name__}
            problem = Sentence("%(name)s could not be asked: %(error)s", **told)
            problems.append({"record": "", "id": None, "problem": problem})
    kept = [once(partial(doctor.keep, [answer], today)) for answer in answers] + [once(doctor.forget)]
    return Tally(sum((each.counts for each in kept), Counter()), problems)
