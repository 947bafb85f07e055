"""What lies beside a form or on a document's page: exact sheets, or the text without page breaks, or a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.printing import PrintingError
from sferum_docs.services.packet.preview import preview_docx, preview_html
from sferum_docs.web.current import current_pack, current_school, current_school_id
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.pictures import shown_sheets
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.web.pictures import ShownSheet


@dataclass(frozen=True)
class PreviewPanel:
    """What is shown of a document. Sheets and text are never there both; neither: nothing can be shown now."""

    sheets: tuple[ShownSheet, ...] = ()
    text: str = ""  # HTML of our own
    trouble: str = ""  # why there are no sheets though there is a LibreOffice
    starting: bool = False  # LibreOffice starts meanwhile; the sheets are there when they are asked for again

    @property
    def told(self) -> str:
        """What is here, in a few words."""
        if self.sheets:
            return counted(len(self.sheets), "лист", "листа", "листов")
        if self.starting:
            return "Запускается LibreOffice, листы появятся сами"
        return "Текст без разбивки на листы" if self.text else "Показать пока нечего"


EMPTY_PANEL = PreviewPanel()


def draft_panel(asked: PacketRequest, *, marked: bool, plain: bool, wait: bool = True) -> PreviewPanel:
    """The document as it would be made now."""
    content = preview_docx(current_school(), current_pack(), asked, school_id=current_school_id(), marked=marked)
    return preview_panel(content, plain=plain, wait=wait)


def preview_panel(content: bytes, *, plain: bool, wait: bool = True) -> PreviewPanel:
    """A DOCX file as sheets where this machine prints and sheets are wanted, else as text.

    Whoever only opens a page does not `wait` for LibreOffice to start: the text is there at once, the sheets follow.
    """
    trouble, press = "", current_press()
    starting = not (wait or plain or press.printer.awake or press.is_printed(fingerprint(content)))
    if starting:
        press.printer.wake()
    elif press.available and not plain:
        try:
            return PreviewPanel(shown_sheets(content))
        except PrintingError as error:
            trouble = error.fault().sentence()
    # the service escapes every text of the document and gives only tags of its own
    return PreviewPanel(text=Markup(preview_html(content)), trouble=trouble, starting=starting)  # noqa: S704
