"""Papers for a borrower: words and rows set as PDF."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.channel import letter

LAYOUTS = Path(__file__).parents[1] / "templates" / "letters"


def pdf(layout: str, words: Mapping[str, Any], rows: list[list[str]], language: str) -> bytes:
    """A paper as PDF, from its words and rows as the screen shows them.

    Raises RuleError when it is in Chinese and this machine has no Chinese font.
    """
    data = json.dumps({**words, "rows": rows, "language": language, "font": letter.FONTS[language]}, ensure_ascii=False)
    letter.check_font(data)
    return letter.compiled(LAYOUTS / f"{layout}.typ", {"data": data})
