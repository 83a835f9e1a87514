"""Books of a size to measure on, made once and kept, and copies of them to work on."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
from flask import Flask
from sqlalchemy import text

from bench import book
from models.base import db

SERVER = os.environ.get("CONCORD_TEST_DATABASE_URL", "")
WAL = ("-wal", "-shm")


class Opened(NamedTuple):
    """A book with its application; `url` and `server`, a process, are those of its database server, if it has one."""

    app: Flask
    folder: Path
    server: int | None
    url: str = ""


def kind() -> str:
    """What the books are kept in."""
    return "PostgreSQL" if SERVER else "SQLite"


@contextmanager
def opened(count: int, scratch: bool = False) -> Iterator[Opened]:
    """A book of a size, made where there is none; a scratch one is a copy that may be worked on."""
    folder, url = _made(count)
    if scratch:
        folder, url = _copied(folder, url)
    with book.opened(folder, url) as app:
        db.session.remove()
        yield Opened(app, folder, _server(), url)


def _made(count: int) -> tuple[Path, str]:
    folder = book.PLACE / f"book-{count}-{kind()}-{book.version()}"
    name = f"concord_book_{count}"
    url = url_of(name) if SERVER else ""
    if not (folder / "ready").exists() or (SERVER and not _exists(name)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        create(name)
        book.make(count, folder, url)
        (folder / "ready").touch()
    return folder, url


def _copied(folder: Path, url: str) -> tuple[Path, str]:
    other = folder.with_name(f"{folder.name}-scratch")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(folder, other)
    if not url:
        return other, ""
    name = url.rsplit("/", 1)[1]
    create(f"{name}_scratch", name)
    return other, f"{url}_scratch"


def _server() -> int | None:
    if not SERVER:
        return None
    with db.engine.connect() as connection:
        answering = int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
    return int(Path(f"/proc/{answering}/stat").read_text().rsplit(")", 1)[1].split()[1])


def url_of(name: str) -> str:
    """The address of a database on the server."""
    return f"{SERVER.rsplit('/', 1)[0]}/{name}"


def _exists(name: str) -> bool:
    with psycopg.connect(SERVER) as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def create(name: str, template: str = "template0") -> None:
    """Make a database on the server anew, as a copy of another one; nothing where books are files."""
    if SERVER:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[call-overload]
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[call-overload]
