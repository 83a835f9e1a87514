"""The database as one file and back: VACUUM INTO on SQLite, pg_dump and pg_restore on PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import URL

from models import db
from rules.errors import RuleError

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
MOST_SAID = 300


def write(path: Path) -> None:
    """Write the whole database into a new file as it stands at one moment, while people work."""
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(url.database))) as book:
            book.execute("VACUUM INTO ?", (str(path),))
    else:
        run(url, "pg_dump", "--format=custom", f"--file={path}", "--dbname", named(url))


def check(path: Path) -> None:
    """Read a dump to its end. Raises RuleError where it is not whole."""
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        _check_file(path)
    else:
        run(url, "pg_restore", f"--file={os.devnull}", str(path))


def read(path: Path) -> None:
    """Make the present, empty database the one of a dump. Raises RuleError where it holds anything."""
    url = db.engine.url
    if not is_empty():
        raise RuleError("The database is not empty: a backup is restored into a new one.")
    db.session.remove()
    db.engine.dispose()
    if url.get_backend_name() == "sqlite":
        _check_file(path)
        target = Path(str(url.database))
        for name in (target, target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-shm")):
            name.unlink(missing_ok=True)
        shutil.move(path, target)
        target.chmod(0o600)
    else:
        how = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
        run(url, "pg_restore", *how, "--dbname", named(url), str(path))


def is_empty() -> bool:
    """Whether the present database has no table."""
    url = db.engine.url
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return True
    return not inspect(db.engine).get_table_names()


def named(url: URL) -> str:
    """The address of the server as its own tools read it, with every option of the URL but the password."""
    query = {name: value for name, value in url.query.items() if name != "password"}
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return bare.render_as_string(hide_password=False)


def _check_file(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as book:
            said = book.execute("PRAGMA quick_check").fetchone()[0]
            book.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        said = str(error)
    if said != "ok":
        raise RuleError("The database in it is not whole: %(said)s", said=said[:MOST_SAID])


def run(url: URL, name: str, *words: str) -> None:
    """Run a tool of PostgreSQL on the server of a URL; the password is in no argument. Raises RuleError if it fails."""
    secret = {"PGPASSWORD": url.password or url.query.get("password")}
    env = {**os.environ, **{key: str(value) for key, value in secret.items() if value is not None}}
    done = subprocess.run([tool(name), *words], env=env, capture_output=True, text=True, check=False)  # noqa: S603 - words of our own
    if done.returncode:
        raise RuleError("%(tool)s failed: %(said)s", tool=name, said=done.stderr.strip()[:MOST_SAID])


def tool(name: str) -> str:
    """Where a tool of PostgreSQL is, the newest one. Raises RuleError where this machine has none."""
    folders = [folder for place in PLACES for folder in Path("/").glob(place[1:]) if (folder / name).exists()]
    found: Sequence[str] = sorted((str(folder / name) for folder in folders), key=_age)
    path = found[-1] if found else shutil.which(name)
    if path is None:
        raise RuleError("%(tool)s is not on this machine: install the client of PostgreSQL.", tool=name)
    return path


def _age(path: str) -> list[int]:
    return [int(part) for part in path.replace("-", "/").replace("@", "/").split("/") if part.isdigit()]
