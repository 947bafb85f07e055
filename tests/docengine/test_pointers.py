"""What a block takes away and others point at, what stands beside a control tag, places of other programs."""

import pytest

from sferum_docs.docengine import check_file, compile_template, inspect_template
from tests.docengine.word import REL, RELS, Block, p, r, table, word, xml_of

MARK = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>{}<w:bookmarkEnd w:id="1"/>'.format
CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format


def field(code: str) -> str:
    return f"{CHAR('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{CHAR('separate')}{r('x')}{CHAR('end')}"


POINTING = {
    "REF": field(" REF _Ref1 \\h "),
    "PAGEREF": field("PAGEREF _Ref1"),
    "NOTEREF": field("NOTEREF _ref1 \\f"),
    "ссылка поля": field('HYPERLINK \\l "_Ref1"'),
    "простое поле": f'<w:fldSimple w:instr="REF _Ref1">{r("x")}</w:fldSimple>',
}


@pytest.mark.parametrize("pointing", POINTING.values(), ids=POINTING)
def test_a_reference_into_a_block_is_warned_of_and_its_loss_found(pointing: str) -> None:
    data = word("{% if да %}", p(MARK(r("Приложение"))), "{% endif %}", p(r("см. "), pointing))
    (told,) = inspect_template(data)
    assert (told.code, told.severity, told.place.paragraph) == ("reference-lost", "warning", 4)
    template = compile_template(data)
    assert check_file(template.render({"да": True})) == []
    (left,) = check_file(template.render({"да": False}))
    assert (left.code, left.place.paragraph) == ("reference-broken", 1)


@pytest.mark.parametrize("pointing", POINTING.values(), ids=POINTING)
def test_a_reference_that_goes_with_its_bookmark_is_sound(pointing: str) -> None:
    inside = ("{% if да %}", p(MARK(r("Приложение"))), p(r("см. "), pointing), "{% endif %}")
    assert inspect_template(word(*inside)) == []
    assert inspect_template(word(p(MARK(r("а"))), "{% if да %}", p(pointing), "{% endif %}")) == []
    assert [item.code for item in inspect_template(word(p(pointing)))] == ["reference-broken"]


def test_a_reference_from_another_branch_or_into_a_loop_is_warned_of() -> None:
    other = word("{% if да %}", p(MARK(r("а"))), "{% else %}", p(POINTING["REF"]), "{% endif %}")
    loop = word("{% for с in список %}", p(MARK(r("а"))), "{% endfor %}", p(POINTING["REF"]))
    assert [[item.code for item in inspect_template(data)] for data in (other, loop)] == [["reference-lost"]] * 2


@pytest.mark.parametrize("code", ["= _Ref1 + 1", 'IF _ref1 = 1 "_Ref1" ""', "SEQ Таблица _Ref1 \\n"])
def test_a_field_that_counts_with_a_bookmark_points_at_it(code: str) -> None:
    """What is no bookmark of the file is a word of the language of fields, or a text in quotes."""
    lost = word("{% if да %}", p(MARK(r("5"))), "{% endif %}", p(field(code)))
    assert [item.code for item in inspect_template(lost)] == ["reference-lost"]
    assert inspect_template(word(p(MARK(r("5"))), p(field(code)))) == []
    assert (
        inspect_template(word("{% if да %}", p(MARK(r("5"))), "{% endif %}", p(field('IF 1 = 1 "_Ref1" "SUM"')))) == []
    )


def test_a_link_into_a_block_is_warned_of() -> None:
    link = p(f'<w:hyperlink w:anchor="_Ref1">{r("x")}</w:hyperlink>')
    data = word("{% if да %}", p(MARK(r("а"))), "{% endif %}", link)
    assert [item.code for item in inspect_template(data)] == ["reference-lost"]


def linked(*blocks: Block, target: str = "#_Ref1") -> bytes:
    """A file whose rId91 and rId92 lead to a place within it, in both ways of writing."""
    relations = "".join(
        f'<Relationship Id="rId9{end}" Type="{REL}hyperlink" Target="{target}"{mode}/>'
        for end, mode in (("1", ""), ("2", ' TargetMode="External"'))
    )
    relations = f'<Relationships xmlns="{RELS}">{relations}</Relationships>'
    return word(*blocks, more={"word/_rels/document.xml.rels": relations})


