"""What a PDF carries besides pages: programs, actions that leave it, other files. Source: ISO 32000-1, 12.6, 7.11.4."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MOST_OBJECTS = 50_000
"""A scan of 500 pages has some thousand."""
MOST_NESTED = 100_000
_KEYS = frozenset({"/JS", "/JavaScript", "/AA", "/XFA", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/AF"})
_ACTIONS = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /ResetForm /GoToR /GoToE /Rendition /Movie /Sound"
    " /RichMediaExecute /GoTo3DView".split()
)
_KINDS = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})


def are_plain(found: PdfReader) -> bool:
    """Whether a PDF holds nothing but what its pages show; one with too many objects to tell is not."""
    seen = 0
    for each in _objects(found):
        for part in _within(each):
            seen += 1
            if seen > MOST_NESTED or _is_active(part):
                return False
    return True


def _objects(found: PdfReader) -> Iterator[Any]:
    """Every object of the file, whether a page leads to it or not. Raises what pypdf does for a broken one."""
    plain = ((number, generation) for generation, table in found.xref.items() for number in table)
    packed = ((number, 0) for number in found.xref_objStm)
    yield found.trailer
    for count, (number, generation) in enumerate((*plain, *packed)):
        if count >= MOST_OBJECTS:
            yield DictionaryObject({"/AA": ArrayObject()})  # type: ignore[dict-item]
            return
        if number:
            yield found.get_object(IndirectObject(number, generation, found))


def _within(each: Any) -> Iterator[DictionaryObject]:
    """The dictionaries inside an object, without following what it points at."""
    waiting = [each]
    while waiting:
        part = waiting.pop()
        if isinstance(part, DictionaryObject):
            yield part
            waiting += [value for value in part.values() if not isinstance(value, IndirectObject)]
        elif isinstance(part, ArrayObject):
            waiting += [value for value in part if not isinstance(value, IndirectObject)]


def _is_active(part: DictionaryObject) -> bool:
    """Whether a dictionary runs something, leaves the document, or has a file in it."""
    kinds = {part.raw_get(key) for key in ("/S", "/Subtype") if key in part and isinstance(part.raw_get(key), str)}
    return bool(_KEYS & part.keys() or (_ACTIONS | _KINDS) & kinds)
