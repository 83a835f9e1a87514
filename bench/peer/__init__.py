"""Django's admin over the same tables, in an environment and a process of its own; `bench.against` asks it."""

import hashlib
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements.txt"
HOME = HERE.parent.parent / "var" / "bench"


class Peer:
    """A running peer that answers requests one by one."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, path: str) -> dict[str, Any]:
        """Get a page: its status, bytes, statements, and the seconds of processor time it took."""
        if self.process.stdin is None or self.process.stdout is None:
            raise TypeError("the peer has no pipes")
        print(path, file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("The peer ended; see what it printed above.")
        found: dict[str, Any] = json.loads(line)
        return found


def python() -> Path:
    """The interpreter of the peer's environment, made on the first run and again when its requirements change."""
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    place = HOME / f"peer-{digest}"
    found = place / "bin" / "python"
    if not (place / "ready").exists():
        print("Installing the peer ...", flush=True)
        venv.create(place, with_pip=True, clear=True)
        command = [str(found), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
        subprocess.run(command, check=True)
        (place / "ready").touch()
    return found


@contextmanager
def running(database: Mapping[str, Any]) -> Iterator[Peer]:
    """The peer on a database, in Django's own words, for as long as it is needed."""
    env = {**os.environ, "PEER_DATABASE": json.dumps(database), "PEER_HOME": str(HOME)}
    command = [str(python()), str(HERE / "panel.py")]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": sys.stderr}
    with subprocess.Popen(command, env=env, text=True, **pipes) as process:
        try:
            yield Peer(process)
        finally:
            if process.stdin:
                process.stdin.close()
