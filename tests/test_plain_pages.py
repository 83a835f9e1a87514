"""What a partner uploads is opened as pictures of its pages; the original is kept as it came."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import TextStringObject

from rules.errors import RuleError
from services.paper import plain_pages
from tests import desk, test_pdf_parts


def test_a_pdf_becomes_pictures_of_as_many_pages_without_links_or_text():
    data = test_pdf_parts.pdf(
        test_pdf_parts.on_annotation("URI", **{"/URI": TextStringObject("https://a.example")}),
    )

    found = PdfReader(io.BytesIO(plain_pages.of(data, "a.pdf")))

    assert (len(found.pages), "/Annots" in found.pages[0]) == (1, False)
    assert PdfReader(io.BytesIO(plain_pages.of(desk.pdf("secret words"), "b.pdf"))).pages[0].extract_text() == ""


def test_a_page_of_a_hundred_metres_is_bounded():
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200_000, 200_000)
    writer.write(buffer)

    found = PdfReader(io.BytesIO(plain_pages.of(buffer.getvalue(), "a.pdf")))

    assert (
        sum(image.image.width * image.image.height for image in found.pages[0].images) <= plain_pages.MOST_POINTS * 1.01
    )


def test_what_cannot_be_rendered_is_refused():
    with pytest.raises(RuleError, match="cannot be shown"):
        plain_pages.of(b"%PDF-1.4 nothing", "a.pdf")
