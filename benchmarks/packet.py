"""The whole packet of one school as DOCX: CPU time by stage, warm; and the preview of each document.

Run as `python3 run.py bench packet [ROUNDS]`. Every round makes all documents anew through the service that the pages
use, so gaps, checks of the finished files and proofs of the clauses are in the total; writing to the database is not.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs import VERSION
from sferum_docs.docengine import read_finished
from sferum_docs.documents.making.generate import gaps, make
from sferum_docs.documents.making.preview import preview
from sferum_docs.documents.making.provenance import data_sum, origin, stamp
from sferum_docs.documents.making.templates import compiled, template_bytes
from sferum_docs.documents.tags.vocabulary import context
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packet.situations import situations as situations_of
from sferum_docs.services.packs.choose import find_pack

PACK_ID = "sferum-2023"

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.docengine import Stamp
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School

ROUNDS = 30
CORE = 20  # documents of the resolution's core: D01 to D20
AIM = 45  # ms of CPU for the core, warm


@dataclass(frozen=True)
class Series:
    """CPU times of one stage, in milliseconds."""

    title: str
    times: tuple[float, ...]

    def row(self) -> tuple[str, ...]:
        """Title, median, 95th percentile, best."""
        p95 = statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else self.times[0]
        return self.title, *(f"{value:.1f}" for value in (statistics.median(self.times), p95, min(self.times)))


def measured(title: str, rounds: int, work: Callable[[], object]) -> Series:
    """The times of some work, warm."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return Series(title, tuple(times))


def yardstick() -> float:
    """What a known piece of work costs on this machine just now, in ms of CPU: neighbours make it dearer."""
    return min(measured("", 5, lambda: sum(number * number for number in range(1_000_000))).times)


def stages(school: School, pack: Pack, request: PacketRequest, rounds: int) -> list[Series]:
    """The packet in the whole, and its stages each by itself."""
    situations = situations_of(school, pack, request)
    contents = [template_bytes(item.spec, school) for item in situations]
    templates = [
        compiled(content, item.spec.fields, item.spec.roles) for content, item in zip(contents, situations, strict=True)
    ]
    names = [template.names for template in templates]
    values = [context(*pair) for pair in zip(situations, names, strict=True)]
    made = prepare(school, pack, request)
    if [item.content for item in made] != [make(item).content for item in situations]:
        raise SystemExit("the same data gave other bytes")
    sums = {"school": data_sum(made[0].data["school"])}  # as the service does: the school is summed up once a packet
    records = [{key: value for key, value in item.data.items() if key != "code"} | sums for item in made]

    def stamps() -> list[Stamp]:
        triples = zip(situations, contents, records, strict=True)
        return [
            stamp(item.spec, origin(item.spec, content, record), VERSION, qr=school.layout.qr)
            for item, content, record in triples
        ]

    sources = list(zip(templates, values, stamps(), strict=True))
    return [
        measured("  чего не хватает", rounds, lambda: [gaps(item) for item in situations]),
        measured("  контекст", rounds, lambda: [context(*pair) for pair in zip(situations, names, strict=True)]),
        measured("  происхождение", rounds, stamps),
        measured(
            "  шаблон → DOCX", rounds, lambda: [template.render(given, laid) for template, given, laid in sources]
        ),
        measured("  и его закладки", rounds, lambda: [template.make(given, laid) for template, given, laid in sources]),
        measured("  (прежде: чтение готового файла)", rounds, lambda: [read_finished(item.content) for item in made]),
        measured("комплект целиком", rounds, lambda: prepare(school, pack, request)),
    ]


def previews(school: School, pack: Pack, request: PacketRequest) -> Series:
    """The preview of each document as HTML, one time a document."""
    made = prepare(school, pack, request)
    for item in made:
        preview(item.content)
    return Series(
        "просмотр HTML, один документ",
        tuple(measured("", 3, lambda item=item: preview(item.content)).times[-1] for item in made),  # type: ignore[misc]  # the loop's own value
    )


def say(line: str) -> None:
    """Prints a line."""
    sys.stdout.write(line + "\n")


def show(title: str, rows: Sequence[Series]) -> None:
    """Prints a table."""
    say(f"\n{title}\n{'мс CPU':34}{'p50':>9}{'p95':>9}{'лучшее':>9}")
    for name, *figures in (row.row() for row in rows):
        say(f"{name:34}{''.join(figure.rjust(9) for figure in figures)}")


def main(words: Sequence[str]) -> None:
    """Measures and prints."""
    rounds = int(words[0]) if words else ROUNDS
    pack = find_pack(PACK_ID)
    sample = read_sample(pack, "full")
    everything = sample.request
    first = set(sorted(everything.documents)[:CORE])
    core = replace(everything, documents=tuple(item for item in everything.documents if item in first))
    say(f"Python {platform.python_version()}, {platform.machine()}; повторов: {rounds}; школа показательная")
    say(f"мерка (миллион умножений): {yardstick():.0f} мс; на машине, где никто не мешает, — 45–55 мс")
    for request in (core, everything):
        rows = stages(sample.school, pack, request, rounds)
        show(f"Документов: {len(request.documents)} ({min(request.documents)}–{max(request.documents)})", rows)
        if request is core:
            best = statistics.median(rows[-1].times)
            say(f"цель: меньше {AIM} мс — {'достигнута' if best < AIM else 'не достигнута'} ({best:.0f} мс)")
    show("Просмотр", [previews(sample.school, pack, everything)])


if __name__ == "__main__":
    main(sys.argv[1:])
