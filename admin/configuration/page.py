"""Screen of the configurations: the set-up as a file to keep, files that were brought, what each changes."""

from typing import Any, NamedTuple

from flask import abort, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, errors, handout, labels, rights
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models import transaction
from models.configuration import Configuration, ConfigurationState
from rules import configuration as rule
from rules.errors import RuleError
from services.configuration import SeveralError, batch, text

State = ConfigurationState
YAML = "application/yaml"
SHOWN = 300
"""So many changes stand on a page; the others are counted."""
READY: dict[str, Any] = {
    "mainland_micro_lender.yaml": _l("Micro-lender in mainland China"),
    "us_third_party_collector.yaml": _l("Third-party collector in the United States"),
    "uk_firm.yaml": _l("Authorised firm in the United Kingdom"),
}


class Line(NamedTuple):
    """A change in words: what it does, to which row, and each column before and after."""

    kind: str
    noun: str
    name: str
    values: list[tuple[str, str, str]]


def waits(row: Configuration) -> bool:
    """Whether a file can land."""
    return row.state == State.checked


class ConfigurationView(RecordView):
    """Stages, words, codes and limits as one file."""

    model = Configuration
    icon = "upload"
    list_template = "configuration/list.html"
    details_template = "configuration/details.html"
    can_create = False
    can_edit = False
    can_delete = False
    column_list = ("file_name", "state", "added", "changed", "taken_out", "brought_at", "brought_by", "landed_at")
    column_filters = ("state", "brought_at")
    column_default_sort = ("brought_at", True)
    facts = ("state", "added", "changed", "taken_out")
    column_details_exclude_list = ("content",)
    empty = _l("No file was brought.")

    land = bulk(
        batch.land,
        _l("Let it land"),
        _l("All of it at once. Where the house is in use, what lives in versions goes into a draft."),
        when=waits,
    )
    drop = bulk(batch.drop, _l("Put away"), _l("Put this file away?"), when=waits)
    undo = bulk(
        batch.undo,
        _l("Take back"),
        _l("The set-up is as it was before, all of it at once."),
        danger=True,
        when=lambda row: row.state == State.landed,
    )

    @expose("/file/")
    def file_view(self) -> Any:
        """The set-up as it stands, as a file, or one of those to begin with."""
        name = request.args.get("ready", "")
        said = batch.ready(name) if name else batch.export()
        if said is None:
            abort(404)
        return handout.masked(Configuration, name or f"concord-{clock.today()}.yaml", YAML, [said.encode()])

    @expose("/bring/", methods=("POST",))
    def bring_view(self) -> Any:
        """Check a file, or one of those to begin with, and show what it changes; nothing changes yet."""
        if not rights.may("act", self.noun):
            abort(403)
        sent, chosen = request.files.get("file"), request.form.get("ready", "")
        try:
            said = batch.ready(chosen) if chosen else batch.decoded(sent.read(text.MOST_BYTES + 1) if sent else b"")
            wanted = text.read(said or "")  # Before anybody else has to wait for the writing.
            with transaction.writing():
                name = chosen or (sent.filename if sent and sent.filename else "")
                row = batch.bring(name, said or "", clock.now(), rights.person(), wanted=wanted)
                id = row.id
        except RuleError as error:
            found = error.errors if isinstance(error, SeveralError) else [error]
            return self.render("configuration/wrong.html", wrong=[errors.sentence(each) for each in found[:SHOWN]])
        return redirect(url_for(".details_view", id=id))

    def ready(self) -> list[tuple[str, Any]]:
        """The configurations to begin with."""
        return list(READY.items())

    def details(self, row: Configuration) -> dict[str, Any]:
        """With every row that the file changes."""
        found = batch.changes(row)
        lines = [line(each) for each in found[:SHOWN]]
        return {**super().details(row), "lines": lines, "more": len(found) - len(lines)}


def line(change: rule.Change) -> Line:
    """A change in words."""
    said = {"added": gettext("Added"), "changed": gettext("Changed"), "taken_out": gettext("Taken out")}
    before, after = change.before or {}, change.after or {}
    names = sorted({*before, *after}) if batch.kind_of(change) == "changed" else []
    words = {name: labels.spoken(labels.word_of(labels.model(change.noun), name)) for name in names}
    values = [(words[name], before.get(name, ""), after.get(name, "")) for name in names]
    return Line(said[batch.kind_of(change)], labels.record(change.noun), " · ".join(change.key), values)
