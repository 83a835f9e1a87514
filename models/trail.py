"""The seals of the audit trail, and the triggers by which the database itself refuses to change what is sealed."""

from typing import Any

from sqlalchemy import Connection, LargeBinary, event, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Record, ref

SEALED = "EXISTS (SELECT 1 FROM audit_seal WHERE entry_id = OLD.id)"
KEPT = ("id", "at", "user_id", "actor", "action", "record", "record_id", "address", "version")
"""The columns of an entry that no erasure touches."""
REFUSAL = "the audit trail is sealed"


class AuditSeal(Record):
    """One link of the chain: its id is the place from 1 on. The salt goes with the values when they are erased."""

    entry_id: Mapped[int] = ref("audit_entry", index=False, unique=True)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    told: Mapped[bytes] = mapped_column(LargeBinary(32))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


def _same(names: tuple[str, ...], same: str) -> str:
    return " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in names)


def _erased(same: str, changes: str) -> str:
    """Whether an update of an entry does nothing but take its values away."""
    return f"{_same(KEPT, same)} AND {changes} IN ('{{}}', 'null') AND NEW.reason = ''"


def _unsalted(same: str) -> str:
    """Whether an update of a seal does nothing but take its salt away."""
    return f"{_same(('id', 'entry_id', 'told', 'digest', 'version'), same)} AND NEW.salt IS NULL"


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    given = {
        "audit_entry_kept": f"UPDATE ON audit_entry WHEN {SEALED} AND NOT ({_erased('IS', 'NEW.changes')})",
        "audit_entry_stays": f"DELETE ON audit_entry WHEN {SEALED}",
        "audit_entry_once": "INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_seal WHERE entry_id = NEW.id)",
        "audit_seal_kept": f"UPDATE ON audit_seal WHEN NOT ({_unsalted('IS')})",
        "audit_seal_stays": "DELETE ON audit_seal",
        "audit_seal_once": "INSERT ON audit_seal WHEN EXISTS (SELECT 1 FROM audit_seal WHERE id = NEW.id)",
    }
    return [f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {rest} {refuse}" for name, rest in given.items()]


def _server() -> list[str]:
    same = "IS NOT DISTINCT FROM"
    refuse = (
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    kept = (
        "CREATE OR REPLACE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {SEALED} AND (TG_OP = 'DELETE' OR NOT ({_erased(same, 'NEW.changes::text')})) "
        f"THEN RAISE EXCEPTION '{REFUSAL}'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    given = {
        "audit_entry_kept": ("UPDATE OR DELETE ON audit_entry FOR EACH ROW", "audit_entry_guard"),
        "audit_entry_whole": ("TRUNCATE ON audit_entry FOR EACH STATEMENT", "audit_refuse"),
        "audit_seal_kept": (f"UPDATE ON audit_seal FOR EACH ROW WHEN (NOT ({_unsalted(same)}))", "audit_refuse"),
        "audit_seal_stays": ("DELETE ON audit_seal FOR EACH ROW", "audit_refuse"),
        "audit_seal_whole": ("TRUNCATE ON audit_seal FOR EACH STATEMENT", "audit_refuse"),
    }
    made = [f"CREATE OR REPLACE TRIGGER {name} BEFORE {on} EXECUTE FUNCTION {do}()" for name, (on, do) in given.items()]
    return [refuse, kept, *made]


TRIGGERS = {"sqlite": _sqlite(), "postgresql": _server()}
"""By the dialect of the database; each statement is harmless twice."""
NAMES = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit\\_%' ESCAPE '\\'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit\\_%' AND tgenabled <> 'D'",
}


def guard(connection: Connection) -> None:
    """Let the database refuse every change of a sealed entry; harmless twice."""
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def is_guarded(connection: Connection) -> bool:
    """Whether every trigger is there."""
    dialect = connection.dialect.name
    made = [each for each in TRIGGERS[dialect] if " TRIGGER " in each]
    return bool(connection.scalar(text(NAMES[dialect])) == len(made))


def unguard(connection: Connection) -> None:
    """Take the triggers away: a schema that is taken back needs it, and a test that forges an entry."""
    for statement in TRIGGERS[connection.dialect.name]:
        words = statement.split()
        if "TRIGGER" in words:
            name = words[words.index("BEFORE") - 1]
            table = words[words.index("ON") + 1]
            on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{on}")


@event.listens_for(AuditSeal.__table__, "after_create")
def _guard_new(table: Any, connection: Connection, **more: Any) -> None:
    guard(connection)
