"""Who may do what: one table, access role by record by verb, and how far each role sees."""

import enum
from enum import auto


class Role(enum.StrEnum):
    """What a person is to the house."""

    administrator = auto()
    manager = auto()
    collector = auto()
    legal_partner = auto()
    auditor = auto()


class Level(enum.StrEnum):
    """How far a person's authority goes in granting plans and waivers; it only sets limits."""

    collector = auto()
    supervisor = auto()
    manager = auto()
    director = auto()
