"""A document as HTML: the same paragraphs and tables, one class for each named style; page breaks are not shown.

`class="doc-clause"` is the style whose id is «Clause»: the look of each class stands in the style sheet of the pages.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache

from sferum_docs.docengine import charts_in_words
from sferum_docs.reading.faults import Fault, FaultsError

# numbered styles become lists, so that the numbers Word counts are seen; each with the style it stands under
_LISTS = {"Clause": "", "AnnexClause": "", "Chapter": "", "Subclause": "Clause", "ChapterClause": "Chapter"}


# a link of a document leads to the document itself, to the web or to a person; anything else is no link here
_HREF = re.compile(r' href="([^"]*)"')
_PLAIN = re.compile(r"#|https?://|mailto:|tel:", re.IGNORECASE)


@lru_cache(maxsize=8)  # a page is opened again and again, and each time this is the dearest part of it
def preview(content: bytes) -> str:
    """HTML of a DOCX file; mammoth escapes every text. FaultsError when the libraries cannot read it."""
    import mammoth  # noqa: PLC0415  wanted when a document is shown

    try:
        html = mammoth.convert_to_html(
            io.BytesIO(charts_in_words(content)),
            style_map="\n".join(_style_map(content)),
            include_default_style_map=True,
        )
    except Exception as error:  # a stranger's file may break them in ways nobody lists
        raise FaultsError([Fault("docx_damaged")]) from error
    return _HREF.sub(lambda found: found[0] if _PLAIN.match(found[1]) else "", str(html.value))


def _style_map(content: bytes) -> list[str]:
    import docx  # noqa: PLC0415  as above
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415  as above

    rules = ["highlight[color='yellow'] => mark"]  # as a render with marked values leaves them
    for style in docx.Document(io.BytesIO(content)).styles:
        name, css = str(style.name).replace("'", "\\'"), f"doc-{str(style.style_id).lower()}"
        if style.type == WD_STYLE_TYPE.TABLE:
            rules.append(f"table[style-name='{name}'] => table.{css}:fresh")
        elif style.type == WD_STYLE_TYPE.PARAGRAPH:
            above = _LISTS.get(str(style.style_id))
            if above is not None:
                outer = f"ol.doc-list > li.doc-{above.lower()} > " if above else ""
                level = 2 if above else 1
                rules.append(f"p[style-name='{name}']:ordered-list({level}) => {outer}ol.doc-list > li.{css}:fresh")
            rules.append(f"p[style-name='{name}'] => p.{css}:fresh")
    return rules
