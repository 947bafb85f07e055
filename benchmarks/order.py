"""The shipped order D02 with all its case filters, by our engine and by docxtpl, in one process and in turn."""

from __future__ import annotations

import importlib
import io
import statistics
import time
from typing import TYPE_CHECKING

import jinja2

from sferum_docs.docengine import plain_text
from sferum_docs.documents.making.templates import compiled, template_bytes
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.tags.vocabulary import context, vocabulary
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack

if TYPE_CHECKING:
    from collections.abc import Callable

PACK, DOCUMENT = "sferum-2023", "D02"


def engines() -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """Give both ways to make the order of the demonstration school."""
    pack = find_pack(PACK)
    sample = read_sample(pack)
    request, spec = sample.request, pack.by_id[DOCUMENT]
    made_with = Situation(sample.school, pack, spec, request.order_date, request.answers, chosen=request.documents)
    data = template_bytes(spec, sample.school)
    template = compiled(data, spec)
    values = context(made_with, template.names)
    environment = jinja2.Environment(autoescape=True)
    environment.filters |= {name: item.function for name, item in vocabulary(spec.fields).by_filter.items()}
    module = importlib.import_module("docxtpl")

    def theirs() -> bytes:
        document = module.DocxTemplate(io.BytesIO(data))
        document.render(dict(values), environment, autoescape=True)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return lambda: template.render(values), theirs


def texts(data: bytes) -> list[str]:
    """Give the paragraphs that hold text: docxtpl leaves a blank one where a control tag stood."""
    return [text for text in plain_text(data) if text.strip()]


def seconds(make: Callable[[], bytes], times: int) -> float:
    """Give the processor time of one document."""
    started = time.process_time()
    for _ in range(times):
        make()
    return (time.process_time() - started) / times


def measure(rounds: int) -> str:
    """Give one line: time, ratio by medians of interleaved rounds, and whether both say the same."""
    ours, theirs = engines()
    same = texts(ours()) == texts(theirs())
    pairs = [(seconds(ours, 100), seconds(theirs, 4)) for _ in range(rounds)]
    own = statistics.median(first for first, _ in pairs)
    ratio = statistics.median(second / first for first, second in pairs)
    equal = "the same text" if same else "ANOTHER TEXT"
    return f"{DOCUMENT} as shipped, all case filters: {own * 1000:.3f} ms, docxtpl {ratio:.1f} x, {equal}"
