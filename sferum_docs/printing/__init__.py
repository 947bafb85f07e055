"""DOCX → PDF → pictures of pages, through LibreOffice Writer and PDFium. Pure: knows no request and no database.

`Printer(folder).pdf(docx)` gives a PDF or raises a PrintingError; `page_count`, `page_png` and `merged` work on PDFs.
Where `available` is false there is no LibreOffice, and everything but printing works on.
"""

from sferum_docs.printing.faults import PrintingError
from sferum_docs.printing.file_cache import FileCache
from sferum_docs.printing.office.printer import Printer
from sferum_docs.printing.office.programs import Programs, find_programs
from sferum_docs.printing.pages import merged, page_count, page_png, page_sizes

__all__ = [
    "FileCache",
    "Printer",
    "PrintingError",
    "Programs",
    "find_programs",
    "merged",
    "page_count",
    "page_png",
    "page_sizes",
]
