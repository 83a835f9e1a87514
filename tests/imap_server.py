"""A small IMAP server of this machine: one folder, the commands a reader of unread mail needs (RFC 3501)."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

USER, PASSWORD = "desk", "p@ss word"
KEYS = {"UNSEEN": ("\\Seen", False), "UNFLAGGED": ("\\Flagged", False), "SEEN": ("\\Seen", True)}


class Folder:
    """The mails, and the flags of each; a number is its place, from 1."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.flags: list[set[str]] = []
        self.sessions = 0

    def add(self, mail: bytes) -> None:
        """A mail comes in, unread."""
        self.mails.append(mail)
        self.flags.append(set())


class Session(socketserver.StreamRequestHandler):
    """One connection; what it does not know is BAD, as a real server says."""

    folder: Folder
    signed_in = False

    def handle(self) -> None:
        self.folder.sessions += 1
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, command, rest = (*line.split(" ", 2), "")[:3]
            if command.upper() == "UID":
                command, _, rest = rest.partition(" ")
            answer = getattr(self, f"do_{command.lower()}", None)
            if answer is None or (not self.signed_in and command.upper() not in ("CAPABILITY", "LOGIN", "LOGOUT")):
                self.say(f"{tag} BAD unknown")
            else:
                self.say(f"{tag} {answer(rest) or 'OK done'}")
            if command.upper() == "LOGOUT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def do_capability(self, rest: str) -> None:
        self.say("* CAPABILITY IMAP4rev1")

    def do_login(self, rest: str) -> str | None:
        self.signed_in = rest == f'{USER} "{PASSWORD}"'
        return None if self.signed_in else "NO wrong"

    def do_select(self, rest: str) -> str | None:
        if rest != '"INBOX"':
            return "NO such folder"
        self.say(f"* {len(self.folder.mails)} EXISTS")
        return "OK [READ-WRITE] done"

    def do_search(self, rest: str) -> None:
        asked = [KEYS[key] for key in rest.split()]
        found = [
            str(number)
            for number, flags in enumerate(self.folder.flags, 1)
            if all((flag in flags) == wanted for flag, wanted in asked)
        ]
        self.say(" ".join(["* SEARCH", *found]))

    def do_fetch(self, rest: str) -> None:
        match = re.fullmatch(r"(\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", rest)
        assert match
        data = self.folder.mails[int(match[1]) - 1][: int(match[2])]
        self.wfile.write(f"* {match[1]} FETCH (UID {match[1]} BODY[]<0> {{{len(data)}}}\r\n".encode() + data + b")\r\n")

    def do_store(self, rest: str) -> None:
        match = re.fullmatch(r"(\d+) \+FLAGS\.SILENT \((\S+)\)", rest)
        assert match
        self.folder.flags[int(match[1]) - 1].add(match[2])

    def do_logout(self, rest: str) -> None:
        self.say("* BYE")


@contextmanager
def serving() -> Iterator[tuple[str, Folder]]:
    """Serve; gives the address with user and password, and the folder."""
    folder = Folder()
    handler: Any = type("Here", (Session,), {"folder": folder})
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"imap://{USER}:p%40ss%20word@127.0.0.1:{server.server_address[1]}", folder
    server.shutdown()
    thread.join()
    server.server_close()
