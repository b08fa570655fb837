"""The structure tree of a tagged PDF: what is a heading, a table, a figure, in the order it is to be read."""

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFObjectReference


class Element:
    """One node: a standard role (``H1``, ``P``, ``Table``, ``TD`` …), its kids in reading order.

    A kid is another element, a piece of a page's content as (page, its number there), or the name of an annotation.
    ``attributes`` is PDF source put into the node: alternative text, scope of a header cell.
    """

    __slots__ = ("attributes", "kids", "number", "parent", "role")

    def __init__(self, role: str, parent: "Element | None" = None, attributes: str = "") -> None:
        self.role = role
        self.parent = parent
        self.attributes = attributes
        self.kids: list[Element | tuple[int, int] | str] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def walk(self) -> Iterator["Element"]:
        """Yield this node and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


class Tag:
    """A node that comes into being when its first part is drawn; the parts of a split block share one tag."""

    __slots__ = ("attributes", "node", "role")

    def __init__(self, role: str, attributes: str = "") -> None:
        self.role = role
        self.attributes = attributes
        self.node: Element | None = None

    def under(self, parent: Element) -> Element:
        """Return the node, made under ``parent`` the first time."""
        if self.node is None:
            self.node = Element(self.role, parent, self.attributes)
        return self.node


class Source(PDFObject):
    """An object of the file given as PDF source."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: PDFDocument) -> bytes:  # noqa: ARG002
        return self.text.encode("latin-1")


def register(document: Any, content: PDFObject, name: str | None = None) -> int:
    """Give an object its number in the file."""
    reference = document.Reference(content, name)
    number: int = document.idToObjectNumberAndVersion[reference.name][0]
    return number


def written_text(text: str) -> str:
    """Return ``text`` as PDF source, in any language."""
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def write_structure(
    document: PDFDocument, root: Element, marks: list[list[Element]], pages: list[int], notes: list[tuple[int, Element]]
) -> PDFObjectReference:
    """Add the tree below ``root`` to the file and return a reference to it.

    ``marks``: for each page the elements of its pieces, by their number. ``pages``: the pages' numbers in the file.
    ``notes``: (number in the file, element) of the annotations, whose ``StructParent`` follows the pages'.
    """
    elements = list(root.walk())
    shared = _share_attributes(document, elements)
    sources = [Source() for _ in elements]
    for element, source in zip(elements, sources, strict=True):
        element.number = register(document, source)
    tree = Source()
    tree_number = register(document, tree, "StructureTree")
    annotations = {f"note{place}": number for place, (number, _) in enumerate(notes)}
    for element, source in zip(elements, sources, strict=True):
        source.text = _write(element, tree_number, pages, annotations, shared)
    entries = [f"{page} [{' '.join(f'{e.number} 0 R' for e in found)}]" for page, found in enumerate(marks)]
    entries += [f"{len(marks) + place} {element.number} 0 R" for place, (_, element) in enumerate(notes)]
    parents = register(document, Source(f"<</Nums[{' '.join(entries)}]>>"))
    tree.text = (
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(marks) + len(notes)}>>"
    )
    return PDFObjectReference("StructureTree")


def _share_attributes(document: PDFDocument, elements: list[Element]) -> dict[str, str]:
    """Write each attribute dictionary once and return the source that points to it: header cells have the same."""
    written = {element.attributes for element in elements if element.attributes.startswith("/A<<")}
    return {text: f"/A {register(document, Source(text[2:]))} 0 R" for text in sorted(written)}


def _write(element: Element, tree: int, pages: list[int], annotations: dict[str, int], shared: dict[str, str]) -> str:
    parent = element.parent.number if element.parent else tree
    first = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{kid.number} 0 R")
        elif isinstance(kid, str):
            page = "" if first is None else f"/Pg {pages[first]} 0 R"
            kids.append(f"<</Type/OBJR{page}/Obj {annotations[kid]} 0 R>>")
        elif kid[0] == first:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>")
    page = "" if first is None else f"/Pg {pages[first]} 0 R"
    content = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    attributes = shared.get(element.attributes, element.attributes)
    return f"<</S/{element.role}/P {parent} 0 R{page}/K {content}{attributes}>>"