CLICK = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"><a:hlinkClick r:id="rId91" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></wp:docPr></wp:inline></w:drawing></w:r>'
)
LINKS = {
    "ссылка": f'<w:hyperlink w:anchor="_Ref1">{r("x")}</w:hyperlink>',
    "ссылка через связь": f'<w:hyperlink r:id="rId91">{r("x")}</w:hyperlink>',
    "ссылка LibreOffice": f'<w:hyperlink r:id="rId92">{r("x")}</w:hyperlink>',
    "рисунок": CLICK,
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_link_that_leads_nowhere_is_told_when_uploaded_and_when_made(link: str) -> None:
    bare, sound = (linked(*before, p(r("см. "), link)) for before in ((), (p(MARK(r("а"))),)))
    (told,) = inspect_template(bare)
    assert (told.code, told.severity, told.place.paragraph, told.tag) == ("link-broken", "warning", 1, "_Ref1")
    assert [item.code for item in check_file(bare)] == ["link-broken"]
    assert (inspect_template(sound), check_file(sound)) == ([], [])
    block = linked("{% if да %}", p(MARK(r("а"))), "{% endif %}", p(link))
    assert [item.code for item in inspect_template(block)] == ["reference-lost"]


def test_a_place_in_another_document_is_no_bookmark_of_this_one() -> None:
    link = f'<w:hyperlink r:id="rId92" w:anchor="раздел">{r("x")}</w:hyperlink>'
    data = linked(p(link), target="https://example.org/")
    assert (inspect_template(data), check_file(data)) == ([], [])
    assert inspect_template(word(p(f'<w:hyperlink w:anchor="_top">{r("x")}</w:hyperlink>'))) == []


@pytest.mark.parametrize("code", ['TOC \\b _Ref1 \\o "1-3"', 'INDEX \\b "_Ref1"', 'HYPERLINK "#_Ref1"'])
def test_a_field_that_needs_a_bookmark_which_is_not_there_is_told(code: str) -> None:
    assert [item.code for item in inspect_template(word(p(field(code))))] == ["reference-broken"]
    assert [item.code for item in check_file(word(p(field(code))))] == ["reference-broken"]
    assert inspect_template(word(p(MARK(r("а"))), p(field(code)))) == []


def test_a_line_of_contents_is_told_of_once() -> None:
    line = p(f'<w:hyperlink w:anchor="_Ref1">{r("Раздел 1")}{POINTING["PAGEREF"]}</w:hyperlink>')
    assert [item.code for item in check_file(word(line))] == ["reference-broken"]
    assert [item.code for item in inspect_template(word(line))] == ["reference-broken"]


BESIDE = {
    "рисунок": "<w:r><w:drawing/></w:r>",
    "разрыв страницы": '<w:r><w:br w:type="page"/></w:r>',
    "разрыв колонки": '<w:r><w:br w:type="column"/></w:r>',
    "сноска": '<w:r><w:footnoteReference w:id="1"/></w:r>',
    "поле": '<w:fldSimple w:instr="PAGE"/>',
    "знак": '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    "рисунок от руки": '<w:r><w:contentPart r:id="x"/></w:r>',
    "номер страницы": "<w:r><w:pgNum/></w:r>",
    "дата": "<w:r><w:dayLong/></w:r>",
}


@pytest.mark.parametrize("marker", ["p", ""])
@pytest.mark.parametrize("title", BESIDE)
def test_what_stands_beside_a_control_tag_is_never_lost_without_a_word(title: str, marker: str) -> None:
    data = word("до", p(r(f"{{%{marker} if да %}}"), BESIDE[title]), "внутри", f"{{%{marker} endif %}}")
    (told,) = inspect_template(data)
    assert told.code == ("marker-loses-text" if marker else "block-crossing")
    assert title in told.message()
    assert told.place.paragraph == 2


def test_a_picture_in_a_row_of_tags_is_told_of() -> None:
    cells = ["{%tr if да %}", p(BESIDE["рисунок"])]
    (told,) = inspect_template(word(table([cells, ["а", "б"], ["{%tr endif %}", ""], ["в", "г"]])))
    assert (told.code, "рисунок" in told.message()) == ("marker-loses-text", True)


def test_a_new_page_that_goes_with_its_tag_is_warned_of() -> None:
    start = f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{r('{% if да %}')}</w:p>"
    (told,) = inspect_template(word(start, "Приложение", "{% endif %}"))
    assert (told.code, told.severity) == ("page-start-lost", "warning")


@pytest.mark.parametrize(("line", "codes"), [("single", ["line-lost"]), ("nil", [])])
def test_a_line_that_goes_with_its_tag_is_warned_of(line: str, codes: list[str]) -> None:
    under = f'<w:p><w:pPr><w:pBdr><w:bottom w:val="{line}"/></w:pBdr></w:pPr>{r("{%p if да %}")}</w:p>'
    found = inspect_template(word(under, "Приложение", "{%p endif %}"))
    assert [(item.code, item.severity) for item in found] == [(code, "warning") for code in codes]


def test_a_filled_control_shows_no_placeholder_any_more() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>"
        + p(r("{{ название }}", '<w:rStyle w:val="a3"/><w:b/>')) + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    xml = xml_of(compile_template(word(control)).render({"название": "План"}))
    assert "План" in xml
    assert "showingPlcHdr" not in xml
    assert "rStyle" not in xml
    assert "<w:b/>" in xml
    assert "showingPlcHdr" in xml_of(compile_template(word(control.replace("{{ название }}", "Щёлкните"), "{{ х }}"))
                                     .render({"х": ""}))  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "${фио}",
        "«фио»",
        "[фио]",
        "<<фио>>",
        "[Должность]",
        "«дата_приказа»",
        "#ФИО#",
        "%номер%",
        "<фио>",
        "${a.b}",
        "[ФИО сотрудника]",
        "<Фамилия И.О.>",
        "{$фио}",
        "{/работники}",
        "<%= фио %>",
        "$фио$",
        "|фио|",
        "~дата~",
    ],
)
def test_places_of_other_programs_are_warned_of(text: str) -> None:
    (told,) = inspect_template(word("раз", f"Назначить {text} ответственным"))
    assert (told.code, told.severity, told.place.paragraph, told.tag) == ("foreign-tag", "warning", 2, text)


