"""What keeps a reader from reading letters as they are written: lines over them, colour, size, place, typeface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.checking.looking.pale import is_pale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Paragraph, Run

_TINY = 8  # half-points: what is smaller, no reader reads
_HUGE = 144  # half-points: an inch; what is larger goes off the sheet
_NARROW = 30  # per cent of the width of letters
_TIGHT = 4  # twips nearer together for each half-point of the type: the letters lie on one another
_APART = 20  # the same farther apart: two letters' height between letters, no eye joins them to words
_SHIFTED = 1.0  # a share of the type: raised or let down so far, letters lie on other lines
SIGNS = ("wingdings", "webdings", "symbol", "marlett", "zapf dingbats", "zapfdingbats", "monotype sorts", "mt extra",
          "bookshelf symbol", "opensymbol", "ms outlook")  # fmt: skip
_FIGURES_TOO = ("wingdings", "webdings", "marlett", "zapf", "monotype sorts", "ms outlook")  # figures are signs there
# typefaces whose letters are known to look like letters, by the beginning of their names; of others nobody knows
_KNOWN = (
    "andale", "anonymous", "apple", "aptos", "arial", "arimo", "astra", "bahnschrift", "book antiqua", "bookman",
    "bookshelf", "caladea", "calibri", "cambria", "candara", "carlito", "century", "comic sans", "consolas",
    "constantia", "corbel", "courier", "cousine", "dejavu", "ebrima", "exo", "fira", "franklin gothic", "free",
    "garamond", "gelasio", "georgia", "golos", "gost", "helvetica", "ibm plex", "impact", "inter", "izhitsa",
    "jetbrains", "lato", "liberation", "linux", "literata", "lora", "lucida", "merriweather", "microsoft",
    "montserrat", "monotype", "ms ", "mt ", "myriad", "nimbus", "noto sans", "noto serif", "nunito", "open sans",
    "oswald", "palatino", "playfair", "pragmatica", "pt ", "pt_", "raleway", "roboto", "rubik", "sans",
    "schoolbook", "segoe print", "segoe script", "segoe ui", "serif", "source", "sylfaen", "symbol", "tahoma",
    "thorndale", "tinos", "times", "trebuchet", "ubuntu", "verdana", "wingdings", "xo ", "yu ",
)  # fmt: skip
_SLOTS = (("hAnsi", "ascii"), ("ascii", "hAnsi"))
_ICONS = ("symbol", "emoji", "icon", "barcode", "redacted", "blank")


def unlike(run: Run, paragraph: Paragraph) -> str:
    """What keeps a reader from reading a run as it is written; empty when nothing does."""
    values = run.values
    size, spacing, scale = (
        int(values.get(name, usual)) for name, usual in (("sz", 20), ("spacing", 0), ("scale", 100))
    )
    faces = [str(values.get(slot) or values.get(other) or "").casefold() for slot, other in _SLOTS]
    tests = {
        "struck": values.get("strike") or values.get("dstrike"),
        "pale": is_pale(values, paragraph),
        "tiny": size < _TINY,
        "huge": size > _HUGE,
        "narrow": scale < _NARROW or spacing <= -_TIGHT * size,
        "apart": spacing >= _APART * size,
        "turned": values.get("turned") or values.get("rtl"),
        "signs": any(face.startswith(SIGNS) and _is_changed(face, text) for face, text in _parted(faces, run.text)),
        "web": values.get("webHidden"),
        "effect": any(values.get(name) for name in ("outline", "emboss", "imprint", "unfilled", "outlined")),
        "shifted": abs(int(values.get("position", 0))) >= _SHIFTED * size,
        "raised": values.get("vertAlign") == "superscript",
        "sunk": values.get("vertAlign") == "subscript",
        "caps": (values.get("caps") or values.get("smallCaps")) and run.text != run.text.upper(),
        "face": any(_is_unknown(face) and any(map(str.isalnum, text)) for face, text in _parted(faces, run.text)),
    }
    return next((name for name, found in tests.items() if found), "")


def _parted(faces: list[str], text: str) -> Iterator[tuple[str, str]]:
    """The typefaces of a run, each with its letters: figures and Latin letters may have one of their own."""
    yield faces[0], "".join(letter for letter in text if not letter.isascii())
    yield faces[1], "".join(letter for letter in text if letter.isascii())


def _is_changed(face: str, text: str) -> bool:
    """Whether a typeface of signs shows other signs than those written."""
    if face.startswith(_FIGURES_TOO):
        return any(letter.isalnum() and letter.isprintable() for letter in text)
    return any("А" <= letter <= "я" for letter in text)


def _is_unknown(face: str) -> bool:
    return bool(face) and (not face.startswith(_KNOWN) or any(word in face for word in _ICONS))
