"""The page for an auditor: worked examples against the rules that run here."""

import json
from typing import Any

from flask import flash, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_pgettext as _lp

from admin.base.page import Page
from rules.law import pack as law
from services import examples

LARGEST, SHOWN = 4 * 1024 * 1024, 200


class ProofPage(Page):
    """A file of examples goes in, what the rules answer comes out."""

    page = "proof"
    heading = _lp("page", "Proof")
    icon = "check"

    @expose("/", methods=("GET", "POST"))
    def index(self) -> str:
        """Run the examples of a file, and show which the rules answer otherwise."""
        found = run() if request.method == "POST" else None
        return self.render("proof.html", found=found, shown=SHOWN, version=law.VERSION, packs=sorted(law.PACKS))


def run() -> list[examples.Outcome] | None:
    """What came of each example of the file; None with a sentence where it is no list of examples."""
    sent: Any = request.files.get("file")
    try:
        said = json.loads(sent.read(LARGEST).decode("utf-8-sig")) if sent else None
    except ValueError:
        said = None
    if not isinstance(said, list):
        flash(gettext("The file holds no list of examples in JSON."), "error")
        return None
    return [examples.evaluate(each) for each in said]
