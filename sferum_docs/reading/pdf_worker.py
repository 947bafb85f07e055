"""The process that opens a foreign PDF: bytes in, the number of its pages out. Run by `pdf_child`.

Every page is opened, so that a file whose list of pages is sound and whose pages are not is no scan.
"""

from __future__ import annotations

import sys

from sferum_docs.reading.limits import limit_self

_MEMORY = 768 * 1024 * 1024
_SECONDS = 10
_OPENED = 500  # pages; a scan of 10 MB has fewer


def main() -> int:
    """Answers one file; nothing is said of one that does not open."""
    limit_self(memory=_MEMORY, seconds=_SECONDS)
    data = sys.stdin.buffer.read()
    # the library comes after the limits
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(data)
    count = len(document)
    for index in range(min(count, _OPENED)):
        document[index].close()
    sys.stdout.write(str(count))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
