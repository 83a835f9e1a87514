"""Medians of processor time, one work after the other in turn, so that a busy machine is busy for all of them alike."""

import math
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROUNDS = 9
Work = Callable[[], object]


class Figure(NamedTuple):
    """The middle of some runs: seconds of processor time, the database server's included, and seconds on the clock."""

    spent: float
    passed: float


class Meter:
    """Reads the time of this process, and of what a database server's process has begun, by its number."""

    def __init__(self, server: int | None = None) -> None:
        self.server = server

    def run(self, work: Work) -> Figure:
        """What one run of a work took."""
        spent, passed = self._spent(), time.perf_counter()
        work()
        return Figure(self._spent() - spent, time.perf_counter() - passed)

    def _spent(self) -> float:
        return time.process_time() + (serving(self.server) if self.server else 0.0)


def serving(server: int) -> float:
    """The processor time so far of the processes that a server has begun and that still run."""
    numbers = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return sum(int(Path(f"/proc/{number}/schedstat").read_text().split()[0]) for number in numbers) / 1e9


def medians(works: Mapping[str, Work], rounds: int = ROUNDS, meter: Meter | None = None) -> dict[str, Figure]:
    """Run the works in turn, once to warm up and then so many rounds; gives the middle of each."""
    meter, found = meter or Meter(), {name: list[Figure]() for name in works}
    for no in range(rounds + 1):
        for name, work in works.items():
            figure = meter.run(work)
            if no:
                found[name].append(figure)
    return {name: middle(figures) for name, figures in found.items()}


def middle(figures: list[Figure]) -> Figure:
    """The middle of each of the two."""
    return Figure(median(each.spent for each in figures), median(each.passed for each in figures))


def exponent(small: float, large: float, times: float) -> float | None:
    """How fast a figure grows with the size of a book: 0 not at all, 1 in step; None where nothing was measured."""
    return math.log(large / small) / math.log(times) if small > 0 and large > 0 and times > 1 else None


def beside(name: str, found: Figure, floor: Figure, bar: str = "") -> str:
    """A line with a figure, its floor and how many times that it is."""
    ratio = found.spent / floor.spent if floor.spent else math.inf
    return f"{name:44} {found.spent * 1000:10.2f} ms  floor {floor.spent * 1000:8.2f} ms  {ratio:8.1f} times  {bar}"
