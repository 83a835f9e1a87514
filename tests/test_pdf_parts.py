"""PDFs that carry a program, an action or a file are refused in every form; plain pages, links and forms of text pass."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from models.document import DocumentKind
from rules.errors import RuleError
from services import document


def action(kind, **more):
    """An action dictionary."""
    return made({"/S": NameObject(f"/{kind}"), **more})


def made(values):
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


def javascript(word="JavaScript"):
    return action(word, **{"/JS": TextStringObject("app.alert(1)")})


def on_page(page, writer):
    page[NameObject("/AA")] = made({"/O": javascript()})


def on_annotation(kind, **more):
    def lay(page, writer):
        box = ArrayObject([NumberObject(each) for each in (0, 0, 9, 9)])
        link = made(
            {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Link"), "/Rect": box, "/A": action(kind, **more)}
        )
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(link)])

    return lay


def of_kind(kind):
    def lay(page, writer):
        box = ArrayObject([NumberObject(each) for each in (0, 0, 9, 9)])
        page[NameObject("/Annots")] = ArrayObject(
            [writer._add_object(made({"/Subtype": NameObject(kind), "/Rect": box}))]
        )

    return lay


def at_opening(page, writer):
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(javascript())


def by_name(page, writer):
    names = ArrayObject([TextStringObject("a"), writer._add_object(javascript())])
    writer._root_object[NameObject("/Names")] = made({"/JavaScript": made({"/Names": names})})


def attached(page, writer):
    writer.add_attachment("a.exe", b"MZ")


def xfa(page, writer):
    stream = DecodedStreamObject()
    stream.set_data(b"<xdp/>")
    writer._root_object[NameObject("/AcroForm")] = made({"/XFA": writer._add_object(stream)})


def at_field(page, writer):
    field = made({"/FT": NameObject("/Tx"), "/AA": made({"/K": javascript()})})
    writer._root_object[NameObject("/AcroForm")] = made({"/Fields": ArrayObject([writer._add_object(field)])})


def at_bookmark(page, writer):
    writer._root_object[NameObject("/Outlines")] = made({"/First": writer._add_object(made({"/A": action("Launch")}))})


def unreachable(page, writer):
    writer._add_object(javascript())


def pdf(lay=None):
    """A PDF of one page, with what `lay` adds to it."""
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    if lay:
        lay(page, writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


ACTIVE = {
    "page action": on_page,
    "annotation action": on_annotation("JavaScript", **{"/JS": TextStringObject("1")}),
    "launch": on_annotation("Launch"),
    "submit": on_annotation("SubmitForm"),
    "import": on_annotation("ImportData"),
    "another file": on_annotation("GoToR"),
    "rendition": on_annotation("Rendition"),
    "open action": at_opening,
    "named": by_name,
    "attachment": attached,
    "file annotation": of_kind("/FileAttachment"),
    "rich media": of_kind("/RichMedia"),
    "xfa": xfa,
    "field action": at_field,
    "bookmark": at_bookmark,
    "unreachable": unreachable,
}


@pytest.mark.parametrize("name", ACTIVE)
def test_a_pdf_that_carries_a_program_or_a_file_is_refused(app, name):
    with pytest.raises(RuleError, match="carries a program"):
        document.keep(io.BytesIO(pdf(ACTIVE[name])), "a.pdf")


def test_a_name_in_disguise_is_the_same_name(app):
    data = pdf(at_opening).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53")

    with pytest.raises(RuleError):
        document.keep(io.BytesIO(data), "a.pdf")


@pytest.mark.parametrize("lay", [None, on_annotation("URI", **{"/URI": TextStringObject("https://a.example")})])
def test_plain_pages_and_links_pass(app, lay):
    assert document.keep(io.BytesIO(pdf(lay)), "a.pdf").kind == DocumentKind.pdf
