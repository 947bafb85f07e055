"""How right the grammar is: a table for each reference set, every wrong row, gender and speed.

Run as `python -m benchmarks.grammar [FOLDER]`; the folder holds names_dev.tsv, posts_dev.tsv, orgs_dev.tsv and
petrovich-eval/. Without it the copies in tests/grammar are measured, and petrovich-eval is left out with a word.
"""

import csv
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import click

from sferum_docs.grammar import (
    Case,
    Declined,
    Gender,
    Paradigm,
    Part,
    decline_full_name,
    decline_name,
    decline_organisation,
    decline_post,
    detect_gender,
    full_name_paradigm,
    name_paradigm,
    organisation_paradigm,
    post_paradigm,
)
from sferum_docs.grammar.filters import FILTERS
from sferum_docs.grammar.values import FullName

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent / "tests" / "grammar"
SHARED = HERE.parents[1] / "shared" / "data"
SHORT = ("nom", "gen", "dat", "acc", "ins", "prep")
TAGS = {"им": "nom", "рд": "gen", "дт": "dat", "вн": "acc", "тв": "ins", "пр": "prep"}
GENDERS = {"мр": Gender.MALE, "жр": Gender.FEMALE, "мр-жр": None}
Row = dict[str, str]


@dataclass
class Score:
    """The count of one set and its wrong rows."""

    name: str
    forms: int = 0
    flagged: int = 0
    wrong: list[str] = field(default_factory=list)
    unflagged: int = 0
    disputed: int = 0

    def add(self, found: Declined, expected: str, place: str, *, disputed: bool = False) -> None:
        """Count one form; accepted variants stand side by side with `|`, ё counts as е."""
        self.forms += 1
        self.flagged += not found.certain
        if _plain(found.text) in _plain(expected).split("|"):
            return
        self.unflagged += found.certain
        self.disputed += disputed
        mark = "" if found.certain else " (помечено)"
        note = " (спорное)" if disputed else ""
        self.wrong.append(f"{place}: {found.text}, ждали {expected}{mark}{note}")

    def line(self) -> str:
        """The row of the table."""
        right = 100 * (self.forms - len(self.wrong)) / self.forms if self.forms else 0
        reviewed = 100 * (self.forms - len(self.wrong) + self.disputed) / self.forms if self.forms else 0
        return (
            f"{self.name:24}{self.forms:8}{len(self.wrong):8}{right:9.3f}{reviewed:9.3f}{self.unflagged:10}"
            f"{self.flagged:9}"
        )


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as table:
        yield from csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)


def names(path: Path) -> Score:
    """Names by part, full names and names with initials."""
    score = Score(path.name)
    for row in _rows(path):
        for case in SHORT:
            kind, text, gender = row["kind"], row["nom"], row["gender"]
            if kind in {"full", "initials"}:
                found = decline_full_name(text, gender, case)
            else:
                found = decline_name(text, kind, gender, case)
            score.add(found, row[case], f"{kind} {gender} {case} {text}")
    return score


def phrases(path: Path, decline: Callable[[str, str], Declined]) -> Score:
    """Posts or organisations."""
    score = Score(path.name)
    for row in _rows(path):
        for case in SHORT:
            if case in row:
                score.add(decline(row["nom"], case), row[case], f"{case} {row['nom']}")
    return score


def lemmas(path: Path, part: str) -> Score:
    """Words of petrovich-eval: lemma, form, tags."""
    score = Score(path.name)
    for row in _rows(path):
        gender, _, tag = row["grammemes"].split(",")
        found = decline_name(row["lemma"], part, GENDERS[gender], TAGS[tag])
        score.add(
            found,
            row["word"],
            f"{gender} {tag} {row['lemma']}",
            disputed=_disputed(row["lemma"], row["word"], gender),
        )
    return score


def people(path: Path) -> Score:
    """Persons of petrovich-eval, each part by itself."""
    score = Score(path.name)
    for row in _rows(path):
        gender, _, tag = row["grammemes"].split(",")
        for part, column, expected in (
            ("last", "lastname", "lastname_expected"),
            ("first", "firstname", "firstname_expected"),
            ("middle", "midname", "middlename_expected"),
        ):
            if row[column]:
                found = decline_name(row[column], part, GENDERS[gender], TAGS[tag])
                score.add(found, row[expected] or "", f"{tag} {row[column]}")
    return score


