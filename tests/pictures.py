"""Papers as a reader sees them: each page set as a picture, each sign in its place."""

import io
from typing import Any

import pypdfium2 as pdfium
from pypdf import PdfReader

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
    tagged = "/StructTreeRoot" in root and bool(root.get("/MarkInfo", {}).get("/Marked"))
    return tagged and bool(root.get("/Lang")) and bool(reader.metadata and reader.metadata.title)


def keep(data: bytes, path: str) -> None:
    """Write each page as a PNG beside `path`, to be looked at."""
    with pdfium.PdfDocument(data) as paper:
        for number, page in enumerate(paper, 1):
            page.render(scale=1.3).to_pil().save(f"{path}.{number}.png")
