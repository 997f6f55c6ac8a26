"""Short notes beside the numbers of stored HTML."""

from uuid import UUID

from briefings.bodies import render, with_margin_notes

FIRST, SECOND = UUID(int=1), UUID(int=2)


def noted(*sources: UUID) -> str:
    """Return a rendered paragraph with notes of these sources."""
    notes = "".join(f'<sup data-source="{source}"></sup>' for source in sources)
    return render(f"<p>He landed.{notes} Talks began.</p>").html


def test_a_note_stands_after_its_number() -> None:
    html = with_margin_notes(noted(FIRST), {1: "Xinhua, <i>June</i>."})

    assert (
        '</sup><span class="margin-note" aria-hidden="true"><b>1</b>'
        "Xinhua, &lt;i&gt;June&lt;/i&gt;.</span> Talks began." in html
    )


def test_notes_of_one_place_stand_after_all_its_numbers() -> None:
    html = with_margin_notes(noted(FIRST, SECOND), {1: "Xinhua.", 2: "Reuters."})

    assert html.index("Xinhua.") > html.index("#note-2")
    assert html.index("Reuters.") > html.index("Xinhua.")


def test_a_number_is_noted_at_its_first_place_only() -> None:
    html = with_margin_notes(noted(FIRST, FIRST), {1: "Xinhua."})

    assert html.count("Xinhua.") == 1


def test_a_number_without_a_note_stays_alone() -> None:
    html = noted(FIRST)

    assert with_margin_notes(html, {}) == html
