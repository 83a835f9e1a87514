"""The mailbox that answers come to, read over IMAP."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 20
MOST_BYTES = 2_000_000
"""So much of a mail is read: its words stand before its attachments."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")
Error = (OSError, imaplib.IMAP4.error)


class Box(NamedTuple):
    """An open mailbox. What nobody has read and nobody has flagged waits."""

    server: imaplib.IMAP4

    def waiting(self) -> list[str]:
        """The numbers of the mails that wait, oldest first."""
        _, found = self.server.uid("SEARCH", "UNSEEN", "UNFLAGGED")
        return str((found[0] or b"").decode()).split()

    def read(self, uid: str) -> bytes:
        """A mail, its first two megabytes, without marking it as read."""
        _, found = self.server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        return next((bytes(part[1]) for part in found if isinstance(part, tuple)), b"")

    def done(self, uid: str) -> None:
        """It stands in the book: it is read."""
        self.server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")

    def leave(self, uid: str) -> None:
        """Leave it to a person: unread, with a flag."""
        self.server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Flagged)")


@contextmanager
def opened(url: str) -> Iterator[Box]:
    """Open imap[s]://user:password@host:port/folder, by default the inbox; raises what `Error` names.

    A password travels without TLS only inside this machine.
    """
    parts = urlsplit(url)
    server = _connect(parts.scheme, parts.hostname or "localhost", parts.port)
    try:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        server.select(f'"{unquote(parts.path).strip("/") or "INBOX"}"')
        yield Box(server)
    finally:
        with suppress(*Error):
            server.logout()


def _connect(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=context, timeout=TIMEOUT_SECONDS)
    server = imaplib.IMAP4(host, port or 143, timeout=TIMEOUT_SECONDS)
    if host not in LOOPBACK:
        server.starttls(context)
    return server
