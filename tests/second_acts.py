"""Packs of other acts than the shipped one: `ministry` (an order of a ministry), `requirements` (no act at all).

Their Word files are built from the sources when the tests run; nothing of them is shipped.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sferum_docs.house_templates.build import build_pack

SOURCES = Path(__file__).with_name("packs")
MINISTRY, REQUIREMENTS = "ministry", "requirements"
SECOND_ACTS = (MINISTRY, REQUIREMENTS)


def lay_second_acts(folder: Path) -> Path:
    """Puts both packs, ready to be used, into a folder of packs."""
    for name in SECOND_ACTS:
        shutil.copytree(SOURCES / name, folder / name)
        build_pack(folder / name)
    return folder


_REPEAL = """
[[documents]]
id = "T09"
title = "О признании утратившими силу приказов о питании"
kind = "приказ"
template = "T09.docx"
carries_out = []
supports = ["1"]
repeals = true
purpose = "Отменяет прежние приказы."

"""
_REPEAL_SOURCE = """# T09. Отмена прежних приказов.
Наименование: {{ школа.полное }}
Вид документа: ПРИКАЗ
Дата и номер: {{ документ.дата|дата }} | № {{ документ.номер }}
Место издания: {{ школа.место }}
Заголовок к тексту: {{ документ.заголовок }}
Приказываю: {{ документ.приказываю }}:
Пункт: Признать утратившими силу:
{% for строка in заменяемые_документы %}
Подпункт: приказ от {{ строка.дата|дата }} № {{ строка.номер }} «{{ строка.заголовок }}»; заменён: {{ строка.заменён }}.
{% endfor %}
Подпись: {{ директор.должность|с_прописной }} | {{ директор.фио|инициалы }}
"""


def lay_succession(folder: Path, older: str = MINISTRY, replaces: tuple[str, ...] = ("M01", "M02")) -> Path:
    """Both packs, where the requirements take the place of the order of the ministry, or of another pack."""
    for name in SECOND_ACTS:
        shutil.copytree(SOURCES / name, folder / name)
    description = folder / REQUIREMENTS / "pack.toml"
    text = description.read_text(encoding="utf-8")
    said = f'succeeds = "{older}"\n\n[succession]\ntold = "списком требований"\nchats_from = "VK Мессенджер"'
    text = text.replace("[directive]", f"{said}\n\n[directive]", 1)
    named = ", ".join(f'"{document}"' for document in replaces)
    text = text.replace('template = "T01.docx"', f'template = "T01.docx"\nreplaces = [{named}]')
    text = text.replace("[[presets]]", f"{_REPEAL}[[presets]]", 1)
    description.write_text(text, encoding="utf-8")
    (folder / REQUIREMENTS / "sources" / "T09.txt").write_text(_REPEAL_SOURCE, encoding="utf-8")
    for name in SECOND_ACTS:
        build_pack(folder / name)
    return folder
