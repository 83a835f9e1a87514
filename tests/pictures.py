"""Papers as a reader sees them: each page set as a picture, each sign in its place."""

import io
import re
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.generic import ContentStream

MARGIN = 14.0
"""Points: what stands nearer to an edge of the sheet, a printer cuts off."""


def pages(data: bytes) -> list[str]:
    """The text of each page, its lines joined: what is printed is found again."""
    with pdfium.PdfDocument(data) as paper:
        return ["".join(page.get_textpage().get_text_range().split()) for page in paper]


def outside(data: bytes) -> list[str]:
    """The signs that stand outside of their page, or where a printer cuts them off, with their page."""
    found = []
    with pdfium.PdfDocument(data) as paper:
        for number, page in enumerate(paper, 1):
            width, height = page.get_size()
            text = page.get_textpage()
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at)
                sign = text.get_text_range(at, 1)
                inside = left >= MARGIN and bottom >= MARGIN and right <= width - MARGIN and top <= height - MARGIN
                if sign.strip() and not inside:
                    found.append(f"{number}: {sign} {left:.0f} {bottom:.0f} {right:.0f} {top:.0f}")
    return found


def fonts_outside(data: bytes) -> list[str]:
    """The fonts that a PDF names and does not carry."""
    found = []
    for page in PdfReader(io.BytesIO(data)).pages:
        for font in resources(page).values():
            held = font.get_object()
            inner = held["/DescendantFonts"][0].get_object() if "/DescendantFonts" in held else held
            described = inner.get("/FontDescriptor", {})
            if not any(f"/FontFile{kind}" in described for kind in ("", "2", "3")):
                found.append(str(held.get("/BaseFont")))
    return found


def resources(page: Any) -> Any:
    return page.get("/Resources", {}).get("/Font", {})


def is_readable_by_ear(data: bytes) -> bool:
    """Whether a PDF says its title, its language and its structure. Source: PDF/UA-1 7.1, 7.2."""
    reader = PdfReader(io.BytesIO(data))
    root = reader.root_object
    tagged = "/StructTreeRoot" in root and says_yes(root.get("/MarkInfo", {}).get("/Marked"))
    return tagged and bool(root.get("/Lang")) and bool(reader.metadata and reader.metadata.title)


def says_yes(value: Any) -> bool:
    """Whether a value of a PDF is its word for yes; an object of pypdf is true whatever it says."""
    return bool(value is not None and value.value)


def keep(data: bytes, path: str) -> None:
    """Write each page as a PNG beside `path`, to be looked at."""
    with pdfium.PdfDocument(data) as paper:
        for number, page in enumerate(paper, 1):
            page.render(scale=1.3).to_pil().save(f"{path}.{number}.png")


HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
SHOWING = (b"Tj", b"TJ", b"'", b'"')


def against_ua(data: bytes) -> list[str]:
    """What of PDF/UA-1 a paper does not keep, as far as a program can tell from its structure; empty where all is kept.

    Title shown, language, the part named, headings in their order, a text for each figure, heads of tables, tabs in the
    order of the structure, all text marked. Source: ISO 14289-1 5, 7.1-7.5, 7.18.3.
    """
    reader = PdfReader(io.BytesIO(data))
    root = reader.root_object
    metadata = root["/Metadata"].get_data().decode("utf-8", "replace") if "/Metadata" in root else ""
    shows = says_yes(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"))
    found = [] if shows else ["the title is not shown"]
    found += [] if re.search(r"pdfuaid:part\W+1\b", metadata) else ["the part is not named"]
    found += [] if is_readable_by_ear(data) else ["no title, language or structure"]
    found += [] if not says_yes(root.get("/MarkInfo", {}).get("/Suspects")) else ["suspects"]
    elements = list(structure(root.get("/StructTreeRoot", {}), root["/StructTreeRoot"].get("/RoleMap", {})))
    found += _headings([kind for kind, _ in elements if kind in HEADINGS])
    found += ["a figure without a text" for kind, each in elements if kind == "/Figure" and not each.get("/Alt")]
    heads = sum(kind == "/TH" for kind, _ in elements)
    found += ["tables without heads"] if any(kind == "/Table" for kind, _ in elements) and not heads else []
    for number, page in enumerate(reader.pages, 1):
        found += [f"page {number}: tabs"] if "/Annots" in page and page.get("/Tabs") != "/S" else []
        found += [f"page {number}: {each} unmarked"] if (each := unmarked(page, reader)) else []
    return found


def structure(node: Any, roles: Any) -> Any:
    """Each element of the structure with its standard kind, in the order in which it is read."""
    inner = node.get("/K", [])
    for each in inner if isinstance(inner, list) else [inner]:
        held = each.get_object() if hasattr(each, "get_object") else each
        if hasattr(held, "get") and "/S" in held:
            yield str(roles.get(held["/S"], held["/S"])), held
            yield from structure(held, roles)


def _headings(kinds: list[str]) -> list[str]:
    levels = [HEADINGS.index(kind) + 1 for kind in kinds]
    steps = pairwise([0, *levels])
    return [f"heading {after} after {before}" for before, after in steps if after > before + 1]


def unmarked(page: Any, reader: PdfReader) -> int:
    """How many pieces of text of a page stand neither in the structure nor as an artifact."""
    depth = count = 0
    for _, operator in ContentStream(page.get_contents(), reader).operations:
        depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
        count += operator in SHOWING and depth == 0
    return count
