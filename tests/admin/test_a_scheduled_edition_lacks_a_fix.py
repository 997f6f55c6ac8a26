"""At the desk: whoever places a fix before a scheduled edition chooses; the choice is shown."""

from datetime import timedelta

from django.utils import timezone

from briefings.actions import publishing
from briefings.models import Edition, FixChoice
from tests.admin import newsroom
from tests.admin.conftest import Person, change_url, nothing_waiting, text_of

HOUR = timedelta(hours=1)


def test_the_step_asks_and_the_button_carries_over(desk: Person) -> None:
    ana, cleo = desk("reporter").person, desk("publisher")
    waiting, fix = newsroom.fix_beside(ana, cleo.person)

    refused = cleo.press(fix, "publish")
    assert "lacks this one: carry the changes over" in text_of(refused)
    [offer] = refused.xpath("//*[@id='offer-publish']//select")
    assert [option.get("value") for option in offer] == ["", "carry", "without", "hold"]
    assert "it counts as approved by Hollingworth" in text_of(refused)

    shown = cleo.press(fix, "publish", edition_2="carry")

    assert "live since" in text_of(shown)
    made = Edition.objects.get(number=4)
    assert (made.body, made.headline) == (newsroom.FIXED, "Tomorrow’s headline")
    page = text_of(cleo.open(made))
    assert "Has the changes of edition 3, too." in page
    assert "Approved by Hollingworth, who approved the editions that it is made of." in page
    told = "What edition 3 changed was carried over: a new edition took the place of edition 2 ("
    for row in (waiting, fix, waiting.article):
        assert told in text_of(cleo.open(row))


def test_what_both_changed_is_named_and_opened_as_a_draft(desk: Person) -> None:
    ana, cleo = desk("reporter").person, desk("publisher")
    waiting, fix = newsroom.fix_beside(ana, cleo.person, headline="Today’s headline")
    page = cleo.open(fix)
    offer = page.get_element_by_id("offer-publish")
    assert "Both changed the headline: hold it, then open a draft with both." in text_of(offer)
    assert "carry" not in [option.get("value") for option in offer.iter("option")]
    cleo.press(fix, "publish", edition_2="hold")
    assert "both changed the headline" in text_of(
        cleo.open(waiting).get_element_by_id("offer-carry_over")
    )

    draft = cleo.press(waiting, "otherwise", choice="both")

    assert "Edition 4, draft." in text_of(draft)
    assert "Both changed the headline. Edition 3 says: Today’s headline" in text_of(draft)
    shown = cleo.press(cleo.arrived, "carry_over", merged_by_hand="headline")
    assert "Has the changes of edition 3, too." in text_of(shown)


def test_the_dashboard_says_first_what_is_held_and_one_button_mends_it(desk: Person) -> None:
    ana, cleo = desk("reporter").person, desk("publisher")
    waiting, fix = newsroom.fix_beside(ana, cleo.person)
    now = timezone.now()
    rows = Edition.objects.filter(article=fix.article)
    first = rows.get(number=1)
    rows.filter(number=1).update(live_period=(first.live_period.lower, now))
    rows.filter(number=3).update(live_period=(now, waiting.live_period.lower))

    page = cleo.open("/admin/")

    queue = page.xpath("//*[@class='desk-queues']/section")[0]
    assert text_of(queue).startswith("Held: lacks a fix1 Tomorrow’s headline")
    assert "Lacks the changes of edition 3" in text_of(queue)
    [link] = queue.xpath(".//a")
    assert link.get("href") == change_url(waiting)
    assert "nobody has chosen what becomes of it" in text_of(cleo.open(waiting))

    shown = cleo.press(waiting, "carry_over")

    assert "Edition 4, scheduled for" in text_of(shown)
    assert "Held: lacks a fix" in nothing_waiting(cleo.open("/admin/"))


def test_it_goes_without_or_stays_held(desk: Person) -> None:
    ana, cleo = desk("reporter").person, desk("publisher")
    waiting, fix = newsroom.fix_beside(ana, cleo.person)
    cleo.press(fix, "publish", edition_2="hold")

    page = cleo.press(waiting, "otherwise", choice="without")

    assert "Edition 2, scheduled for" in text_of(page)
    assert "Edition 2 goes without what edition 3 changed (Hollingworth," in text_of(page)
    assert FixChoice.objects.get().choice == "without"
    for row in (waiting, waiting.article):
        history = change_url(row).replace("/change/", "/history/")
        assert "choice about a fix" in text_of(cleo.open(history))


def test_a_time_is_chosen_with_what_becomes_of_the_other(desk: Person) -> None:
    ana, cleo = desk("reporter").person, desk("publisher")
    waiting, fix = newsroom.fix_beside(ana, cleo.person)
    assert waiting.live_period is not None
    before = f"{waiting.live_period.lower - HOUR:%Y-%m-%dT%H:%M}"
    assert "lacks this one" in text_of(cleo.press(fix, "schedule", start=before))

    cleo.press(fix, "schedule", start=before, edition_2="carry")

    ahead = fix.article.editions.scheduled(timezone.now())
    assert [*ahead.order_by("live_period").values_list("number", flat=True)] == [3, 4]


def test_published_early_the_scheduled_one_is_asked_about_itself(desk: Person) -> None:
    ana, cleo = desk("reporter").person, desk("publisher")
    waiting, fix = newsroom.fix_beside(ana, cleo.person)
    publishing.publish_now(by=cleo.person, edition=fix, choices={2: "hold"})

    assert "is not in this one: carry" in text_of(cleo.press(waiting, "publish"))
    shown = cleo.press(waiting, "publish", edition_2="carry")

    assert "Edition 4, live since" in text_of(shown)


def test_who_does_not_publish_is_told_why_not(desk: Person) -> None:
    ana, ben, cleo = desk("reporter"), desk("editor"), desk("publisher")
    waiting, fix = newsroom.fix_beside(ana.person, cleo.person)
    publishing.publish_now(by=cleo.person, edition=fix, choices={2: "hold"})

    for person in (ana, ben):
        page = person.open(waiting)
        for button in ("carry_over", "otherwise"):
            offer = text_of(page.get_element_by_id(f"offer-{button}"))
            assert "Your role does not publish: ask a publisher." in offer
