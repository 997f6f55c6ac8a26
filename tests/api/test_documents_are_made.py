"""All documents are made by one command, which may be ended and begun again."""

from io import StringIO

from django.core.management import call_command

from briefings import ledger
from briefings.documents import DOCUMENTS, store
from briefings.models import Document, Topic
from tests.api.conftest import World


def test_what_does_not_stand_is_made(world: World) -> None:
    first = made()
    Topic.objects.filter(pk=world.taiwan.pk).update(description="An island.")

    again = made()

    assert first.keys() == DOCUMENTS.keys()
    assert all(first.values())
    assert again == {**dict.fromkeys(first, 0), "topic": 1}
    assert Document.objects.count() == sum(first.values())


def test_readers_then_have_nothing_made(world: World) -> None:
    made()
    before = {*Document.objects.values_list("public_id", "seq")}

    for documents in DOCUMENTS.values():
        live = documents.model.objects.live(ledger.read_state().at)
        ids = list(live.values_list("public_id", flat=True))
        assert len(store.read(documents, ids, ledger.read_state())) == len(ids)

    assert {*Document.objects.values_list("public_id", "seq")} == before


def made() -> dict[str, int]:
    """Run the command; return how many documents of each type it made."""
    out = StringIO()
    call_command("make_documents", stdout=out)
    lines = [line.split(": ") for line in out.getvalue().splitlines()]
    return {name: int(words.removesuffix(" made")) for name, words in lines}
