"""The kinds of checks a rule of contact can carry: pure values, interpreted by `rules.contact`."""

from typing import NamedTuple

Span = tuple[int, int]
"""Seconds of the day, half-open: (open, close)."""

CALLS = ("call", "notice_call", "ringless_voicemail")
UNTIMED = ("letter", "postcard", "public_posting", "social_public")
UNANSWERED = ("no_answer", "rejected", "voicemail", "busy")
OUTSIDERS = ("third_party", "spouse")
PUBLIC = ("public_posting", "social_public")


def span(opens: str, closes: str) -> Span:
    """Read two wall times "HH:MM" ("24:00" is the end of the day)."""
    return seconds(opens), seconds(closes)


def seconds(text: str) -> int:
    """Seconds since midnight of a wall time "HH:MM" or "HH:MM:SS"; ValueError where there is no such time."""
    parts = [int(part) if part.isdecimal() and len(part) == 2 else -1 for part in text.split(":")]
    hour, minute, second = (*parts, 0) if len(parts) == 2 else parts
    total = hour * 3600 + minute * 60 + second
    if min(parts) < 0 or minute > 59 or second > 59 or total > 86400:
        raise ValueError(text)
    return total


class Hours(NamedTuple):
    """Contacts only inside these hours of every plausible zone, Monday first (None = closed all day)."""

    week: tuple[Span | None, ...]
    closed_on_holidays: bool = False


class Wishes(NamedTuple):
    """Never at a time that the borrower called inconvenient."""


class Places(NamedTuple):
    """Never at a place that the borrower called inconvenient."""


class OptOut(NamedTuple):
    """Never by a channel, number or address that the borrower opted out of; these purposes and required notices may."""

    but_for: tuple[str, ...] = ()


class Bar(NamedTuple):
    """Blocks while everything named here holds; an empty field asks for nothing."""

    flag: str = ""
    flag_is: str = ""
    unless: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    but_for: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    says: tuple[tuple[str, bool], ...] = ()
    collectors_below: int = 0
    reply_is_free: bool = False


class Introduction(NamedTuple):
    """The first contact with a person over these channels says who is speaking."""

    channels: tuple[str, ...]


class Once(NamedTuple):
    """A third party is spoken to once, unless the flag says that the person asked for more."""

    unless: str


class Unreachable(NamedTuple):
    """Third parties stay locked until lost contact with the borrower is proven.

    Open with one of `flags`; from the day after the `calls`-th failed call in a row; or at once when calls of the run
    failed on `days` consecutive days. Any other outcome, and anything heard from the borrower, ends the run.
    """

    flags: tuple[str, ...]
    calls: int
    days: int
    failed: tuple[str, ...]


class Pause(NamedTuple):
    """Rest to the end of the day in this flag."""

    flag: str


class Cease(NamedTuple):
    """Stop from the instant in this flag, but for these purposes."""

    flag: str
    but_for: tuple[str, ...] = ()


class Fresh(NamedTuple):
    """A text needs a use or consent that is not older than `days`, or a check of the number that is not."""

    days: int


class Limit(NamedTuple):
    """At most `most` in `days` calendar days of the home zone, today included."""

    days: int
    most: int


class Cap(NamedTuple):
    """How often a person may be contacted by `channels` (each by itself where `each_channel`).

    Only `outcomes` count (empty: every one but `besides`), only contacts that the firm began, to the same person, or
    to the same number whoever answers where `per_number`. `lifted_by` names a flag.
    """

    channels: tuple[str, ...]
    limits: tuple[Limit, ...]
    outcomes: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    each_channel: bool = False
    per_number: bool = False
    per_loan: bool = False
    lifted_by: str = ""
    notices_are_free: bool = False
    reply_is_free: bool = False
    consent_days: int = 0


class Cooldown(NamedTuple):
    """No call about a loan within `days` of a conversation about it, the day of the conversation included."""

    channels: tuple[str, ...]
    days: int
    consent_days: int = 0


class Pace(NamedTuple):
    """Warn on the `daily`-th counted call of a day, or less than `minutes` after an unanswered one."""

    counted: Cap
    daily: int
    minutes: int


Standing = Bar | OptOut | Places | Introduction | Once
Daily = Cap | Cooldown | Unreachable | Pause | Fresh
Timed = Hours | Wishes | Cease
Check = Standing | Daily | Timed | Pace
