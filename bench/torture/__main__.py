"""Torture the house: `python -m bench.torture [KILLS] [SEED]`; by default 100 kills, and each cut once for every 50.

Ends with 1 at the first promise that does not hold after a start. The same seed does the same, but for the time that
passes inside the machine. With CONCORD_TEST_DATABASE_URL the book is on that PostgreSQL server.
"""

import logging
import random
import sys
import time
from collections import Counter
from datetime import date, datetime
from datetime import time as hour
from itertools import cycle, islice

from bench.kit import books
from bench.life.life import ZONE
from bench.torture import cuts, verdict, works
from bench.torture.house import KILLED, House, apart, house

FIRST = date(2026, 3, 2)
"""A Monday."""
EACH = 25
"""After so many kills something is cut, and all is asked."""


def main(kills: int, seed: int) -> None:
    """Kill so often, cut what can be cut, and tell what was done."""
    logging.disable(logging.CRITICAL)
    dice, counts, begun = random.Random(f"torture {seed}"), Counter[str](), time.monotonic()
    with house(seed, datetime.combine(FIRST, hour(10), ZONE)) as made:
        works.begin(made)
        calm(made, "import")
        made.later(hours=24)
        points = {name: calm(made, name) for name in works.WORKS}
        for number, name in enumerate(islice(cycle(works.WORKS), kills)):
            if name == next(iter(works.WORKS)):
                made.later(hours=24)
            kill_at = dice.randint(1, points[name])
            ended = apart(made, works.WORKS[name], kill_at)
            points[name] = max(points[name], ended.points)
            counts[f"killed in {name}" if ended.status == KILLED else f"{name} was through"] += 1
            again(made, name, f"kill {number + 1} in {name} at point {kill_at}")
            if number % EACH == EACH - 1:
                cut(made, list(cuts.CUTS)[number // EACH % len(cuts.CUTS)], counts)
                sound(verdict.whole(made), f"{number + 1} kills")
        for name in cuts.CUTS if kills < EACH * len(cuts.CUTS) else ():
            cut(made, name, counts)
        sound(verdict.whole(made), "the last kill")
        arrived = made.delivered.total()
    told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    print(f"seed {seed}, {books.kind()}, {time.monotonic() - begun:.0f} s: {told}; {arrived} messages arrived once")


def calm(made: House, name: str) -> int:
    """Do a work without a kill; gives the points that it passes."""
    ended = apart(made, works.WORKS[name])
    sound([(made.folder / "trouble").read_text("utf-8")] if ended.status else [], f"{name} alone")
    return ended.points


def cut(made: House, name: str, counts: Counter[str]) -> None:
    """Take something away; then the house starts again and does the works of the day."""
    made.later(hours=24)
    counts[f"cut of {name}"] += 1
    cuts.CUTS[name](made)
    for each in works.WORKS:
        again(made, each, f"the cut of {name}, in {each}")


def again(made: House, name: str, when: str) -> None:
    """A quarter of an hour later the house starts again and the work is done once more."""
    made.later(minutes=15)
    for work in (works.start, works.WORKS[name]):
        made.later(minutes=1)
        ended = apart(made, work)
        sound([(made.folder / "trouble").read_text("utf-8")] if ended.status else [], f"{when}, then {work.__name__}")
    sound(verdict.quick(made), when)


def sound(found: list[str], when: str) -> None:
    """End the torture where something is broken."""
    if found:
        raise SystemExit("\n".join([f"After {when}:", *found]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
