"""What a person chose for the columns and encodings of an upload, kept."""

from collections.abc import Mapping

from admin.base import transaction
from admin.upload_columns import tables
from admin.upload_target import store
from services import portfolio_store, portfolio_table
from services.portfolio_store import Upload


def remember(upload: Upload, given: Mapping[str, str]) -> bool:
    """Keep what the person chose for every table; false where it cannot be, the reason is shown."""

    def work() -> bool:
        for number, (_, _, table) in enumerate(tables(upload)):
            chosen: dict[str, str] = {}
            for match in table.mapping.columns:
                chosen[match.header] = chosen.get(match.header) or given.get(f"column-{number}-{match.position}", "")
            portfolio_table.remember(upload.lender_id, table.sheet, chosen)
        return True

    return bool(transaction.attempt(work))


def name_encodings(upload: Upload, given: Mapping[str, str]) -> Upload:
    """Keep the encodings that the person named."""
    named = [given.get(f"encoding-{position}", known) for position, known in enumerate(upload.encodings)]
    fresh = upload._replace(encodings=named)
    portfolio_store.write(store(), fresh)
    return fresh
