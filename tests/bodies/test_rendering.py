"""A body is made ready once; its record links are led to their targets when it is read."""

import time
from uuid import UUID

from briefings.bodies import Target, render, resolve_links

WANG, QIN = (UUID(int=number) for number in (1, 2))
WIRE, PAPER = (UUID(int=number) for number in (11, 12))


def note(source: UUID) -> str:
    return f'<sup data-source="{source}"></sup>'


def link(record: UUID, words: str) -> str:
    return f'<a data-record="{record}">{words}</a>'


def test_notes_are_numbered_by_the_first_place_of_their_source():
    rendering = render(f"<p>a{note(PAPER)} b{note(WIRE)}</p><p>c{note(PAPER)}</p>")
    assert rendering.html == (
        '<p>a<sup class="note" id="note-ref-1"><a href="#note-1">1</a></sup>'
        ' b<sup class="note" id="note-ref-2"><a href="#note-2">2</a></sup></p>'
        '<p>c<sup class="note" id="note-ref-1-2"><a href="#note-1">1</a></sup></p>'
    )
    assert rendering.sources == (PAPER, WIRE)


def test_mentions_are_listed_once_in_the_order_of_their_first_place():
    rendering = render(f"<p>{link(QIN, 'Qin')} {link(WANG, 'Wang')} {link(QIN, 'Qin')}</p>")
    assert rendering.mentions == (QIN, WANG)


def test_plain_text_holds_the_words_of_every_part_and_no_note():
    body = (
        f"<h2>Aims</h2><p>Wang’s{note(WIRE)} aims:<br>two.</p><ul><li>one</li><li>other</li></ul>"
    )
    assert render(body).text == "Aims\n\nWang’s aims:\ntwo.\n\none\n\nother"
    assert render(body).words == 6


def test_reading_time_is_in_whole_minutes_and_nothing_takes_none():
    assert render("<p>" + "word " * 238 + "</p>").minutes == 1
    assert render("<p>" + "word " * 239 + "</p>").minutes == 2
    assert render("").minutes == 0


def test_headings_carry_the_anchors_of_the_contents():
    rendering = render("<h2>Aims</h2><h2>Aims</h2>")
    assert rendering.html == '<h2 id="aims">Aims</h2><h2 id="aims-2">Aims</h2>'
    assert [heading.anchor for heading in rendering.contents] == ["aims", "aims-2"]


def test_a_record_link_leads_to_where_the_record_is_today():
    stored = render(f"<p>{link(WANG, '<strong>Wang</strong> Yi')}, {link(QIN, 'Qin')}</p>").html
    targets = {
        WANG: Target("Wang Yi", "/officials/wang-yi/"),
        QIN: Target("Qin Gang", "/q/?a&b"),
    }
    assert resolve_links(stored, targets) == (
        '<p><a class="record" href="/officials/wang-yi/"><strong>Wang</strong> Yi</a>'
        ', <a class="record" href="/q/?a&amp;b" title="Qin Gang">Qin</a></p>'
    )


def test_a_link_to_what_is_not_live_is_plain_text():
    stored = render(f"<p>{link(WANG, 'Wang')} and {link(QIN, 'Qin')}</p>").html
    assert resolve_links(stored, {WANG: None}) == "<p>Wang and Qin</p>"


def test_a_label_cannot_break_out_of_the_link():
    stored = render(f"<p>{link(WANG, 'Wang')}</p>").html
    resolved = resolve_links(stored, {WANG: Target('"><script>', "/x")})
    assert "<script>" not in resolved


def test_an_ordinary_link_is_not_touched_when_links_are_resolved():
    stored = render('<p><a href="/id/">id</a></p>').html
    assert resolve_links(stored, {}) == stored


def test_links_are_resolved_without_parsing_the_body():
    stored = render(f"<p>{'word ' * 2000}</p>" + f"<p>{link(WANG, 'Wang')}</p>" * 40).html
    targets = {WANG: Target("Wang Yi", "/officials/wang-yi/")}
    best = 1.0
    for _ in range(20):
        began = time.perf_counter()
        resolve_links(stored, targets)
        best = min(best, time.perf_counter() - began)
    assert best < 0.002
