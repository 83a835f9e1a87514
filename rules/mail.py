"""What an e-mail that came in says: an answer, a wish for no more of them, a bounce, or a machine's own reply."""

import html
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import NamedTuple

OURS = re.compile(r"<((?:reminder|user-mail)-\d{1,18})@[^<>\s]+>")
QUOTED = re.compile(
    r"^\s*(>|-{3,}|_{8,}|on .{3,200} wrote:|.{3,200}(写道|寫道|來信|来信)[:：]"
    r"|(from|发件人|寄件者|寄件人|發件人)[:：])",
    re.IGNORECASE | re.MULTILINE,
)
TAGS = re.compile(r"<(style|script|head)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)
BREAKS = re.compile(r"<(br|/p|/div|/tr)\b[^>]*>", re.IGNORECASE)
QUOTES = re.compile(r"<blockquote\b.*", re.DOTALL | re.IGNORECASE)
NO_MORE = ("unsubscribe", "opt out", "opt-out", "stop e-mailing", "stop emailing", "退订", "退訂", "拒收")
ALONE = frozenset("stop stopall cancel end quit optout remove 取消 td t n r".split())
PREFIX = re.compile(r"^\s*((re|fwd?|aw|回复|回覆|答复|答覆|转发|轉寄)\s*[:：]\s*)+", re.IGNORECASE)
FIRST_LINES = 3
LONGEST_LINE = 80
NO_SUCH = re.compile(r"5\.(1\.\d+|2\.[01]|4\.4|0\.0)")
"""Says that there is no such address, or none any more; a full mailbox or a refused text say nothing of the address."""


def is_no_such(status: str) -> bool:
    """Whether an enhanced status code says that there is no such address. Source: RFC 3463."""
    return bool(NO_SUCH.fullmatch(status))


class Bounce(NamedTuple):
    """That a mail did not arrive: whose address, the enhanced status code, and what the server said."""

    address: str
    status: str
    reason: str

    @property
    def is_address_bad(self) -> bool:
        """Whether the address is not to be used again."""
        return is_no_such(self.status)


class Mail(NamedTuple):
    """One e-mail, read; `references` are those of our own messages it answers, newest first."""

    id: str
    sender: str
    subject: str
    words: str
    references: tuple[str, ...]
    bounces: tuple[Bounce, ...]
    is_automatic: bool
    attachments: int

    @property
    def wants_no_more(self) -> bool:
        """Whether it asks for no more e-mails: in its subject, or among its first words, never in what it quotes."""
        lines = [line.strip() for line in self.words.splitlines() if line.strip()]
        first = [line for line in lines[:FIRST_LINES] if len(line) <= LONGEST_LINE]
        alone = _plain(self.words) if lines else _plain(self.subject)
        said = [*first, self.subject] if _is_fresh(self.subject) else first
        return alone in ALONE or any(word in line.casefold() for line in said for word in NO_MORE)


def read(data: bytes) -> Mail:
    """Read an e-mail, whole or cut off: what cannot be understood is empty, never an error."""
    parsed = BytesParser(policy=policy.default.clone(raise_on_defect=False)).parsebytes(data)
    report = parsed.get_content_type() == "multipart/report" and parsed.get_param("report-type") == "delivery-status"
    return Mail(
        id=_head(parsed, "Message-ID")[:300],
        sender=parseaddr(_head(parsed, "From"))[1].strip().lower(),
        subject=" ".join(_head(parsed, "Subject").split()),
        words=own_words(_text(parsed)),
        references=_references(parsed, data if report else b""),
        bounces=tuple(_bounces(parsed)) if report else (),
        is_automatic=_is_automatic(parsed),
        attachments=sum(1 for part in parsed.walk() if part.get_content_disposition() == "attachment"),
    )


def own_words(text: str) -> str:
    """What the writer wrote, without what they quote."""
    found = QUOTED.search(text)
    return text[: found.start() if found else None].strip()


def _is_fresh(subject: str) -> bool:
    """Whether a subject is the writer's own; that of an answer is ours."""
    return not PREFIX.match(subject)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _head(parsed: Message, name: str) -> str:
    try:
        return str(parsed.get(name, "") or "").strip()
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""


def _text(parsed: EmailMessage) -> str:
    part = parsed.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        said = part.get_content()
    except (LookupError, ValueError, KeyError):
        said = bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    return _untagged(str(said)) if part.get_content_subtype() == "html" else str(said)


def _untagged(page: str) -> str:
    text = TAGS.sub("", BREAKS.sub("\n", QUOTES.sub("", page)))
    return html.unescape(text).replace("\xa0", " ")


def _references(parsed: Message, report: bytes) -> tuple[str, ...]:
    """The references of our messages: of what it answers, and of what a report brings back."""
    heads = f"{_head(parsed, 'In-Reply-To')} {' '.join(reversed(_head(parsed, 'References').split()))}"
    back = b" ".join(line for line in report.splitlines() if line.lower().startswith(b"message-id:"))
    return tuple(dict.fromkeys(OURS.findall(f"{heads} {back.decode('ascii', 'replace')}")))


def _bounces(parsed: Message) -> Iterator[Bounce]:
    """Who a report says was not reached for good. Source: RFC 3464."""
    for part in parsed.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():
            if isinstance(block, Message) and _head(block, "Action").lower() == "failed":
                address = (_head(block, "Original-Recipient") or _head(block, "Final-Recipient")).rpartition(";")[2]
                reason = " ".join(_head(block, "Diagnostic-Code").split()) or _head(block, "Status")
                yield Bounce(address.strip().lower(), _head(block, "Status")[:12], reason)


def _is_automatic(parsed: Message) -> bool:
    """Whether a machine answers. Source: RFC 3834, and the older heads."""
    kind = _head(parsed, "Auto-Submitted").lower() or "no"
    bulk = _head(parsed, "Precedence").lower() in ("bulk", "junk", "auto_reply", "list")
    return kind != "no" or bulk or bool(_head(parsed, "X-Autoreply") or _head(parsed, "X-Autorespond"))
