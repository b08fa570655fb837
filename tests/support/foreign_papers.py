"""Papers as they come from elsewhere: small PDFs, pictures and workbooks, whole and broken."""

import hashlib
from io import BytesIO
from pathlib import Path

import pikepdf
from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from trygg_desktop.packs.content import PaperLine
from trygg_desktop.packs.enclosed import Enclosed, SheetTable
from trygg_desktop.packs.fonts import REGULAR, register_fonts

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def foreign_pdf(
    *texts: str,
    size: tuple[float, float] = (595.28, 841.89),
    turn: int = 0,
    embedded: bool = True,
    tagged: bool = False,
) -> bytes:
    """Return a PDF with a page for each text; without ``embedded`` its typeface is not in the file."""
    register_fonts()
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, initialFontName=REGULAR if embedded else "Helvetica")
    for text in texts:
        canvas.setFont(REGULAR if embedded else "Helvetica", 14)
        if tagged:
            canvas._code.append("/P <</MCID 0>> BDC")
        canvas.drawString(60, size[1] - 80, text)
        if tagged:
            canvas._code.append("EMC")
        canvas.rect(20, 20, size[0] - 40, size[1] - 40)
        canvas.showPage()
    canvas.save()
    if not turn:
        return file.getvalue()
    turned = BytesIO()
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            page.rotate(turn, relative=False)
        pdf.save(turned)
    return turned.getvalue()


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    locked = BytesIO()
    with pikepdf.open(BytesIO(foreign_pdf("hemligt"))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="lösen", owner="ägare"))
    return locked.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """Return a one-coloured picture."""
    file = BytesIO()
    colour = {"RGB": (20, 90, 110), "RGBA": (20, 90, 110, 128), "L": 90, "CMYK": (0, 80, 80, 0)}[mode]
    Image.new(mode, size, colour).save(file, kind)
    return file.getvalue()


def workbook(rows: list[list[object]], name: str = "Blad1") -> bytes:
    """Return a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def paper(title: str, content: bytes, media_type: str = PDF, **more: object) -> tuple[PaperLine, bytes]:
    """Return a paper and its bytes."""
    digest = hashlib.sha256(content).hexdigest()
    ending = {PDF: "pdf", "image/png": "png", "image/jpeg": "jpg", XLSX: "xlsx"}.get(media_type, "bin")
    line = PaperLine(title=title, file_name=f"{title}.{ending}", media_type=media_type, sha256=digest, **more)  # type: ignore[arg-type]
    return line, content


def enclose(*papers: tuple[PaperLine, bytes], sheets: tuple[SheetTable, ...] = ()) -> Enclosed:
    """Return the bytes of papers as the pack wants them; ``sheets`` are those of every workbook among them."""
    return Enclosed(
        papers={line.sha256: content for line, content in papers},
        sheets={line.sha256: sheets for line, _ in papers if line.media_type == XLSX},
    )


def keep_on_disk(folder: Path, name: str, content: bytes) -> Path:
    """Write a paper to a file and return it."""
    path = folder / name
    path.write_bytes(content)
    return path
