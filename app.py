"""Builds Flask, wires the parts, adds the commands; `python app.py` serves and schedules in one process."""

import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from flask import Flask, current_app, request
from flask_migrate import Migrate

import admin
import commands
import config
import models
from admin import first_run, sign_in
from admin.base import logs, proxies
from jobs import erasing, timetable
from models import database, key_check, statistics
from services import document, team

THREADS = 8
HEADERS_KEPT = {"clear_untrusted_proxy_headers": False}
"""Waitress would throw away what the proxies say before `proxies.Proxies` reads it, believes it or takes it away."""
NO_PROXY = "  CONCORD_PROXIES is 0, so no page opens by https: set it to the number of reverse proxies in front."


def create_app(settings: config.Settings | None = None, clock: Callable[[], datetime] | None = None) -> Flask:
    """Build the application; `clock` gives the present instant to the edges (UTC)."""
    settings = settings or config.from_environment()
    config.check(settings)
    config.load_keys(settings)
    app = Flask(__name__, template_folder="templates", static_folder="static")
    app.config.update(config.flask_config(settings))
    app.config["CLOCK"] = clock or (lambda: datetime.now(UTC))
    app.config["NIGHT"] = timetable.night_now
    app.wsgi_app = proxies.Proxies(app.wsgi_app, settings.proxies)  # type: ignore[method-assign]
    app.before_request(check_host)
    database.init_app(app)
    Migrate(app, models.db, directory=str(Path(app.root_path) / "migrations"), render_as_batch=True)
    sign_in.init_app(app)
    admin.init_app(app)
    commands.init_app(app)
    app.add_url_rule("/healthz", "health", app.extensions["talisman"](force_https=False)(healthy))
    return app


def check_host() -> tuple[str, int] | None:
    """Answer only under the address that people open: links in mail are made from it."""
    settings: config.Settings = current_app.config["CONCORD"]
    if settings.production and request.endpoint != "health" and request.host.lower() != settings.served:
        return "This address is not served here.\n", 400
    return None


def healthy() -> tuple[str, int, dict[str, str]]:
    """Answer whether the process serves and its database takes what is written; says nothing of the book."""
    sound = database.takes_writes()
    answer = ("ok\n", 200) if sound else ("The database cannot be reached or written to.\n", 503)
    return *answer, {"Content-Type": "text/plain; charset=utf-8"}


def main() -> None:
    """Serve with waitress and run the timetable, in this one process, until it is told to stop."""
    from waitress.server import create_server

    app = create_app()
    settings: config.Settings = app.config["CONCORD"]
    config.keep_private(settings)
    if settings.production:
        logs.begin(app)
    with app.app_context():
        database.upgrade()
        key_check.note()
        statistics.gather()
        document.sweep(app.config["CLOCK"]())
        erasing.again(settings.data_dir, team.today(app.config["CLOCK"]()))
        first_run.announce()
    most = {"max_request_body_size": app.config["MAX_CONTENT_LENGTH"]}
    server = create_server(app, host=settings.host, port=settings.port, threads=THREADS, **HEADERS_KEPT, **most)
    scheduler = timetable.start(app) if settings.scheduler else None
    signal.signal(signal.SIGTERM, stop)
    print(ready(settings), flush=True)
    try:
        server.run()
    finally:
        if scheduler:
            scheduler.shutdown(wait=True)
        server.close()


def ready(settings: config.Settings) -> str:
    """What is printed as soon as people can come in; for the demo book with its sign-ins."""
    told = [f"Concord is ready at {settings.url or f'http://{settings.host}:{settings.port}'} (Ctrl-C stops it)"]
    if settings.production and not settings.proxies:
        told.append(NO_PROXY)
    if settings.demo:
        from demo import cast

        told += [f"  {person.email:26} {cast.PASSWORD}   {person.role.replace('_', ' ')}" for person in cast.PEOPLE]
    return "\n".join(told)


def stop(number: int, frame: FrameType | None) -> None:
    """End like Ctrl-C: requests and jobs under way are finished first."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
