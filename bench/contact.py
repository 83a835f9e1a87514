"""How many pure contact decisions a second, with a hundred contacts in the history; the bar is 5,000.

Run: python -m bench.contact
"""

from datetime import UTC, datetime, timedelta
from functools import partial

from bench.kit import measure
from rules import contact
from rules.contact.facts import Action, Entry, Facts

BAR = 5000
ROUNDS = 300
NOW = datetime(2026, 9, 9, 14, 0, tzinfo=UTC)
CHANNELS = ("call", "sms", "email", "notice_call", "letter")
OUTCOMES = {"call": "no_answer", "notice_call": "played"}


def history(hours_apart: int) -> tuple[Entry, ...]:
    """A hundred contacts, the last one as many hours ago as they lie apart."""
    channels = [CHANNELS[number % len(CHANNELS)] for number in range(100)]
    return tuple(
        Entry(NOW - timedelta(hours=hours_apart * (number + 1)), channel, outcome=OUTCOMES.get(channel, "sent"))
        for number, channel in enumerate(channels)
    )


def cases() -> dict[str, Facts]:
    """Typical questions, open and closed."""
    call, text = Action("call", loans=("A",)), Action("sms")
    china = Facts(NOW - timedelta(hours=6), "cn_micro_lender", ("Asia/Shanghai",), call, ())
    states = Facts(NOW + timedelta(hours=2), "us_third_party", ("America/New_York", "America/Chicago"), call, ())
    return {
        "China, call, allowed": china._replace(log=history(20)),
        "China, call at night": china._replace(at=NOW + timedelta(hours=1), log=history(20)),
        "China, text, over the cap": china._replace(at=NOW - timedelta(hours=3), action=text, log=history(9)),
        "United States, call, allowed": states._replace(log=history(12)),
        "United States, call, over the cap": states._replace(log=history(2)),
    }


def decided(facts: Facts) -> None:
    """Many decisions."""
    for _ in range(ROUNDS):
        contact.decide(facts)


def walked(facts: Facts) -> None:
    """The floor: the history sorted into channels as often, and nothing decided."""
    for _ in range(ROUNDS):
        found: dict[str, list[datetime]] = {}
        for entry in facts.log:
            found.setdefault(entry.channel, []).append(entry.at)


def main() -> int:
    """Print each figure beside its floor, and the slowest; the exit status is 1 below the bar."""
    works = {name: partial(decided, facts) for name, facts in cases().items()}
    found = measure.medians({"": partial(walked, next(iter(cases().values()))), **works})
    floor = ROUNDS / found.pop("").spent
    for name, facts in cases().items():
        answer, rate = contact.decide(facts), ROUNDS / found[name].spent
        print(f"{name:34} {len(facts.log):3} entries {answer.verdict:8} {rate:7,.0f} decisions/s, floor {floor:,.0f}")
    slowest = ROUNDS / max(each.spent for each in found.values())
    print(f"slowest {slowest:,.0f} decisions/s, bar {BAR:,}")
    return int(slowest < BAR)


if __name__ == "__main__":
    raise SystemExit(main())
