"""A text message: in which alphabet it travels, in how many parts, and what its frame must hold."""

import enum
import re
from collections.abc import Iterable
from enum import auto
from typing import NamedTuple

PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = frozenset("^{}\\[~]|€\f")
"""The alphabet of GSM 03.38; of `DOUBLE` each sign counts as two. Source: 3GPP TS 23.038."""
BY_SIGN = frozenset({"cn"})
"""Countries whose operators count every sign as one of 70, whatever its alphabet. Source: operators' practice."""
SIGNED = re.compile(r"^\s*(【[^】]+】|[^\n:]{2,60}:)")
WAY_OUT = re.compile(r"退订|退訂|拒收|回T|STOP|opt out", re.IGNORECASE)
FRAME = {
    "en": ("{}: ", "Reply STOP to opt out."),
    "zh_Hans": ("【{}】", "拒收请回复R"),
    "zh_Hant": ("【{}】", "拒收請回覆R"),
}
"""Before and after: the sender, and the way to stop. Source: compliance handbook RQ-CN-02, RQ-US-02."""


class Encoding(enum.StrEnum):
    """How a text travels: 160 signs of the plain alphabet in one part, or 70 of any."""

    gsm7 = auto()
    ucs2 = auto()


SIZES = {Encoding.gsm7: (160, 153), Encoding.ucs2: (70, 67)}
"""How many units one part holds, and each of several. Source: 3GPP TS 23.040."""


class Counted(NamedTuple):
    """What a text comes to; `foreign` are the signs that the plain alphabet has not, each once."""

    encoding: Encoding
    units: int
    parts: int
    foreign: str


def counted(text: str, country: str = "") -> Counted:
    """Count a text as an operator of `country` (as in `BY_SIGN`) does; no sign is cut between two parts."""
    foreign = "".join(dict.fromkeys(sign for sign in text if sign not in PLAIN | DOUBLE))
    encoding = Encoding.ucs2 if foreign or country in BY_SIGN else Encoding.gsm7
    sizes = [_size(sign, encoding) for sign in text]
    one, each = SIZES[encoding]
    parts = 1 if sum(sizes) <= one else _parts(sizes, each)
    return Counted(encoding, sum(sizes), parts, foreign)


def framed(body: str, sender: str, language: str) -> str:
    """A text with its sender before it and the way to stop after it, where it does not say so itself."""
    before, after = FRAME[language]
    head = "" if SIGNED.match(body) or not sender else before.format(sender)
    return f"{head}{body.strip()}" + ("" if WAY_OUT.search(body) else f"\n{after}")


def lacks_sender(body: str) -> bool:
    """Whether a text does not say first who sends it. Source: compliance handbook RQ-CN-02."""
    return not SIGNED.match(body)


def lacks_way_out(body: str) -> bool:
    """Whether a text does not say how to stop such texts. Source: compliance handbook RQ-CN-02, RQ-US-02."""
    return not WAY_OUT.search(body)


def _size(sign: str, encoding: Encoding) -> int:
    is_wide = sign in DOUBLE if encoding == Encoding.gsm7 else ord(sign) > 0xFFFF
    return 2 if is_wide else 1


def _parts(sizes: Iterable[int], each: int) -> int:
    count, room = 1, each
    for size in sizes:
        if size > room:
            count, room = count + 1, each
        room -= size
    return count
