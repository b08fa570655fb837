"""Puts the pages of other PDFs where the pack has left room for them."""

from collections.abc import Mapping, Sequence
from typing import Any

from trygg_desktop.packs.archiving import WITH_PAPERS, is_archivable
from trygg_desktop.packs.canvas import Foreign
from trygg_desktop.packs.papers import OpenedPaper

_MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}


def join_papers(pdf: Any, foreign: Sequence[Foreign], papers: Sequence[OpenedPaper]) -> None:
    """Put the pages of ``papers`` into ``pdf`` as forms, drawn as they are.

    Their own links, notes, form fields, scripts and tags are left behind; what they show is not.
    """
    import pikepdf

    sources: Mapping[int, OpenedPaper] = {paper.number: paper for paper in papers}
    for place in foreign:
        source = sources[place.number].pdf
        form = upright_form(source, place.index)
        page = pdf.pages[place.page].obj
        resources: Any = pikepdf.Dictionary(dict(page.get("/Resources") or {}))
        resources["/XObject"] = pikepdf.Dictionary({f"/{place.name}": pdf.copy_foreign(form)})
        page["/Resources"] = resources


def upright_form(source: Any, index: int) -> Any:
    """Return a page of ``source`` as a form whose lower left corner is 0, 0, without marks that name tags elsewhere."""
    page = source.pages[index]
    form = source.make_indirect(page.as_form_xobject())
    _leave_tags(form)
    left, foot = _corner(form)
    a, b, c, d, e, f = (float(value) for value in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    form["/Matrix"] = [round(value, 5) for value in (a, b, c, d, e - left, f - foot)]
    return form


def _corner(form: Any) -> tuple[float, float]:
    """Return the lower left corner of a form as its matrix places it."""
    x1, y1, x2, y2 = (float(value) for value in form["/BBox"])
    a, b, c, d, e, f = (float(value) for value in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x1, x2) for y in (y1, y2)]
    return min(x for x, _ in corners), min(y for _, y in corners)


def _leave_tags(form: Any) -> None:
    """Take out marked content: its numbers would be taken for the pack's own. Layers (``/OC``) stay as they are."""
    import pikepdf

    for key in ("/StructParents", "/StructParent", "/PieceInfo"):
        if key in form:
            del form[key]
    if b"MCID" not in form.read_bytes():
        return
    kept: list[Any] = []
    opened: list[bool] = []
    for instruction in pikepdf.parse_content_stream(form):
        name = str(instruction.operator)
        if name not in _MARKS:
            kept.append(instruction)
        elif name == "EMC":
            if opened and opened.pop():
                kept.append(instruction)
        elif name in ("BMC", "BDC"):
            opened.append(str(instruction.operands[0]) == "/OC")
            if opened[-1]:
                kept.append(instruction)
    form.write(pikepdf.unparse_content_stream(kept))


def find_unfit(papers: Sequence[OpenedPaper]) -> tuple[int, ...]:
    """Return the numbers of the papers that alone could not be written as PDF/A."""
    import pikepdf

    unfit = []
    for paper in papers:
        if not paper.pages:
            continue
        with pikepdf.new() as pdf:
            for index in range(len(paper.pages)):
                page = pdf.add_blank_page(page_size=(595, 842))
                drawn = pikepdf.Dictionary({"/Paper": pdf.copy_foreign(upright_form(paper.pdf, index))})
                page.obj["/Resources"] = pikepdf.Dictionary({"/XObject": drawn})
                page.Contents = pdf.make_stream(b"q /Paper Do Q")
            if not is_archivable(pdf, WITH_PAPERS[0]):
                unfit.append(paper.number)
    return tuple(unfit)
