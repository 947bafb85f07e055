"""Word templates with Russian tags: compile, inspect, render, integrity. Knows no school. Pure."""

from sferum_docs.docengine.charts.model import Chart, ChartKind, Series
from sferum_docs.docengine.charts.reading import charts_of
from sferum_docs.docengine.charts.telling import charts_in_words
from sferum_docs.docengine.compiler import compile_template, inspect_template
from sferum_docs.docengine.compiling.annotate import annotate, commented
from sferum_docs.docengine.compiling.grid import advise
from sferum_docs.docengine.compiling.names import FieldUse, Use
from sferum_docs.docengine.file.archive import open_archive
from sferum_docs.docengine.file.assembly import undated
from sferum_docs.docengine.file.lines import FileText, TextLine, file_text, picture_sums
from sferum_docs.docengine.file.stamp import Stamp
from sferum_docs.docengine.findings import Finding, Place, TemplateError
from sferum_docs.docengine.integrity import Finished, check_file, read_finished
from sferum_docs.docengine.language.vocabulary import Field, Filter, Kind, Vocabulary
from sferum_docs.docengine.reading import Bookmark, bookmarks, plain_text
from sferum_docs.docengine.rich import Picture, Rich, Span, bold, italic, paragraphs, qr_code, rich
from sferum_docs.docengine.template import Template

__all__ = [
    "Bookmark",
    "Chart",
    "ChartKind",
    "Field",
    "FieldUse",
    "FileText",
    "Filter",
    "Finding",
    "Finished",
    "Kind",
    "Picture",
    "Place",
    "Rich",
    "Series",
    "Span",
    "Stamp",
    "Template",
    "TemplateError",
    "TextLine",
    "Use",
    "Vocabulary",
    "advise",
    "annotate",
    "bold",
    "bookmarks",
    "charts_in_words",
    "charts_of",
    "check_file",
    "commented",
    "compile_template",
    "file_text",
    "inspect_template",
    "italic",
    "open_archive",
    "paragraphs",
    "picture_sums",
    "plain_text",
    "qr_code",
    "read_finished",
    "rich",
    "undated",
]  # fmt: skip
