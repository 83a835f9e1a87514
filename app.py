"""Builds Flask, wires the parts, adds the commands; `python app.py` serves and schedules in one process."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from flask_migrate import Migrate

import admin
import commands
import config
import models
import models.database


def create_app(settings: config.Settings | None = None, clock: Callable[[], datetime] | None = None) -> Flask:
    """Build the application; `clock` gives the present instant to the edges (UTC)."""
    settings = settings or config.from_environment()
    config.check(settings)
    config.load_keys(settings)
    app = Flask(__name__, template_folder="templates", static_folder="static")
    app.config.update(config.flask_config(settings))
    app.config["CLOCK"] = clock or (lambda: datetime.now(UTC))
    models.database.init_app(app)
    Migrate(app, models.db, directory="migrations", render_as_batch=True)
    admin.init_app(app)
    commands.register(app)
    return app


def main() -> None:
    """Serve with waitress and run the timetable, in this one process."""


if __name__ == "__main__":
    main()
