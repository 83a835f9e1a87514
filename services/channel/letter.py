"""Letters as PDF, set by typst into a folder, ready to print and post."""

import json
from pathlib import Path
from typing import NamedTuple

from rules import address
from rules.errors import RuleError
from services.channel import Message, Sent
from services.paper import FONTS, check_font, compiled

SEAL = {"zh_Hans": "（盖章）", "zh_Hant": "（蓋章）"}
HEADS = {
    "en": {2: ("Due on", "Amount"), 3: ("Contract", "Due on", "Amount")},
    "zh_Hans": {2: ("到期日", "金额"), 3: ("合同", "到期日", "金额")},
    "zh_Hant": {2: ("到期日", "金額"), 3: ("編號", "到期日", "金額")},
}
"""What stands over amounts by their days, by the number of columns: a reader by ear asks for it (PDF/UA 7.5)."""
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
    """The letter as PDF. Raises RuleError without a postal address, or where a font or a sign is missing."""
    check_font(message.name + message.subject + message.body + message.sender)
    if not message.to.strip():
        raise RuleError("There is no postal address of %(name)s, so no letter is set.", name=message.name)
    tongue = message.language
    words = {name: getattr(message, name) for name in ("reference", "sender", "subject", "body", "day", "head")}
    words |= {
        "language": tongue,
        "font": FONTS[tongue],
        "seal": SEAL.get(tongue, ""),
        "heads": HEADS[tongue],
        "logo": list(message.logo) or None,
    }
    words["window"] = address.window(message.name, message.to, tongue)
    return compiled(LAYOUT, {"data": json.dumps(words, ensure_ascii=False)})