@pytest.mark.parametrize(
    "text",
    [
        "платформа «Сферум»",
        "[1]",
        "5 < 6 и 7 > 3",
        "50 % и 60 %",
        "№ 5 #1",
        "«Ключевская СОШ»",
        "п. [2, 3]",
        "a@b.ru",
        "$100 и $200",
        "а | б | в",
        "[см. приложение]",
        "до <не более 5>",
        "5 & 6 & 7",
        "~5 ~6",
    ],
)
def test_ordinary_signs_are_no_places_of_other_programs(text: str) -> None:
    assert inspect_template(word(text)) == []


def test_a_merge_field_is_warned_of_with_its_place() -> None:
    told = inspect_template(word("раз", p(field("MERGEFIELD Фамилия"))))
    assert [(item.code, item.place.paragraph) for item in told] == [("merge-field", 2)]


ODD: dict[str, Block] = {
    "закладка в надписи": (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>{0}</w:txbxContent></mc:Choice>'
        "<mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ).format(p(MARK(r("а")))),
    "закладки LibreOffice": "".join(
        p(f'<w:bookmarkStart w:id="1" w:name="__DdeLink__1_2"/>{r("а")}<w:bookmarkEnd w:id="1"/>') for _ in range(2)
    ),
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_sound_files_of_word_and_libreoffice_are_sound(content: Block) -> None:
    assert check_file(word(content)) == []


def test_a_header_may_end_with_a_table() -> None:
    assert check_file(word("x", header1=table([["а"]]))) == []


def test_bookmarks_that_share_a_number_get_their_own() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="а1"/>', '<w:bookmarkEnd w:id="1"/>'
    data = word(p(start, "{{ фио }}"), p(start, "x", end, end))
    assert check_file(compile_template(data).render({"фио": "Х"})) == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("{%P for с in список %}", "marker-capital", "строчными"),
        ("{%TR if да %}", "marker-capital", "строчными"),
        ("{{ школа,название }}", "forbidden-literal", "точка, а не запятая"),
        ("{{ фио/дательный }}", "forbidden-arithmetic", "имя|дательный"),
        ("{% конец %}", "unknown-statement", "Цикл закрывается endfor"),
        ("{{ школа-название }}", "forbidden-arithmetic", "соединяет подчёркивание"),
        ("{{ школа..название }}", "syntax", "одна точка"),
        ("{{ школа:название }}", "syntax", "одна точка"),
        ("{{{ школа.название }}}", "syntax", "с каждой стороны две"),
    ],
)
def test_the_advice_leads_to_what_was_meant(text: str, code: str, words: str) -> None:
    told = [item for item in inspect_template(word(text)) if item.code == code]
    assert told, inspect_template(word(text))
    assert words in told[0].message()


def test_a_loop_closed_by_a_russian_end_is_told_once() -> None:
    codes = [item.code for item in inspect_template(word("{% for с in список %}", "{{ с.х }}", "{% конец %}"))]
    assert codes == ["unknown-statement"]
