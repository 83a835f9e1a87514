"""Write rules/content/simplified.py from OpenCC's table of characters: `python tools/simplified_table.py`."""

from importlib.util import find_spec
from pathlib import Path

PAGE = Path(__file__).parent.parent / "rules" / "content" / "simplified.py"
PACKAGE = "opencc"
TABLE = "dictionary/TSCharacters.txt"
WIDTH = 110
HEAD = '''\
"""Traditional characters and the simplified ones they are first read as, one sign for one sign.

Source: OpenCC (github.com/BYVoid/OpenCC), TSCharacters.txt, the first reading of each, as the package
opencc-python-reimplemented of requirements-dev.txt ships it. Licence: Apache License 2.0.
Made by `make simplified`; do not edit. What we read otherwise stands in VARIANTS of rules/content/glyph.py.
"""
'''


def main() -> None:
    """Write the table."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole file, as it must stand in rules/content/simplified.py."""
    pairs = first_readings(source().read_text("utf-8-sig"))
    parts = (block("_TRADITIONAL", "".join(pairs)), block("_SIMPLIFIED", "".join(pairs.values())))
    return "\n".join([HEAD, *parts, "SIMPLIFIED = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))\n"])


def source() -> Path:
    """Where OpenCC's table lies. Raises ModuleNotFoundError where the package is not installed."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"There is no package {PACKAGE} here: run make setup.", name=PACKAGE)
    return Path(found.origin).parent / TABLE


def first_readings(text: str) -> dict[str, str]:
    """Each character with its first reading, in the table's order, without those that stay as they are."""
    rows = (line.split("\t") for line in text.splitlines() if line)
    readings = {char: simple.split()[0] for char, simple in rows}
    return {char: simple for char, simple in readings.items() if simple != char}


def block(name: str, signs: str) -> str:
    """A long text as one constant over several lines."""
    lines = [f'    "{signs[at : at + WIDTH]}"' for at in range(0, len(signs), WIDTH)]
    return "\n".join([f"{name} = (", *lines, ")"])


if __name__ == "__main__":
    main()
