import pytest

from sferum_docs.docengine import TemplateError, compile_template
from sferum_docs.documents.checking.tag_dictionary import TagEntry, filter_entries, search, tag_groups
from sferum_docs.documents.tags.vocabulary import vocabulary
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.templates.samples import sample
from tests.builders import PACK_ID
from tests.docengine.word import word

PACK = find_pack(PACK_ID)
D02 = sample(PACK, PACK.by_id["D02"])
GROUPS = tag_groups(D02)


def test_every_field_of_the_vocabulary_stands_in_the_dictionary_with_its_meaning() -> None:
    fields = vocabulary(D02.spec.fields, PACK.roles).fields
    named = {group.name for group in GROUPS} | {entry.write.strip("{} ") for entry in GROUPS[-1].entries}
    assert {field.name for field in fields if field.kind.value != "да/нет"} - named == {"акт"}, "the act has two names"
    assert all(entry.meaning for group in GROUPS for entry in group.entries)


def test_what_is_to_be_copied_is_taken_by_the_engine_as_it_stands() -> None:
    words = vocabulary(D02.spec.fields, PACK.roles)
    for group in GROUPS:
        for entry in group.entries:
            if group.write:
                before, after = group.write.split("…")
                inner = entry.write.split("…")
                compile_template(word(before, *inner, after), words)
            elif entry.write.startswith("{%p"):
                compile_template(word(*entry.write.split("…")), words)
            else:
                compile_template(word(entry.write), words)


@pytest.mark.parametrize(
    "entry", [entry for entry in filter_entries(D02) if "{{" in entry.write], ids=lambda e: e.write
)
def test_every_filter_shows_what_comes_of_its_example(entry: TagEntry) -> None:
    assert entry.example not in {"", "—"}
    assert entry.meaning


def test_the_example_of_a_case_is_the_name_in_that_case() -> None:
    (dative,) = [entry for entry in filter_entries(D02) if entry.write == "{{ директор.фио|дательный }}"]
    assert dative.example == "Магомедовой Патимат Гаджиевне"


@pytest.mark.parametrize(
    ("words", "found"),
    [("директор фио", "{{ директор.фио }}"), ("ИНН", "{{ школа.инн }}"), ("платформа", "{{ строка.платформа }}")],
)
def test_the_dictionary_is_searched_by_words_of_any_letter_case(words: str, found: str) -> None:
    left = search(GROUPS, words)
    assert found in [entry.write for group in left for entry in group.entries]
    assert sum(len(group.entries) for group in left) < 30


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ('{{ чатов_всего|число("абракадабрик") }}', "«абракадабрик» не найдено в словаре"),
        ('{{ чатов_всего|прописью("ИКОП") }}', "какого рода слово «ИКОП»"),
        ('{{ директор.фио|по_роду("директор") }}', "у слова «директор» нет женского рода"),
        ('{{ директор.фио|по_роду("ознакомлен", "дательный") }}', "«ознакомлен» не склоняется"),
        ('{{ директор.фио|по_роду("ответственный", "звательный") }}', "«звательный» здесь не годится"),
        ('{{ директор.фио|дательный|с_предлогом("под") }}', "предлог «под»"),
    ],
)
def test_a_filter_with_a_word_that_it_does_not_know_is_refused_on_upload(tag: str, told: str) -> None:
    with pytest.raises(TemplateError) as refused:
        compile_template(word(tag), vocabulary(D02.spec.fields, PACK.roles))
    assert told in str(refused.value)
