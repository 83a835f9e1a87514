"""Screen of the imports: files taken in, what became of their rows, and how to take one back."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base.bulk import bulk
from admin.base.view import RecordView
from admin.upload.words import COUNTS, WrongRow, told
from models.batch import BatchStatus, ImportBatch
from services import portfolio
from services.portfolio import undo as portfolio_undo

SHOWN = 100


class ImportBatchView(RecordView):
    """Files taken in, and how far each came."""

    model = ImportBatch
    icon = "upload"
    column_list = ("file_name", "portfolio", "as_of", "status", "rows_done", "started_at", "user")
    column_filters = ("portfolio", "status", "as_of")
    facts = ("portfolio", "status", "as_of", "rows_done", "started_at", "user")
    details_template = "upload/batch.html"
    empty = _l("No file was imported yet.")

    undo = bulk(
        portfolio_undo.undo,
        _l("Take back"),
        _l("Take this import back? Payments are reversed, changed values go back, rows that nobody touched go."),
        when=lambda row: row.status != BatchStatus.undone,
        danger=True,
    )

    def details(self, row: Any) -> dict[str, Any]:
        """Add what became of the rows, and what stayed when the import was taken back."""
        wrong = portfolio.wrong_of(row.id, SHOWN)
        reasons = [WrongRow(row.file_name, each.row_no, each.column, told(each.message, each.values)) for each in wrong]
        undone = row.counts.get("undone", {})
        kept = [(record, id, told(message, values)) for record, id, message, values in undone.get("kept", [])[:SHOWN]]
        more = {"counts": COUNTS, "reasons": reasons, "undone": undone, "kept": kept}
        return {**super().details(row), **more, "groups": []}
