"""The mailbox that answers come to, read over IMAP."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from services.channel import budget

MOST_BYTES = 2_000_000
"""So much of a mail is read: its words stand before its attachments."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")
Error = (OSError, imaplib.IMAP4.error)


class Box(NamedTuple):
    """An open mailbox. What nobody has read and nobody has flagged waits; each exchange has the budget of a message."""

    server: imaplib.IMAP4

    def waiting(self) -> list[str]:
        """The numbers of the mails that wait, oldest first."""
        found = self._asked("SEARCH", "UNSEEN", "UNFLAGGED")
        return str((found[0] or b"").decode()).split()

    def read(self, uid: str) -> bytes:
        """A mail, its first two megabytes, without marking it as read."""
        found = self._asked("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        return next((bytes(part[1]) for part in found if isinstance(part, tuple)), b"")

    def done(self, uid: str) -> None:
        """It stands in the book: it is read."""
        self._asked("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")

    def leave(self, uid: str) -> None:
        """Leave it to a person: unread, with a flag."""
        self._asked("STORE", uid, "+FLAGS.SILENT", r"(\Flagged)")

    def _asked(self, *words: str) -> list[Any]:
        with budget.spending(lambda: self.server.sock):
            return list(self.server.uid(*words)[1])


@contextmanager
def opened(url: str) -> Iterator[Box]:
    """Open imap[s]://user:password@host:port/folder, by default the inbox; raises what `Error` names.

    A password travels without TLS only inside this machine.
    """
    parts = urlsplit(url)
    kind = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
    server = kind.__new__(kind)  # Made before it is begun: its line can be cut while it still greets.
    try:
        with budget.spending(lambda: getattr(server, "sock", None)):
            _connect(server, parts.hostname or "localhost", parts.port)
            server.login(unquote(parts.username or ""), unquote(parts.password or ""))
            server.select(f'"{unquote(parts.path).strip("/") or "INBOX"}"')
        yield Box(server)
    finally:
        _close(server)


def _connect(server: imaplib.IMAP4, host: str, port: int | None) -> None:
    context = ssl.create_default_context()
    if isinstance(server, imaplib.IMAP4_SSL):
        imaplib.IMAP4_SSL.__init__(server, host, port or 993, ssl_context=context, timeout=budget.SECONDS)
        return
    imaplib.IMAP4.__init__(server, host, port or 143, timeout=budget.SECONDS)
    if host not in LOOPBACK:
        server.starttls(context)


def _close(server: imaplib.IMAP4) -> None:
    """Say farewell where anybody listens, and close the line in any case."""
    if getattr(server, "sock", None) is None:
        return
    with suppress(*Error), budget.spending(lambda: server.sock):
        server.logout()
    with suppress(*Error):
        server.shutdown()
