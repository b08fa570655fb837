"""The PDF inside the window: pages small and large, search, links, zoom, saving, printing."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from support.prompting import ReadyPrompter

from trygg_desktop.ui.pages.meetings import MeetingsPage
from trygg_desktop.ui.pdf_file import PdfFile
from trygg_desktop.ui.widgets.pdf_preview import PdfPreview
from trygg_desktop.ui.window import ProjectWindow

A4 = (595.276, 841.89)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Twelve pages; the first holds a link to page 8, every third the word Malmvägen, page 5 is landscape."""
    path = tmp_path_factory.mktemp("pdf") / "prov.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for page in range(1, 13):
        canvas.setPageSize(A4[::-1] if page == 5 else A4)
        canvas.bookmarkPage(f"p{page}")
        canvas.drawString(72, 600, f"Sidan {page}")
        if page % 3 == 0:
            canvas.drawString(72, 500, "Malmvägen i dag")
        if page == 1:
            canvas.linkAbsolute("Till sidan 8", "p8", (72, 700, 272, 720))
            canvas.rect(72, 700, 200, 20)
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


@pytest.fixture
def preview(window: ProjectWindow, paper: bytes) -> PdfPreview:
    """The preview of the meetings page, over the whole page."""
    window.show_page("meetings")
    page = window.page("meetings")
    assert isinstance(page, MeetingsPage)
    page.over.setCurrentWidget(page.papers.preview)
    page.papers.preview.show_pdf(paper, "Möteshandlingar", "utkast", "Handlingar.pdf")
    QApplication.processEvents()
    return page.papers.preview


def test_a_page_is_drawn_as_it_is_on_paper(paper: bytes) -> None:
    file = PdfFile(paper)
    picture = file.picture(0, 1.0)
    assert (picture.width(), picture.height()) == (596, 842) or (picture.width(), picture.height()) == (595, 842)
    assert QColor(picture.pixel(10, 10)) == QColor("white")
    dark = [x for x in range(72, 272) if QColor(picture.pixel(x, 842 - 700)).lightness() < 200]
    assert len(dark) > 150
    assert file.sizes[4].width() > file.sizes[4].height()
    file.close()


def test_the_same_words_are_found_as_an_independent_reader_finds(paper: bytes) -> None:
    file = PdfFile(paper)
    finds = [find for page in range(len(file)) for find in file.find(page, "malmvägen")]
    assert [find.page for find in finds] == [2, 5, 8, 11]
    place = finds[0].places[0]
    assert place.left() == pytest.approx(72, abs=3)
    assert place.bottom() == pytest.approx(A4[1] - 500, abs=4)
    assert "Sidan 3" in file.text(2)
    file.close()


def test_a_link_of_the_contents_leads_to_its_page(paper: bytes) -> None:
    file = PdfFile(paper)
    assert file.follow(0, QPointF(100, A4[1] - 710)) == 7
    assert file.follow(0, QPointF(100, 50)) is None
    file.close()


def test_every_page_gets_its_small_picture(preview: PdfPreview, qtbot: QtBot) -> None:
    assert preview.pages.count() == 12
    qtbot.waitUntil(lambda: not preview._small.isActive())
    blank = preview.pages.item(0).icon().pixmap(104, 148).toImage()
    colours = {blank.pixelColor(x, y).name() for x in range(0, 100, 2) for y in range(0, 140, 2)}
    assert len(colours) > 1


def test_the_page_list_and_the_pages_go_together(preview: PdfPreview) -> None:
    preview.pages.setCurrentRow(6)
    assert preview.view.page == 6
    assert preview.where.text() == "Sida 7 av 12"
    QTest.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.pages.currentRow() == 11
    QTest.keyClick(preview.view, Qt.Key.Key_Home)
    assert preview.pages.currentRow() == 0
    QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.view.verticalScrollBar().value() > 0


def test_a_click_on_a_link_goes_there(preview: PdfPreview) -> None:
    view = preview.view
    scale = view._scale
    at = QPointF(view._left(0) + 100 * scale, view._tops[0] + (A4[1] - 710) * scale).toPoint()
    QTest.mouseMove(view.viewport(), at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.page == 7


def test_search_counts_marks_and_steps_round(preview: PdfPreview, qtbot: QtBot) -> None:
    preview.words.setText("MALMVÄGEN")
    qtbot.waitUntil(lambda: preview.count.text() == "1 av 4 träffar" and not preview._searching.isActive())
    assert preview.view.page == 2
    preview.words.setFocus()
    QTest.keyClick(preview.words, Qt.Key.Key_Return)
    assert preview.count.text() == "2 av 4 träffar"
    assert preview.view.page == 5
    preview.step_find(-1)
    preview.step_find(-1)
    assert preview.count.text() == "4 av 4 träffar"
    preview.words.setText("finns inte")
    qtbot.waitUntil(lambda: preview.count.text() == "Inga träffar")
    preview.words.clear()
    assert preview.count.text() == ""


def test_zoom_steps_fits_and_keeps_the_page_in_sight(preview: PdfPreview) -> None:
    preview.pages.setCurrentRow(6)
    preview.view.set_zoom(1.0)
    assert preview.view.page == 6
    assert preview.zoom.currentText() == "100\N{NO-BREAK SPACE}%"
    preview.view.step_zoom(1)
    assert preview.view.zoom == pytest.approx(1.25)
    preview.view.step_zoom(-1)
    preview.view.step_zoom(-1)
    assert preview.view.zoom == pytest.approx(0.75)
    preview.zoom.setCurrentIndex(1)
    preview.zoom.activated.emit(1)
    whole = preview.view.zoom
    assert A4[1] * preview.view._scale <= preview.view.viewport().height()
    preview.view.resize(500, 400)
    assert preview.view.zoom < whole


def test_saving_writes_the_very_same_file(preview: PdfPreview, paper: bytes, tmp_path: Path) -> None:
    prompter = preview.session.prompter
    assert isinstance(prompter, ReadyPrompter)
    preview.save_as()
    prompter.answers = [tmp_path / "utan ändelse"]
    preview.save_as()
    assert (tmp_path / "utan ändelse.pdf").read_bytes() == paper
    prompter.answers = [tmp_path / "finns inte" / "x.pdf"]
    preview.save_as()
    assert "finns inte" in prompter.errors[0]


@pytest.mark.parametrize(("pages", "count"), [((0, 0), 12), ((3, 5), 3)])
def test_printing_prints_the_pages_that_are_asked_for(
    preview: PdfPreview, qtbot: QtBot, tmp_path: Path, pages: tuple[int, int], count: int
) -> None:
    out = tmp_path / "utskrift.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(72)
    printer.setOutputFileName(str(out))
    printer.setFromTo(*pages)
    prompter = preview.session.prompter
    assert isinstance(prompter, ReadyPrompter)
    preview.print_pages()
    assert preview.print.isEnabled()
    prompter.answers = [printer]
    preview.print_pages()
    assert not preview.print.isEnabled()
    qtbot.waitUntil(preview.print.isEnabled)
    printed = pypdfium2.PdfDocument(out)
    assert len(printed) == count
    printed.close()
    assert preview.where.text() == "Sida 1 av 12"


def test_another_file_takes_the_place_of_the_first(preview: PdfPreview, paper: bytes) -> None:
    preview.pages.setCurrentRow(9)
    preview.show_pdf(paper, "Andra", "version 2", "b.pdf")
    assert preview.title.text() == "Andra"
    assert preview.view.page == 0
    assert preview.pages.currentRow() == 0
