"""E-mails as they leave: who writes, where answers are read, how it stops, a plain and a simple HTML part."""

import html
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rules import message as words
from services.channel import Message

MESSAGES = Path(__file__).parents[2] / "templates" / "messages"
NOWHERE = "outbox@concord.invalid"
"""Who writes what lands in the file outbox while nobody has set a sender."""
LINK = re.compile(r"https?://[^\s<>\"]+")
WHOLE = ("list-unsubscribe", "message-id")


class Head(NamedTuple):
    """What is the same on every e-mail: the sender, the address where replies are read, and that of our pages."""

    mail_from: str
    reply_to: str = ""
    url: str = ""


class Policy(EmailPolicy):
    """RFC 5322 lines; what a machine reads is never broken into encoded words, only between its parts."""

    def fold(self, name: str, value: Any) -> str:
        """One header with its line ends."""
        if name.lower() in WHOLE:
            return f"{name}: {value}".replace(">, <", f">,{self.linesep} <") + self.linesep
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


POLICY = Policy(linesep="\r\n", cte_type="7bit")
"""Seven bits: a server on the way may know no others."""


def made(message: Message, head: Head) -> EmailMessage:
    """The e-mail of a message. Source: RFC 5322, RFC 3834 (Auto-Submitted), RFC 2369 and 8058 (List-Unsubscribe)."""
    mail = EmailMessage(policy=POLICY)
    named, address = parseaddr(head.mail_from or NOWHERE)
    mail["Date"] = message.at
    mail["From"] = _address(message.sender or named, address)
    mail["To"] = _address(message.name, message.to)
    if head.reply_to:
        mail["Reply-To"] = _address(message.sender or named, head.reply_to)
    mail["Subject"] = _line(message.subject)
    mail["Message-ID"] = f"<{message.reference}@{address.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    body = "\n\n".join(filter(None, (message.body.rstrip(), _way_out(mail, message, head)))) + "\n"
    mail.set_content(body)
    mail.add_alternative(_html(body, message), subtype="html")
    if message.language:
        mail["Content-Language"] = _tag(message.language)
    return mail


def _way_out(mail: EmailMessage, message: Message, head: Head) -> str:
    """Name the ways to stop e-mails, to the machine and, in a sentence, to the reader; none where none is open."""
    if not message.stop:
        return ""
    link = f"{head.url}/stop/{message.stop}" if head.url else ""
    post = f"mailto:{head.reply_to}?subject=unsubscribe" if head.reply_to else ""
    if link or post:
        mail["List-Unsubscribe"] = ", ".join(f"<{way}>" for way in (link, post) if way)
    if link.startswith("https://"):
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if link:
        return words.fill(_said("link", message.language), {"link": link})
    return _said("reply", message.language) if post else ""


@cache
def _said(way: str, language: str) -> str:
    return (MESSAGES / f"opt_out.{way}.{language or 'en'}.txt").read_text("utf-8").strip()


def _html(body: str, message: Message) -> str:
    """The same words as a page: paragraphs and links, nothing that is loaded from anywhere."""
    paragraphs = [f"<p>{_linked(each)}</p>" for each in re.split(r"\n{2,}", body.strip())]
    title = html.escape(_line(message.subject)) or "-"
    known = {"language": _tag(message.language or "en"), "title": title, "body": "\n".join(paragraphs)}
    return words.fill(_page(), known)


@cache
def _page() -> str:
    return (MESSAGES / "mail.html").read_text("utf-8")


def _linked(paragraph: str) -> str:
    text = html.escape(paragraph).replace("\n", "<br>\n")
    return LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', text)


def _address(name: str, address: str) -> Address:
    return Address(display_name=_line(name), addr_spec=address)


def _line(text: str) -> str:
    """A text that no line end breaks out of its header."""
    return " ".join(text.split())


def _tag(language: str) -> str:
    return language.replace("_", "-")
