"""Every page of the demo book in Chinese, for everybody: names the English words that stand on it. Ends with 1 for any.

What people and files wrote, names, codes and addresses, is theirs: a word that stands in the tables, and those of
ALLOWED, which Chinese offices write in Latin letters, are passed over.
"""

import json
import os
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import config
from app import create_app
from bench import counts
from bench.kit import desk
from models.base import Language
from rules.access import Role
from tools.screenshots import BOOK, copied

ALLOWED = frozenset(
    "Concord SMS PDF CSV XLSX Excel IMAP SMTP TLS HTTP URL API ID QR Twilio Ctrl Cmd SHA JSON YAML UTF GBK BIC IBAN "
    "camt OFX QIF BAI MT SWIFT APP App PAR FPD PostgreSQL SQLite Alt Enter Esc LPR lpr xlsx PNG JPEG MB STARTTLS https "
    "English EN AccessKey SecretId Account SID sum kind given expect measures CNY GBP HKD TWD USD JOB".split()
)
WORD = re.compile(r"(?<![\w@./#&%:-])[A-Za-z][A-Za-z'’]+(?![\w@/-]|\.\w)")
SILENT = frozenset({"script", "style", "svg", "code", "pre", "kbd", "textarea"})
SAID = ("aria-label", "title", "placeholder", "alt")
OWN = re.compile(r"[A-Za-z][A-Za-z'’]+")


class Words(HTMLParser):
    """The texts of a page, those of attributes too; what is said to be English, with `lang`, is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.silent, self.found = 0, list[str]()
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hear what attributes say, and go silent inside what is no text."""
        self.silent += tag in SILENT
        if tag in self.foreign or dict(attrs).get("lang") == "en":
            self.foreign.append(tag)
        self.found += [value for name, value in attrs if name in SAID and value]

    def handle_endtag(self, tag: str) -> None:
        """Hear again."""
        self.silent -= tag in SILENT
        if self.foreign[-1:] == [tag]:
            self.foreign.pop()

    def handle_data(self, data: str) -> None:
        """Hear a text."""
        if not self.silent and not self.foreign and data.strip():
            self.found.append(data.strip())


def main() -> int:
    """Look at every page; print each word with a page and a text in which it stands."""
    with tempfile.TemporaryDirectory() as place:
        settings = config.from_environment({**os.environ, "CONCORD_ENV": "demo"})
        folder = copied(settings.data_dir, Path(place) / "book")
        theirs = written(folder / BOOK) | ALLOWED
        wrong = defaultdict[str, set[tuple[str, str]]](set)
        for language in (Language.zh_Hans, Language.zh_Hant):
            for path, text in texts(folder, language):
                for word in WORD.findall(text):
                    if word not in theirs:
                        wrong[word].add((f"{language} {path}", text[:90]))
    for word, places in sorted(wrong.items(), key=lambda each: -len(each[1])):
        print(word, len(places), *min(places), sep=" | ")
    print(f"{len(wrong)} English words")
    return 1 if wrong else 0


def written(book: Path) -> set[str]:
    """The words that stand in the tables: what people, files and other houses wrote."""
    found: set[str] = set()
    with closing(sqlite3.connect(book)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if table in ("audit_entry", "alembic_version", "decision"):
                continue
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - The name is the database's own.
                found.update(word for each in row if isinstance(each, str) for word in said(each))
    return found


def said(text: str) -> Iterator[str]:
    """The words of a stored text; sentences of the house, which are kept as messages, have none of their own."""
    if text.startswith("{") and '"message"' in text:
        text = " ".join(map(str, json.loads(text).get("values", {}).values()))
    return iter(OWN.findall(text))


def texts(folder: Path, language: Language) -> Iterator[tuple[str, str]]:
    """Every text of every page, with its address, as everybody sees it in a language."""
    with closing(sqlite3.connect(folder / BOOK)) as connection, connection:
        connection.execute("UPDATE app_user SET language = ?", [str(language)])
    app = create_app(config.from_environment({**os.environ, "CONCORD_ENV": "demo", "CONCORD_DATA_DIR": str(folder)}))
    with app.app_context():
        found = [path for path, name in counts.addresses(app) if "?" not in name]
        for role in Role:
            client = desk.browser(app, role)
            for path in found:
                answer = client.get(path)
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    page = Words()
                    page.feed(answer.get_data(as_text=True))
                    yield from ((f"{role} {path}", text) for text in page.found)


if __name__ == "__main__":
    raise SystemExit(main())
