"""Write docs/rules.md from the first lines and the sources of the rules: `python tools/rules_page.py`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"
HEAD = """\
# The rules

Made by `make docs` from the first line of every module and function in `rules/`, with the source it names. Do not edit.
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page, as it must stand in docs/rules.md."""
    files = sorted(file for file in (ROOT / "rules").rglob("*.py") if file.name != "__init__.py")
    return "\n".join([HEAD, *(section for file in files for section in chapter(file))])


def chapter(file: Path) -> Iterator[str]:
    """One module: what it is about, then a line for each public function."""
    text = file.read_text("utf-8")
    tree = ast.parse(text)
    said = ast.get_docstring(tree) or ""
    if not said:
        return
    yield f"## {file.relative_to(ROOT).as_posix()}\n"
    yield f"{escaped(first(said))}{source(said)}\n"
    lines = [entry(node) for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]
    if lines:
        yield "\n".join(lines) + "\n"
    if tables := [escaped(found.strip()) for found in re.findall(r"^# Source: (.+)$", text, re.MULTILINE)]:
        yield "Sources of its tables: " + "; ".join(dict.fromkeys(tables)) + "\n"


def entry(node: ast.FunctionDef) -> str:
    """A function by its name, first line and source."""
    said = ast.get_docstring(node) or ""
    return f"- `{node.name}`: {escaped(first(said))}{source(said)}"


def first(said: str) -> str:
    """The first paragraph, on one line."""
    return " ".join(said.split("\n\n")[0].split())


def source(said: str) -> str:
    """The source that a docstring names after its first paragraph, in brackets."""
    _, _, rest = said.partition("\n\n")
    found = re.search(r"Source: (.+?)(?:\n\n|\Z)", rest, re.DOTALL)
    return f" *(Source: {escaped(' '.join(found[1].split()).rstrip('.'))})*" if found else ""


def escaped(text: str) -> str:
    """Text that Markdown shows as it is; what stands in backticks needs no help."""
    parts = text.split("`")
    return "`".join(re.sub(r"([*_<>|])", r"\\\1", part) if at % 2 == 0 else part for at, part in enumerate(parts))


if __name__ == "__main__":
    main()
