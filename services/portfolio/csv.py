"""Portfolio CSV: stream the records of a text table, whatever its separator, past broken quotes."""

import csv
import io
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from typing import BinaryIO

from rules.errors import RuleError
from rules.portfolio import people
from rules.portfolio.headers import plain
from rules.receipt import HEADERS

LOST = "\ufffd"
_DELIMITERS = ",;\t|"
_LOOK = 70
_BANK = frozenset(word for words in HEADERS.values() for word in words)
_MOST_LINES = 20
_LONGEST = 1 << 20


def records(file: BinaryIO, encoding: str, delimiter: str, width: int = 0) -> Iterator[list[str]]:
    """Yield every record of the table, the header and empty ones included, so that they may be counted.

    `width` is the number of columns; a quote that is never closed spoils only its own line, where it reads as a lost
    sign. Raises RuleError for a cell of more than 131,072 signs.
    """
    with closing(_lines(file, encoding)) as lines:
        reader = csv.reader(_mended(lines, delimiter, width), delimiter=delimiter)
        try:
            yield from reader
        except csv.Error as error:
            raise RuleError("The file cannot be read at line %(line)s.", line=reader.line_num) from error


def delimiter_of(file: BinaryIO, encoding: str) -> str:
    """The separator that splits the first lines into the most known headers, then into the most equal columns."""
    with closing(_lines(file, encoding)) as all_lines:
        lines = list(islice(all_lines, _LOOK))
    return max(_DELIMITERS, key=lambda delimiter: _fit(lines, delimiter))


def is_known(header: str) -> bool:
    """Whether this is a header that the product knows, of a lender's list or of a bank's."""
    return plain(header) in _BANK or bool(people.meanings(header))


def known_headers(record: Sequence[str]) -> int:
    """How many cells of the record are headers that the product knows."""
    return sum(map(is_known, record))


def _fit(lines: Sequence[str], delimiter: str) -> tuple[int, int, int]:
    """How well a separator fits: known headers, lines as wide as the widest, columns."""
    try:
        found = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0, 0, 0
    widths = [len(record) for record in found]
    widest = max(widths, default=0)
    return (max(map(known_headers, found)), widths.count(widest), widest) if widest > 1 else (0, 0, widest)


def _lines(file: BinaryIO, encoding: str) -> Generator[str, None, None]:
    """The lines of the file with their ends; bytes that cannot be read become lost signs."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        yield from iter(
            partial(text.readline, _LONGEST), ""
        )  # Iterating over `text` itself would close the file with the iteration.
    finally:
        text.detach()


def _mended(lines: Iterable[str], delimiter: str, width: int) -> Iterator[str]:
    """Pass the lines on; where an opened quote is not closed by lines that make up one whole record, drop the quote."""
    source, waiting = iter(lines), deque[str]()
    while line := (waiting.popleft() if waiting else next(source, "")):
        if '"' not in line or _is_closed([line], delimiter):
            yield line
            continue
        waiting.extend(islice(source, max(0, _MOST_LINES - len(waiting))))
        more = _rest_of_record([line, *waiting], delimiter, width)
        yield from [line, *(waiting.popleft() for _ in range(more))] if more else [line.replace('"', LOST)]


def _rest_of_record(lines: Sequence[str], delimiter: str, width: int) -> int:
    """How many further lines belong to the record of the first; 0 when it is not closed or not as wide as the table."""
    for count in range(2, len(lines) + 1):
        if _is_closed(lines[:count], delimiter):
            return count - 1 if _is_whole(lines[:count], delimiter, width) else 0
    return 0


def _is_whole(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether the lines are one well-formed record, as wide as the table where its width is known."""
    try:
        record = next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return not width or len(record) == width


def _is_closed(lines: Sequence[str], delimiter: str) -> bool:
    """Whether the lines end outside quotes: one more line would be a record of its own."""
    return len(list(csv.reader([*lines, "x"], delimiter=delimiter))) > 1