def _disputed(lemma: str, word: str, gender: str) -> bool:
    name = _plain(lemma)
    frozen = name == _plain(word)
    return any(one.gender == gender and one.frozen == frozen and one.covers(name) for one in _disputes())


@dataclass(frozen=True, slots=True)
class Dispute:
    """A class of names in which the reference set is reviewed and not followed."""

    gender: str
    frozen: bool
    words: tuple[str, ...]
    endings: tuple[str, ...]

    def covers(self, name: str) -> bool:
        """Whether the name belongs to the class."""
        return name in self.words or name.endswith(self.endings)


@cache
def _disputes() -> tuple[Dispute, ...]:
    rows = tomllib.loads((HERE / "disputed.toml").read_text(encoding="utf-8"))["class"]
    return tuple(
        Dispute(row["gender"], row["frozen"], *(tuple(row.get(key, "").split()) for key in ("words", "endings")))
        for row in rows
    )


@dataclass
class Guesses:
    """The count of genders found, wrong and left to be asked."""

    name: str
    persons: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, found: Gender | None, expected: Gender | None, text: str) -> None:
        """Count one person; None is right when the set says both, and a question otherwise."""
        self.persons += 1
        self.asked += found is None and expected is not None
        if found is not None and found is not expected:
            self.wrong.append(f"{text}: {found.value}")

    def line(self) -> str:
        """The row of the table."""
        share = 100 * len(self.wrong) / self.persons
        return f"{self.name:24}{self.persons:8}{len(self.wrong):8}{share:9.3f}{self.asked:10}"


def genders(folder: Path, dev: Path) -> list[Guesses]:
    """Gender by patronymic, by whole rows, and by a first name or a surname alone."""
    middle, whole, first, alone = (
        Guesses(name)
        for name in ("midnames.gender.tsv", "people.gender.tsv", "firstnames.tsv, имя", "names_dev.tsv, часть")
    )
    if folder.exists():
        for row in _rows(folder / "midnames.gender.tsv"):
            middle.add(detect_gender(middle=row["lemma"]), GENDERS[row["gender"]], row["lemma"])
        for row in _rows(folder / "people.gender.tsv"):
            found = detect_gender(row["lastname"], row["firstname"], row["middlename"])
            whole.add(found, GENDERS[row["gender"]], " ".join(row.values()))
        for lemma, gender in {
            row["lemma"]: row["grammemes"].split(",")[0] for row in _rows(folder / "firstnames.tsv")
        }.items():
            first.add(detect_gender(first=lemma), GENDERS[gender], lemma)
    for row in _rows(dev):
        if row["kind"] in {"first", "last"}:
            alone.add(detect_gender(**{row["kind"]: row["nom"]}), Gender(row["gender"]), row["nom"])
    return [guesses for guesses in (middle, whole, first, alone) if guesses.persons]


def speed() -> list[str]:
    """Six cases of name and post for 100 staff, first and again; the cost of import and of the dictionary."""
    staff = [(f"Магомедов{place} Али Омарович", f"учитель физики {place} класса") for place in range(100)]
    lines = []
    for label in ("100 сотрудников, впервые", "100 сотрудников, повторно"):
        start = time.perf_counter()
        for name, post in staff:
            for case in Case:
                decline_full_name(name, Gender.MALE, case)
                decline_post(post, case)
        lines.append(f"{label:34}{1000 * (time.perf_counter() - start):8.1f} мс")
    code = (
        "import time; t = time.perf_counter(); from sferum_docs.grammar import decline_post;"
        "a = time.perf_counter() - t; decline_post('бариста', 'родительный');"
        "print(f'{a * 1000:.0f} {(time.perf_counter() - t - a) * 1000:.0f}')"
    )
    out = subprocess.run(  # noqa: S603 our own interpreter and our own text
        [sys.executable, "-c", code], cwd=HERE.parent, capture_output=True, text=True, check=True
    ).stdout.split()
    return [*lines, f"{'импорт':34}{out[0]:>8} мс", f"{'общий словарь при первой нужде':34}{out[1]:>8} мс"]


