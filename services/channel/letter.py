"""Letters as PDF, set by typst into a folder, ready to print and post."""

import json
from pathlib import Path
from typing import NamedTuple

from services.channel import Message, Sent
from services.paper import FONTS, check_font, compiled

LAYOUT = Path(__file__).parents[2] / "templates" / "letters" / "letter.typ"


class Letter(NamedTuple):
    """Writes each letter into a folder, once."""

    folder: Path

    def send(self, message: Message) -> Sent:
        """Set the letter under its reference; again it stands there unchanged. Raises RuleError without a font."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{message.reference}.pdf"
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_bytes(pdf(message))
            part.replace(path)
        return Sent(f"letter:{path.name}")


def pdf(message: Message) -> bytes:
    """The letter as PDF. Raises RuleError when it is in Chinese and this machine has no Chinese font."""
    check_font(message.name + message.subject + message.body + message.sender)
    data = json.dumps(message._asdict() | {"font": FONTS[message.language]}, ensure_ascii=False, default=str)
    return compiled(LAYOUT, {"data": data})
