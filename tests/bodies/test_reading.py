"""Files of every format and encoding come to the same blocks."""

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from briefings.bodies import Document, apply, read, recognise
from tests.bodies.texts import document, text

WORDS = "Péter Szijjártó met “the Swiss” – briefly.\nHe left at noon, and said nothing more to us."


def body(read_document: Document) -> str:
    return apply(read_document, recognise(read_document, []), accepted=set()).body


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_same_words_come_out_of_every_encoding_and_line_end(encoding, line_end):
    data = WORDS.replace("\n", line_end).encode(encoding)
    assert [block.text for block in read("a.txt", data).paragraphs] == WORDS.split("\n")


def test_utf16_of_either_byte_order_is_read():
    for bom, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")):
        assert (
            read("a.txt", bom + WORDS.encode(encoding)).paragraphs[0].text == WORDS.split("\n")[0]
        )


def test_latin_1_is_read_where_it_is_not_utf_8():
    assert (
        read("a.txt", "À Genève, rien.".encode("latin-1")).paragraphs[0].text == "À Genève, rien."
    )


def test_wrapped_lines_are_joined_to_their_paragraph():
    paragraphs = [block.text for block in document("wrapped.txt").paragraphs]
    assert paragraphs[1].startswith("The two coastguards")
    assert paragraphs[1].endswith("it was signed.")
    assert len(paragraphs) == 4


def test_lines_that_begin_with_bullets_are_a_list_and_a_lone_number_is_not():
    assert "<ul><li><p>a register of vessels, public from January</p></li>" in body(
        document("a_list.txt")
    )
    assert "<p>1. Only one of them.</p>" in body(
        read("a.txt", b"Words came first.\n1. Only one of them.")
    )


def test_markdown_keeps_its_structure_and_takes_the_title_of_its_front_matter():
    markdown = document("front_matter.md")
    assert markdown.title == "Two ministers, one bridge"
    html = apply(markdown, recognise(markdown, [])).body
    assert "<h2>The long queue</h2>" in html
    assert "<h3>What the treaty says</h3><table><thead><tr><th><p>Article</p></th>" in html
    assert '<a href="https://customs.example.org/queue">customs office</a>' in html
    assert "<ol><li><p>Lorries first.</p></li>" in html
    assert "2024" not in html


def test_the_first_heading_of_markdown_is_its_title_where_nothing_else_says():
    assert read("a.md", b"# The visit\n\n## Aims\n\nThere were two.").title == "The visit"


def test_the_article_is_taken_out_of_a_page():
    page = document("cms_page.html")
    assert page.title == "Port talks resume in Djibouti"
    assert [block.text for block in page.paragraphs] == [
        "Three delegations are back at the table that they left in March.",
        "A smaller table",
        "The table is smaller now, and round.\nNobody sits at its head.",
        "The table",
        "Berths",
        "Fees",
        "for tugs",
    ]


def test_a_page_is_read_in_the_encoding_that_it_declares():
    page = '<meta charset="windows-1251"><title>Т</title><p>Переговоры идут.</p>'
    assert read("a.html", page.encode("cp1251")).paragraphs[0].text == "Переговоры идут."


def test_a_word_document_keeps_title_headings_lists_marks_and_tables():
    word = docx.Document()
    word.add_paragraph("A bridge reopens", style="Title")
    paragraph = word.add_paragraph("Lorries cross ")
    paragraph.add_run("again").bold = True
    paragraph.add_run(" and slowly").italic = True
    word.add_heading("The queue", level=1)
    word.add_heading("On Sunday", level=2)
    for words, style in [
        ("Timber", "List Bullet"),
        ("Oak", "List Bullet 2"),
        ("Fish", "List Bullet"),
    ]:
        word.add_paragraph(words, style=style)
    word.add_paragraph("I have read it twice.", style="Quote")
    table = word.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "4", "axles"
    file = io.BytesIO()
    word.save(file)

    found = read("bridge.docx", file.getvalue())

    assert found.title == "A bridge reopens"
    suggestions = recognise(found, [])
    assert apply(found, suggestions, {heading.key for heading in suggestions.headings}).body == (
        "<p>Lorries cross <strong>again</strong><em> and slowly</em></p>"
        "<h2>The queue</h2><h3>On Sunday</h3>"
        "<ul><li><p>Timber</p><ul><li><p>Oak</p></li></ul></li><li><p>Fish</p></li></ul>"
        "<blockquote><p>I have read it twice.</p></blockquote>"
        "<table><tbody><tr><td><p>4</p></td><td><p>axles</p></td></tr></tbody></table>"
    )


def test_a_word_document_keeps_links_and_leaves_out_what_was_deleted():
    word = docx.Document()
    word.core_properties.title = "A note"
    paragraph = word.add_paragraph("See ")
    target = paragraph.part.relate_to(
        "https://example.org/a?b&c", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link, deleted, inserted = (
        paragraph._p.makeelement(qn(tag)) for tag in ("w:hyperlink", "w:del", "w:ins")
    )
    link.set(qn("r:id"), target)
    for wrapper, words in ((link, "the paper"), (deleted, " twice"), (inserted, " today.")):
        wrapper.append(paragraph.add_run(words)._r)
        paragraph._p.append(wrapper)
    file = io.BytesIO()
    word.save(file)

    found = read("note.docx", file.getvalue())

    assert found.title == "A note"
    assert body(found) == '<p>See <a href="https://example.org/a?b&amp;c">the paper</a> today.</p>'


def test_a_page_whose_body_is_one_form_is_read_without_its_pictures():
    page = b"<form><p>Words stand here.</p><img src=/a.png><figure><img src=/b.png></figure></form>"
    assert body(read("a.htm", page)) == "<p>Words stand here.</p>"


def test_the_format_is_told_by_the_name_whatever_its_case():
    assert read("REPORT.TXT", text("no_headings.txt")).marks_headings is False


def test_a_tables_caption_becomes_the_paragraph_before_it() -> None:
    """The desk's editor has no place for a caption and would drop its words."""
    page = (
        "<article><p>Four stops in two days.</p><table><caption>The <b>stops</b></caption>"
        "<tr><td>Beijing</td></tr></table></article>"
    )

    html = body(read("stops.html", page.encode()))

    assert "<p>The <strong>stops</strong></p><table><tbody>" in html
    assert "<caption>" not in html
