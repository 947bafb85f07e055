"""One thing that a reader sees beside the words of a file, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass

SAYS = {
    "hidden": "скрытый текст",
    "web": "текст, скрытый на экране",
    "struck": "зачёркнутый текст",
    "pale": "текст цвета бумаги",
    "tiny": "текст, который мельче 4 пунктов",
    "narrow": "текст, сжатый до нечитаемого",
    "apart": "буквы, между которыми встало бы ещё по букве-другой",
    "squeezed": "абзац, сжатый отступами до буквы в строке",
    "face": "слова незнакомым шрифтом: как выглядят его буквы, не проверено",
    "low": "строка, которая ниже своих букв",
    "cut": "строка таблицы, которая ниже своего текста",
    "row": "скрытая или удалённая строка таблицы",
    "crossed": "перечёркнутая ячейка таблицы",
    "column": "столбец таблицы, который уже буквы",
    "huge": "текст, который крупнее 72 пунктов",
    "signs": "слова шрифтом из значков",
    "font": "шрифт, вложенный в файл: как выглядят его буквы, не проверено",
    "turned": "буквы в обратном порядке",
    "rtl": "абзац, набранный справа налево",
    "effect": "буквы контуром или рельефом",
    "shifted": "буквы, сдвинутые со строки",
    "raised": "знаки над строкой (надстрочные)",
    "sunk": "знаки под строкой (подстрочные)",
    "caps": "строчные буквы, показанные прописными",
    "rotated": "повёрнутый текст",
    "mirrored": "столбцы таблицы в обратном порядке",
    "pressed": "слова, сжатые в половину строки",
    "outside": "текст за краем листа",
    "frame": "абзац в рамке",
    "joined": "абзац, слитый со следующим",
    "sign": "знак, вставленный не как текст",
    "field": "поле Word",
    "computed": "значение поля, которое Word считает сам",
    "form": "отметка или выбор в поле формы",
    "locked": "поле, которое Word больше не обновляет",
    "number": "автоматический номер",
    "alone": "автоматический номер без слов",
    "pale_number": "номер, которого не видно",
    "formula": "формула",
    "link": "адрес ссылки",
    "bound": "поле, которое Word заполнит сам",
    "note": "знак сноски",
    "note_numbers": "номера сносок",
    "comment": "примечание на полях",
    "glossary": "заготовка текста (экспресс-блок)",
    "picture": "рисунок",
    "chart": "вид диаграммы",
    "chart_data": "таблица чисел за диаграммой («Изменить данные»)",
    "placed": "размер или место рисунка или фигуры",
    "cropped": "обрезка, поворот или бледность рисунка",
    "cover": "рисунок или фигура поверх текста",
    "shape": "фигура",
    "header": "колонтитул",
    "columns": "столбцы текста",
    "border": "рамка по краям листа",
    "grid": "сетка, которая сдвигает буквы",
    "over": "поле, при котором текст печатается поверх колонтитула",
    "off": "колонтитул за краем листа",
    "boxed": "слова надписи повёрнуты, отодвинуты или на тёмном фоне",
    "replaced": "шрифт, вместо которого показывается шрифт из значков",
    "pages": "счёт страниц",
    "lines": "номера строк на полях",
    "ground": "цвет листа",
    "sheet": "размер листа или поля",
    "unread": "часть файла, которую программа не читает",
}

_NO_EYE_TELLS = 4  # mm: less than a line


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that is seen: what it is, where, and the words it concerns."""

    kind: str
    words: str
    where: str = ""
    measures: tuple[float, ...] = ()  # millimetres, which every program writes a hair otherwise

    def is_near(self, other: Trait) -> bool:
        """Whether both measure the same thing, and no eye tells the measures apart."""
        alike = self.kind == other.kind and len(self.measures) == len(other.measures) > 0
        return alike and all(
            abs(one - two) <= _NO_EYE_TELLS for one, two in zip(self.measures, other.measures, strict=True)
        )

    @property
    def key(self) -> tuple[str, str]:
        """What makes two of them the same: a place moves with the text."""
        return self.kind, self.words


def short(words: str, limit: int = 80) -> str:
    """The words, cut when they are many."""
    return words if len(words) <= limit else words[: limit - 1] + "…"
