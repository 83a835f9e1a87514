"""Write rules/fold/initials.py from pypinyin's table of readings: `python tools/initials_table.py`."""

from itertools import groupby
from pathlib import Path

from pypinyin import Style, pinyin

PAGE = Path(__file__).parent.parent / "rules" / "fold" / "initials.py"
FIRST, LAST = 0x4E00, 0x9FA5
"""The Unified Ideographs of the first version of Unicode: names are written with them, but for a handful."""
WIDTH = 110
HEAD = '''\
"""The first letter of how a Chinese character is usually read, in pinyin: for each letter, the characters read so.

Source: pypinyin (github.com/mozillazg/python-pinyin), as requirements-dev.txt names it. Licence: MIT.
Made by `make initials`; do not edit. What names read otherwise besides stands in ALSO of rules/fold/words.py.
"""
'''


def main() -> None:
    """Write the table."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole file, as it must stand in rules/fold/initials.py."""
    known = sorted((letter(chr(code)), chr(code)) for code in range(FIRST, LAST + 1))
    groups = groupby((pair for pair in known if pair[0]), key=lambda pair: pair[0])
    blocks = [block(key, "".join(sign for _, sign in found)) for key, found in groups]
    last = "INITIALS = {sign: letter for letter, signs in _READ.items() for sign in signs}\n"
    return "\n".join([HEAD, "_READ = {", *blocks, "}", last])


def letter(sign: str) -> str:
    """The first letter of the usual reading of a character; nothing where none is known."""
    readings = pinyin(sign, style=Style.NORMAL, errors="ignore")
    first = readings[0][0][:1] if readings else ""
    return first if first.isascii() and first.isalpha() else ""


def block(key: str, signs: str) -> str:
    """The characters of a letter as one text over several lines."""
    if len(signs) <= WIDTH - 4:
        return f'    "{key}": ("{signs}"),'
    lines = [f'        "{signs[at : at + WIDTH - 4]}"' for at in range(0, len(signs), WIDTH - 4)]
    return "\n".join([f'    "{key}": (', *lines, "    ),"])


if __name__ == "__main__":
    main()
