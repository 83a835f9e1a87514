"""The structure of a joined PDF for readers by ear: joined pages stand in it as paragraphs or figures.

Source: ISO 14289-1 (PDF/UA-1) 7.1, 7.3; ISO 32000-1 14.7, 14.8.
"""

from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

MARKS = (b"BDC", b"BMC", b"EMC")


def add(writer: PdfWriter, page: Any, title: str) -> None:
    """Put a page that was joined into the structure of the document: text as a paragraph, a picture by its title.

    Marks of its own led to a structure that stayed behind; they go. A document without a structure stays as it is.
    """
    root, content = writer.root_object.get("/StructTreeRoot"), page.get_contents()
    if root is None or content is None:
        return
    tree, key = root.get_object(), _next_key(writer)
    kind = "/P" if page.get("/Resources", {}).get("/Font") else "/Figure"
    page[NameObject("/Contents")] = writer._add_object(_marked(writer, content, kind))
    above = _top(tree)
    told = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject(kind),
            NameObject("/P"): above,
            NameObject("/Pg"): page.indirect_reference,
            NameObject("/K"): NumberObject(0),
            NameObject("/Alt" if kind == "/Figure" else "/T"): TextStringObject(title),
        }
    )
    element = writer._add_object(told)
    _below(above.get_object(), element)
    _index(tree, key, ArrayObject([element]))
    page[NameObject("/StructParents")] = NumberObject(key)
    page[NameObject("/Tabs")] = NameObject("/S")


def _marked(writer: PdfWriter, content: Any, kind: str) -> DecodedStreamObject:
    """The content of a page as one marked piece."""
    plain = ContentStream(content, writer)
    plain.operations = [each for each in plain.operations if each[1] not in MARKS]
    marked = DecodedStreamObject()
    marked.set_data(f"{kind} <</MCID 0>> BDC\n".encode() + plain.get_data() + b"\nEMC")
    return marked


def _top(tree: Any) -> Any:
    """The element of the document, under which the papers stand."""
    below = tree.raw_get("/K")
    held = below.get_object()
    return held[0].indirect_reference if isinstance(held, ArrayObject) else below


def _below(above: Any, element: Any) -> None:
    held = above.get("/K", ArrayObject())
    rows = held if isinstance(held, ArrayObject) else ArrayObject([above.raw_get("/K")])
    above[NameObject("/K")] = ArrayObject([*rows, element])


def _next_key(writer: PdfWriter) -> int:
    """The first number that no page and no entry of the tree of parents has."""
    tree: Any = writer.root_object["/StructTreeRoot"].get_object()
    pages: list[Any] = list(writer.pages)
    used = {int(page["/StructParents"]) for page in pages if "/StructParents" in page}
    used |= set(_keys(tree["/ParentTree"].get_object())) if "/ParentTree" in tree else set()
    return max(used, default=-1) + 1


def _keys(node: Any) -> list[int]:
    """The numbers of a tree of numbers."""
    here = [int(each) for each in node.get("/Nums", [])[::2]]
    return here + [key for kid in node.get("/Kids", []) for key in _keys(kid.get_object())]


def _index(tree: Any, key: int, elements: ArrayObject) -> None:
    """Lead from the number of a page to its elements; it is the highest, so it stands last."""
    node = tree["/ParentTree"].get_object()
    if "/Kids" in node:
        limits = ArrayObject([NumberObject(key), NumberObject(key)])
        leaf = DictionaryObject({NameObject("/Limits"): limits})
        leaf[NameObject("/Nums")] = ArrayObject([NumberObject(key), elements])
        node["/Kids"].append(leaf)
    else:
        node[NameObject("/Nums")] = ArrayObject([*node.get("/Nums", []), NumberObject(key), elements])
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(key + 1)
