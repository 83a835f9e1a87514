"""Papers for a borrower: words and rows set as PDF."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from services.channel import letter

LAYOUTS = Path(__file__).parents[1] / "templates" / "letters"


def pdf(layout: str, words: Mapping[str, Any], rows: list[list[str]], language: str) -> bytes:
    """A paper as PDF, from its words and rows as the screen shows them.

    Raises RuleError when it is in Chinese and this machine has no Chinese font.
    """
    data = json.dumps({**words, "rows": rows, "language": language, "font": letter.FONTS[language]}, ensure_ascii=False)
    letter.check_font(data)
    made = typst.compile(str(LAYOUTS / f"{layout}.typ"), format="pdf", sys_inputs={"data": data})
    if not isinstance(made, bytes):
        raise TypeError("a paper is one file")
    return made
