"""One budget of time for each message: whatever the other side does, its line is cut when the time is used up."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer

SECONDS = 20.0
"""From the first knock to the last byte of the answer."""
Line = Callable[[], socket.socket | None]


class Budget:
    """The time that is left for one message; `line` is its connection as it stands, None while there is none."""

    def __init__(self, line: Line) -> None:
        self.line, self.over = line, Event()

    def end(self) -> None:
        """Cut the line; whoever reads from it finds it broken."""
        self.over.set()
        if found := self.line():
            with suppress(OSError):
                socket.socket.shutdown(found, socket.SHUT_RDWR)  # The one of TLS would wait for the other side.

    def check(self) -> None:
        """Raise TimeoutError where the time was used up before the line stood."""
        if self.over.is_set():
            raise TimeoutError


@contextmanager
def spending(line: Line) -> Iterator[Budget]:
    """Let the time of a message run; a single wait is bounded by the timeout of its socket, all of them by this."""
    budget = Budget(line)
    timer = Timer(SECONDS, budget.end)
    timer.daemon = True
    timer.start()
    try:
        yield budget
    finally:
        timer.cancel()