def kind_rows() -> list[Row]:
    """The rows of `kinds.tsv`: kind, what is asked, of which text, how, and what is right."""
    return list(_rows(TESTS / "kinds.tsv"))


_NBSP = "\N{NO-BREAK SPACE}"


def told(do: str, text: str, how: str) -> str:
    """What comes out for a row of `kinds.tsv`: a form with `?` when it is asked about, «ошибка» when it is refused."""
    try:
        if do in FILTERS:
            return _filtered(do, text, how)
        *gender, case = how.split()
        found = _DECLINED[do](text, gender[0] if gender else None).at(case)
    except ValueError:
        return "ошибка"
    return found.text if found.certain else f"?{found.text}"


def _part_of_name(text: str, gender: str | None, part: Part) -> Paradigm:
    return name_paradigm(text, part, gender)


_DECLINED: dict[str, Callable[[str, str | None], Paradigm]] = {
    "full": full_name_paradigm,
    "post": lambda text, _gender: post_paradigm(text),
    "organisation": lambda text, _gender: organisation_paradigm(text),
    **{part.value: partial(_part_of_name, part=part) for part in Part},
}


def _filtered(do: str, text: str, how: str) -> str:
    filters = {name: item.function for name, item in FILTERS.items()}
    if do in {"число", "прописью"}:
        return str(filters[do](int(how), text)).replace(_NBSP, " ")
    if do == "по_роду":
        return str(filters[do](FullName("", gender=Gender(how)), text))
    return str(filters[do](text, how))


def kinds() -> Iterator[str]:
    """A line for each kind: rows, right, asked about, wrong ones by name."""
    by_kind: dict[str, list[Row]] = {}
    for row in kind_rows():
        by_kind.setdefault(row["kind"], []).append(row)
    for kind, rows in by_kind.items():
        given = [(row, told(row["do"], row["text"], row["with"])) for row in rows]
        wrong = [f"{row['text']} → {form}" for row, form in given if form not in row["expected"].split("|")]
        asked = sum(form.startswith("?") for _row, form in given)
        yield f"{kind:44}{len(rows):6}{len(rows) - len(wrong):7}{asked:9}  {'; '.join(wrong)}"


def scores(data: Path) -> Iterator[Score]:
    """Every set that is there."""
    dev = data if (data / "names_dev.tsv").exists() else None
    yield names(dev / "names_dev.tsv" if dev else TESTS / "names.tsv")
    yield phrases(dev / "posts_dev.tsv" if dev else TESTS / "posts.tsv", decline_post)
    yield phrases(dev / "orgs_dev.tsv" if dev else TESTS / "organisations.tsv", decline_organisation)
    folder = data / "petrovich-eval"
    if folder.exists():
        yield lemmas(folder / "firstnames.tsv", "first")
        yield lemmas(folder / "firstnames.misc.tsv", "first")
        yield lemmas(folder / "surnames.misc.tsv", "last")
        yield lemmas(folder / "midnames.misc.tsv", "middle")
        yield people(folder / "people.tsv")


def main() -> None:
    """Print the tables, then every wrong row."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    counted = list(scores(data))
    header = f"{'набор':24}{'форм':>8}{'неверно':>8}{'верно %':>9}{'без спор.':>9}{'молча':>10}{'помечено':>9}"
    click.echo("\n".join([header, *(score.line() for score in counted)]))
    guessed = genders(data / "petrovich-eval", TESTS / "names.tsv")
    click.echo(f"\n{'пол':24}{'людей':>8}{'неверно':>8}{'%':>9}{'спросить':>10}")
    click.echo("\n".join(guesses.line() for guesses in guessed))
    click.echo(f"\n{'вид':44}{'строк':>6}{'верно':>7}{'спросит':>9}")
    click.echo("\n".join(kinds()))
    click.echo("\n" + "\n".join(speed()))
    if not (data / "petrovich-eval").exists():
        click.echo("\npetrovich-eval не найден, измерены только копии из tests/grammar")
    wrong = [(one.name, row) for one in counted for row in one.wrong]
    wrong += [(one.name, row) for one in guessed for row in one.wrong]
    click.echo("\n".join(f"неверно: {name}: {row}" for name, row in wrong))


if __name__ == "__main__":
    main()
