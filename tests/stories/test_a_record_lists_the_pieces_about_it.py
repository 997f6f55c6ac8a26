"""A piece counts for the record that it is about, whether or not its words name that."""

from django.contrib.auth.models import User
from django.test import Client

from briefings.actions.records import publish
from briefings.models import Identity, Meeting
from tests.factories import row_of
from tests.stories.desk import HEADLINE, changed, drafted, published


def test_a_record_lists_the_pieces_about_it(ana: User, cleo: User, client: Client) -> None:
    talks = publish(by=cleo, row=row_of(Meeting, slug="talks"))
    identity = Identity.objects.get(meeting=talks)
    edition = published(changed(drafted(ana), about=identity), cleo)

    page = client.get("/meetings/talks/").content.decode()
    found = client.get(f"/api/v1/articles/?mentions={talks.public_id}").json()["results"]

    assert HEADLINE in page
    assert [article["headline"] for article in found] == [HEADLINE]
    assert [mention.position for mention in edition.mentions.all()] == [0]
