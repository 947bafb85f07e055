"""The command `read-act`: a file in, JSON out, and on the screen what a person wants to know of it."""

import json
from datetime import date
from pathlib import Path

import pytest

from sferum_docs.acts_reader.model import ActDraft, ActText, Doubt, DraftNode, Span
from sferum_docs.cli import acts
from sferum_docs.directives.model import Officer
from tests.test_cli import run, start

ACT = "ПОСТАНОВЛЕНИЕ\n17 ноября 2025 г. № 318\n1. Директорам школ назначить сопровождающих.\n"


def understood(text: ActText) -> ActDraft:
    """What a reader would make of it."""
    node = DraftNode("1", "1", "1.", "Директорам школ назначить сопровождающих.", Span(3, 3))
    if len(text.lines) < 3:
        return ActDraft()
    return ActDraft(
        kind="ПОСТАНОВЛЕНИЕ",
        number="318",
        date=date(2025, 11, 17),
        signatory=Officer("Глава района", "Й.Ё. Щукин"),
        nodes=(node,),
        doubts=(
            Doubt("", "issuer", next(iter(acts_doubts())), DefaultValues(), 2),
            Doubt("1", "deadline", next(iter(acts_doubts())), DefaultValues(), 8),
        ),
    )


def acts_doubts() -> dict[str, str]:
    return {"doubt": "Сомнение."}


class DefaultValues(dict[str, str]):
    """Values for any sentence."""

    def __missing__(self, key: str) -> str:
        return key


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "read_act", understood)
    monkeypatch.setattr(acts, "sentence", lambda doubt: acts_doubts()[doubt.code])


def test_an_act_is_read_into_json_and_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "акт.txt").write_bytes(ACT.encode("cp1251"))
    result = run(tmp_path, "read-act", str(tmp_path / "акт.txt"), "--out", str(tmp_path / "act.json"))
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [
        "ПОСТАНОВЛЕНИЕ от 17.11.2025 № 318",
        "Подписал: Глава района Й.Ё. Щукин.",
        "Строк: 3, пунктов: 1, приложений: 0, утрачивают силу: 0, под вопросом: 2.",
        "  строка 3, 1, срок: Сомнение.",  # the heaviest first
        "  кто издал: Сомнение.",
    ]
    told = json.loads((tmp_path / "act.json").read_text(encoding="utf-8"))
    assert told["schema"] == "sferum_docs/resolution/1"
    assert told["clauses"][0]["lines"] == [3, 3]
    assert [doubt["path"] for doubt in told["doubts"]] == ["", "1"]


def test_json_goes_to_the_screen_and_words_beside_it(tmp_path: Path) -> None:
    (tmp_path / "act.txt").write_text(ACT, encoding="utf-8")
    result = run(tmp_path, "read-act", str(tmp_path / "act.txt"), "--out", "-")
    assert result.returncode == 0
    assert json.loads(result.stdout)["meta"]["number"] == "318"
    assert "пунктов: 1" in result.stderr


def test_a_text_without_clauses_is_told_by_the_exit_code_and_written_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "act.txt").write_text("Объявление\n", encoding="utf-8")
    result = run(tmp_path, "read-act", str(tmp_path / "act.txt"), "--out", str(tmp_path / "act.json"))
    assert result.returncode == 1
    assert "Пунктов в этом тексте не найдено." in result.stdout
    assert json.loads((tmp_path / "act.json").read_text(encoding="utf-8"))["clauses"] == []


@pytest.mark.parametrize(
    ("file", "out", "words"),
    [
        ("нет.txt", "act.json", "нет.txt: файла нет. Проверьте путь."),
        ("пусто.txt", "act.json", "пусто.txt: в тексте нет ни одного слова."),
        ("act.txt", "act.txt", "act.txt: сюда записать нельзя."),  # not over the act itself
        ("act.txt", "нет/act.json", "act.json: сюда записать нельзя."),
    ],
)
def test_what_cannot_be_read_or_written_is_told_and_nothing_is_lost(
    tmp_path: Path, file: str, out: str, words: str
) -> None:
    (tmp_path / "act.txt").write_text(ACT, encoding="utf-8")
    (tmp_path / "пусто.txt").write_bytes(b"")
    result = run(tmp_path, "read-act", str(tmp_path / file), "--out", str(tmp_path / out))
    assert result.returncode == 1
    assert words in result.stderr
    assert not (tmp_path / "act.json").exists()
    assert (tmp_path / "act.txt").read_text(encoding="utf-8") == ACT


def test_the_command_stands_in_the_program_itself(tmp_path: Path) -> None:
    (tmp_path / "act.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    result = start(tmp_path, "read-act", str(tmp_path / "act.txt"))
    assert result.returncode == 1
    assert "act.txt: " in result.stderr
    assert "Traceback" not in result.stderr
