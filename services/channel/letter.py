"""Letters as PDF, set by typst into a folder, ready to print and post."""

import functools
import json
from pathlib import Path
from typing import NamedTuple

import typst

from rules.errors import RuleError
from services.channel import Message, Sent

LAYOUT = Path(__file__).parents[2] / "templates" / "letters" / "letter.typ"
FONTS = {"zh_Hans": "Noto Serif CJK SC", "zh_Hant": "Noto Serif CJK TC", "en": "Libertinus Serif"}
FIRST_IDEOGRAPH = "\u2e80"


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
    data = json.dumps(message._asdict() | {"font": FONTS[message.language]}, ensure_ascii=False)
    return compiled(LAYOUT, {"data": data})


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
