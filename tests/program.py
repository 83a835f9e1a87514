"""The program as a person starts it: a process of its own, on a book of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
PATIENCE = 120
"""Seconds until a program that neither answers nor ends is given up; a machine with much to do takes long."""
SETTINGS = ("CONCORD_", "DATABASE_URL", "FLASK_")


class Program(NamedTuple):
    """A running program: its address, the environment in which its commands find the same book, and its log."""

    address: str
    env: dict[str, str]
    log: Path

    def flask(self, *words: str) -> str:
        """Run a command of `flask` on this book; returns what it printed."""
        command = [sys.executable, "-m", "flask", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(folder: Path, kind: str, **more: str) -> dict[str, str]:
    """The surroundings of a program: nothing of this process's own settings, a free port, no timetable; and `more`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    chosen = {"CONCORD_ENV": kind, "CONCORD_DATA_DIR": str(folder), "CONCORD_PORT": str(free_port())}
    return own | chosen | {"CONCORD_SCHEDULER": "off"} | more


@contextmanager
def running(folder: Path, kind: str = "development", log: str = "program.log", **more: str) -> Iterator[Program]:
    """Start `python app.py` on the book in a folder, wait until it answers, and stop it in the end."""
    env = environment(folder, kind, **more)
    program = Program(f"http://127.0.0.1:{env['CONCORD_PORT']}", env, folder / log)
    folder.mkdir(parents=True, exist_ok=True)
    with program.log.open("w") as file:
        process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=env, stdout=file, stderr=file)
        try:
            if not answers(program.address, process):
                told = program.log.read_text()[-2000:]
                raise RuntimeError(f"The program does not answer at {program.address}.\n{told}")
            yield program
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the program answers; whether it does."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return True
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False
