"""The peer's process: Django's admin with three unmanaged models; reads paths, answers with what each page took.

As fast as it can be asked to be: related rows are joined, a search looks for beginnings, nothing is counted, foreign
keys are plain numbers in the form. People and sessions are in a database of its own.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.conf import settings

HOME = Path(os.environ["PEER_HOME"])
BOOK = json.loads(os.environ["PEER_DATABASE"])
OWN = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(HOME / f"peer-{os.getpid()}.sqlite3")}
MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
APPS = ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")
CONTEXT = ("template.context_processors.request", "contrib.auth.context_processors.auth")


class Router:
    """The three models live in the book, everything else in the peer's own database."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Where a model is read."""
        return "book" if model._meta.app_label == "desk" else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Nothing is related across databases."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The book is never changed."""
        return db == "default" and app_label != "desk"


settings.configure(
    SECRET_KEY="bench " * 10,
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": OWN, "book": BOOK},
    DATABASE_ROUTERS=[Router()],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[*(f"django.contrib.{name}" for name in APPS), "desk"],
    MIDDLEWARE=list(MIDDLEWARE),
    ROOT_URLCONF="__main__",
    STATIC_URL="/static/",
    USE_TZ=True,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    *(f"django.{name}" for name in CONTEXT),
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
)
django.setup()

from django.contrib import admin  # noqa: E402 - Django is set up first
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402

urlpatterns = [path("admin/", admin.site.urls)]


def begin() -> Client:
    """Make the peer's own tables and sign somebody in."""
    call_command("migrate", verbosity=0, database="default")
    person = User.objects.create_superuser("bench", "bench@bench.example", "bench")
    client = Client()
    client.force_login(person)
    return client


def answer(client: Client, asked: str) -> dict[str, Any]:
    """Get a page and say what it took."""
    for each in connections.all():
        each.force_debug_cursor = False
    server, spent, passed = server_time(), time.process_time(), time.perf_counter()
    found = client.get(asked)
    size = len(found.content)
    spent, passed = time.process_time() - spent + server_time() - server, time.perf_counter() - passed
    return {"status": found.status_code, "bytes": size, "spent": spent, "passed": passed}


def counted(client: Client, asked: str) -> int:
    """How many statements a page needs."""
    for each in connections.all():
        each.force_debug_cursor = True
        each.queries_log.clear()
    client.get(asked)
    return sum(len(each.queries_log) for each in connections.all())


def server_time() -> float:
    """The processor time of the database server's process for this connection; nothing on SQLite."""
    book = connections["book"]
    if book.vendor != "postgresql" or book.connection is None:
        return 0.0
    found = Path(f"/proc/{book.connection.info.backend_pid}/schedstat")
    return int(found.read_text().split()[0]) / 1e9


def main() -> None:
    """Answer path after path, until there are no more."""
    client = begin()
    book = connections["book"]
    book.ensure_connection()
    try:
        for line in sys.stdin:
            asked = line.strip()
            told = {"statements": counted(client, asked)}
            print(json.dumps({**answer(client, asked), **told}), flush=True)
    finally:
        Path(OWN["NAME"]).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
