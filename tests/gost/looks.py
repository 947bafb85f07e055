"""Styles that set the looks of a document, and what the check finds in it."""

from __future__ import annotations

from sferum_docs.gost.check import check
from sferum_docs.gost.model import Profile
from tests.gost.documents import KNOWN
from tests.gost.word import DEFAULTS

STYLES = DEFAULTS + "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inside}</w:style>'
    for kind, name, inside in (
        ("paragraph", "Text", '<w:pPr><w:ind w:firstLine="709"/><w:jc w:val="both"/></w:pPr>'),
        ("paragraph", "Heir", '<w:basedOn w:val="Text"/>'),
        ("paragraph", "Leaf", "<w:pPr><w:pageBreakBefore/></w:pPr>"),
        ("paragraph", "LeafHeir", '<w:basedOn w:val="Leaf"/>'),
        ("paragraph", "Bold", "<w:rPr><w:b/></w:rPr>"),
        ("paragraph", "Close", '<w:pPr><w:spacing w:after="200"/><w:contextualSpacing/></w:pPr>'),
        ("character", "Strong", "<w:rPr><w:b/></w:rPr>"),
        (
            "table",
            "Sheet",
            '<w:trPr><w:cantSplit/></w:trPr><w:tblStylePr w:type="firstRow">{}</w:tblStylePr>'.format(
                "<w:trPr><w:tblHeader/></w:trPr>"
            ),
        ),
    )
)


def found(rule: str, data: bytes) -> list[str]:
    return [item.sentence() for item in check(data, Profile(), KNOWN).result(rule).findings]


def own(properties: str, inside: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"
