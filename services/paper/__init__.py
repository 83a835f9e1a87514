"""Papers for a borrower or a court: words and rows set as PDF that a screen reader can read, every sign of them."""

import functools
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from rules.errors import RuleError

FONTS = {"zh_Hans": "Noto Serif CJK SC", "zh_Hant": "Noto Serif CJK TC", "en": "Libertinus Serif"}
LAYOUTS = Path(__file__).parents[2] / "templates" / "letters"
HOUSE = "house.typ"
"""What all layouts share; it lies beside each."""
FIRST_IDEOGRAPH = "\u2e80"
READABLE, WHOLE = "ua-1", "a-2u"
"""PDF/UA-1: title, language, headings; PDF/A-2u: fonts and signs alone. Either refuses a sign without a font."""
WITHOUT_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
MOST_SIGNS = 5


def compiled(layout: Path, inputs: dict[str, str], standard: str | None = READABLE) -> bytes:
    """A layout set as PDF; what it reads lies beside it.

    Raises RuleError, which names the signs, where no font of this machine has one: a box would stand in its place.
    """
    standards: Any = [standard] if standard else []
    try:
        made = typst.compile(
            str(layout),
            root=str(layout.parent),
            format="pdf",
            sys_inputs=inputs,
            font_paths=fonts(),
            pdf_standards=standards,
            pdf_tags=standard == READABLE,
        )
    except typst.TypstError as error:
        raise _refusal(error) from error
    if not isinstance(made, bytes):
        raise TypeError("a paper is one file")
    return made


def _refusal(error: typst.TypstError) -> Exception:
    """A sentence about signs that no font has; anything else is ours."""
    signs = list(dict.fromkeys("".join(WITHOUT_FONT.findall(error.diagnostic or error.message))))
    if not signs:
        return error
    named = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs[:MOST_SIGNS])
    return RuleError(
        "No font on this machine has %(signs)s: install one that has it, like the package fonts-hanazono.", signs=named
    )


@functools.cache
def fonts() -> typst.Fonts:
    """The fonts of this machine, read once: each setting would read some fifty megabytes anew."""
    return typst.Fonts(include_system_fonts=True)


def check_font(text: str) -> None:
    """Say clearly when a text needs a Chinese font and there is none."""
    if any(char >= FIRST_IDEOGRAPH for char in text) and not has_chinese_font():
        raise RuleError("Letters in Chinese need a Chinese font on this machine: install the package fonts-noto-cjk.")


@functools.cache
def has_chinese_font() -> bool:
    """Whether a font for Chinese is installed."""
    return any("CJK" in name or "Han" in name for name in fonts().families())


def pdf(layout: str, words: Mapping[str, Any], rows: list[list[str]], language: str) -> bytes:
    """A paper as PDF, from its words and rows as the screen shows them.

    Raises RuleError when it is in Chinese and this machine has no Chinese font, or no font has one of its signs.
    """
    data = json.dumps({**words, "rows": rows, "language": language, "font": FONTS[language]}, ensure_ascii=False)
    check_font(data)
    return compiled(LAYOUTS / f"{layout}.typ", {"data": data})
