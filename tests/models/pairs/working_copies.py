"""The rules of what is typed and not saved."""

from uuid import uuid4

from django.contrib.auth.models import User
from django.utils import timezone

from briefings.models import Presence, WorkingCopy
from tests.factories import UserFactory
from tests.models.pairs.pair import Pair


def copies(*keys: int | None) -> None:
    """Keep copies of one person's pages of meetings."""
    person = UserFactory()
    for key in keys:
        copy_of(person, key)


def copy_of(person: User, key: int | None = None, **more: object) -> None:
    """Keep what a person typed."""
    made = {"opening": uuid4(), "number": 1, "typed": {"title": ["Talks"]}, "at": timezone.now()}
    WorkingCopy.objects.create(by=person, model="meeting", key=key, **{**made, **more})


def presences(*people: User) -> None:
    """Note people at one page."""
    now = timezone.now()
    for person in people:
        Presence.objects.create(
            by=person, model="meeting", key=7, opening=uuid4(), heard_at=now, active_at=now
        )


PAIRS = {
    "workingcopy_once": Pair(
        passes=lambda: copies(None, 7, 8), fails=lambda: copies(None, 7, None)
    ),
    "workingcopy_finished_is_empty": Pair(
        passes=lambda: copy_of(UserFactory(), typed={}, finished_at=timezone.now()),
        fails=lambda: copy_of(UserFactory(), finished_at=timezone.now()),
    ),
    "presence_once": Pair(
        passes=lambda: presences(UserFactory(), UserFactory()),
        fails=lambda: presences(*[UserFactory()] * 2),
    ),
}
