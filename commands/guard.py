"""What every command asks of a book before it begins: this program's schema, and the keys that sealed it."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import click
from flask.cli import with_appcontext

from models import database, key_check

GUARDED = "is_guarded"
"""Marks what is guarded already: the commands are the same for every application of a process."""


def guard(commands: Iterable[click.Command]) -> None:
    """Let these commands, and those of their groups, refuse a book that is not theirs to open."""
    for command in commands:
        if isinstance(command, click.Group):
            guard(command.commands.values())
        elif command.callback and not hasattr(command.callback, GUARDED):
            command.callback = with_appcontext(guarded(command.callback))
            setattr(command.callback, GUARDED, True)


def guarded(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that begins only where the schema and the keys are right; SystemExit says what is not."""

    @wraps(command)
    def begin(*words: Any, **options: Any) -> Any:
        database.check()
        key_check.check()
        return command(*words, **options)

    return begin
