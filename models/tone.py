"""The tone of a state: a colour said beside the enumeration whose members it colours; the word says the same."""

import enum
from collections.abc import Callable
from typing import TypeVar

E = TypeVar("E", bound=type[enum.Enum])
COLOURS = ("green", "amber", "red", "blue")
"""Done well, waits or rests, went wrong, under way."""
TONES: dict[type[enum.Enum], dict[str, str]] = {}


def toned(**names: str) -> Callable[[E], E]:
    """Colour the members of an enumeration: `@toned(green="kept", red="broken failed")`; the others stay plain.

    Raises ValueError for a colour or a member that is not there.
    """

    def keep(kind: E) -> E:
        found = {member: colour for colour, members in names.items() for member in members.split()}
        if wrong := (set(names) - set(COLOURS)) | (set(found) - set(kind.__members__)):
            raise ValueError(f"{kind.__name__}: {', '.join(sorted(wrong))}")
        TONES[kind] = found
        return kind

    return keep


def of(member: enum.Enum) -> str:
    """The colour of a member; empty where its enumeration gives it none."""
    return TONES.get(type(member), {}).get(member.name, "")
