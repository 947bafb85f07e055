"""Papers of schools of every sort, printed and looked at: no sheet is empty, none holds a signature or two lines alone.

Run as `python3 run.py bench pages [SCHOOLS] [SEED]`: the full packet of each school, the act of refusal and the
acquaintance sheet of the register. It prints how many papers and pages there were, how little stood on the emptiest of
them, and each page that breaks the rule; its exit code says whether there was one.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.any_school import any_school
from benchmarks.printed_pages import lonely, pages_of, weight
from sferum_docs.documents.making.office_papers import (
    OrderOfPaper,
    RefusalFacts,
    SheetLine,
    refusal_act,
    signature_sheet,
)
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.proposals import questions
from sferum_docs.packs.model import FieldKind
from sferum_docs.printing.office.printer import Printer
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.choose import PACKS, find_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.requests.packet_request import Answer
    from sferum_docs.documents.requests.proposals import Question
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School

PACK_ID = "sferum-2023"
SCHOOLS, SEED = 12, 2026
DAY = date(2023, 10, 16)
_SHOWN = 12  # weights that are told


def request(pack: Pack, day: date) -> PacketRequest:
    """Every document of a pack, each answer as it is proposed, or made up where one is owed."""
    answers = {
        spec.id: {item.field.key: answer(item, day) for item in questions(spec, pack, day)} for spec in pack.documents
    }
    return PacketRequest(day, tuple(pack.by_id), answers)


def answer(question: Question, day: date) -> Answer:
    """What is proposed; words that nobody can propose are made up."""
    field = question.field
    if question.default is not None or not field.required or field.kind is not FieldKind.TEXT:
        return question.default
    return f"от {day:%d.%m.%Y} № 3" if field.names_paper else "кабинет № 12"


def papers(pack: Pack, dice: Random) -> dict[str, bytes]:
    """What a school prints: name → file."""
    school = any_school(dice)
    day = DAY + timedelta(days=dice.randrange(5))
    made = {item.spec.id: item.content for item in prepare(school, pack, request(pack, day))}
    return {**made, **register_papers(school, day, dice)}


def register_papers(school: School, day: date, dice: Random) -> dict[str, bytes]:
    """The forms of the register for some of the staff."""
    order = OrderOfPaper("приказ", "О режиме работы в дни проведения единого государственного экзамена", "58", day)
    people = [(person.full_name, person.post) for person in school.staff]
    facts = RefusalFacts(day, tuple(people[: dice.choice((1, 2, 9))]), ("Омаров Шамиль Курбанович", "Бек Али"))
    lines = [SheetLine(name, post, day if dice.randrange(2) else None, "") for name, post in people]
    office = Path(PACKS, "office")
    return {
        "акт об отказе": refusal_act((office / "акт об отказе.docx").read_bytes(), school, order, facts),
        "лист": signature_sheet((office / "лист ознакомления.docx").read_bytes(), school, order, lines, day),
    }


def look(printer: Printer, pack: Pack, dice: Random, school: int) -> tuple[list[str], list[int]]:
    """What is wrong with the papers of a school, and what stands on each of their pages."""
    files = papers(pack, dice)
    found: list[str] = []
    weights: list[int] = []
    for name, pdf in zip(files, printer.pdfs(list(files.values())), strict=True):
        pages = pages_of(f"школа {school}, {name}", pdf)
        found += lonely(pages)
        weights += map(weight, pages)
    return found, weights


def main(words: Sequence[str]) -> int:
    """Prints the figures and every page that breaks the rule."""
    schools = int(words[0]) if words else SCHOOLS
    seed = int(words[1]) if len(words) > 1 else SEED
    pack = find_pack(PACK_ID)
    start = time.perf_counter()
    faults: list[str] = []
    refused: list[str] = []
    weights: Counter[int] = Counter()
    with TemporaryDirectory() as folder:
        printer = Printer(Path(folder))
        for school in range(schools):
            try:
                found, counted = look(printer, pack, Random(f"{seed} {school}"), school)  # noqa: S311  not a secret
            except FaultsError as error:  # a school whose data a document refuses
                refused.append(f"школа {school}: {error}")
                continue
            faults += found
            weights.update(counted)
        printer.close()
    taken = time.perf_counter() - start
    made = (schools - len(refused)) * (len(pack.documents) + 2)
    sys.stdout.write(f"школ {schools}, документов {made}, страниц {weights.total()}, {taken:.0f} с\n")
    for lines in sorted(weights)[:_SHOWN]:
        sys.stdout.write(f"страниц, на которых строк {lines:>2}: {weights[lines]}\n")
    sys.stdout.write("".join(f"отказано, {words}\n" for words in refused))
    sys.stdout.write(f"нарушений: {len(faults)}\n" + "".join(f"  {fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
