"""Papers for a borrower: words and rows set as PDF."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from rules.errors import RuleError

FONTS = {"zh_Hans": "Noto Serif CJK SC", "zh_Hant": "Noto Serif CJK TC", "en": "Libertinus Serif"}


FIRST_IDEOGRAPH = "\u2e80"


def compiled(layout: Path, inputs: dict[str, str]) -> bytes:
    """A layout set as PDF; what it reads lies beside it."""
    made = typst.compile(str(layout), root=str(layout.parent), format="pdf", sys_inputs=inputs, font_paths=fonts())
    if not isinstance(made, bytes):
        raise TypeError("a paper is one file")
    return made


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


LAYOUTS = Path(__file__).parents[1] / "templates" / "letters"


def pdf(layout: str, words: Mapping[str, Any], rows: list[list[str]], language: str) -> bytes:
    """A paper as PDF, from its words and rows as the screen shows them.

    Raises RuleError when it is in Chinese and this machine has no Chinese font.
    """
    data = json.dumps({**words, "rows": rows, "language": language, "font": FONTS[language]}, ensure_ascii=False)
    check_font(data)
    return compiled(LAYOUTS / f"{layout}.typ", {"data": data})
