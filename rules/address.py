"""A postal address as the lines of an envelope, in the order of its country."""

import re

POSTCODE_ZH = re.compile(r"(?<![\d-])(\d{6}|\d{3}(?:\d{2,3})?)(?![\d-])")
"""Six digits on the mainland; three, five or six in Taiwan. Only the first or last word of an address is one."""
POSTCODE_UK = re.compile(r"[,\s]*\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\s*$", re.IGNORECASE)
STATE_US = re.compile(r"^[A-Z]{2} \d{5}(-\d{4})?$")
COUNTRY_ZH = re.compile(r"^(中国|中國|台灣|臺灣|台湾)\s*")
RECEIVER = {"zh_Hans": "{} 收", "zh_Hant": "{} 收"}


def window(name: str, address: str, language: str) -> list[str]:
    """The lines of the window: of a Chinese address postcode, address, name; else name, address, postcode.

    `address` is what is kept, its own lines first; one line is cut at its commas. Source: UPU S42; GB/T 1416.
    """
    lines = [" ".join(line.split()) for line in address.splitlines() if line.strip()]
    if any(sign > "\u2e80" for sign in address):
        return _chinese(name, lines, language)
    return [name, *_western(lines)]


def _chinese(name: str, lines: list[str], language: str) -> list[str]:
    text = COUNTRY_ZH.sub("", "\n".join(lines)).strip()
    codes = [match for match in POSTCODE_ZH.finditer(text) if _at_edge(match, text)]
    if codes:
        text = (text[: codes[0].start()] + text[codes[0].end() :]).strip(" ,，\n")
    return [
        *(match[0] for match in codes[:1]),
        *filter(None, text.split("\n")),
        RECEIVER.get(language, "{}").format(name),
    ]


def _at_edge(match: re.Match[str], text: str) -> bool:
    """Whether digits stand alone at the beginning or end: others are the number of a house."""
    return not text[: match.start()].strip() or not text[match.end() :].strip()


def _western(lines: list[str]) -> list[str]:
    found = [
        part.strip() for line in lines for part in (line.split(",") if len(lines) == 1 else [line]) if part.strip()
    ]
    if len(found) > 1 and STATE_US.fullmatch(found[-1]):
        return [*found[:-2], f"{found[-2]}, {found[-1]}"]
    if found and (match := POSTCODE_UK.search(found[-1])):
        rest = found[-1][: match.start()].strip(" ,")
        return [*found[:-1], *filter(None, [rest]), f"{match[1]} {match[2]}".upper()]
    return found
