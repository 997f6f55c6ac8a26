"""The demo's sign-ins: one for each role, with a password that no other checkout has."""

from collections.abc import Iterator

from django.contrib.auth.models import Group, User
from django.utils.crypto import salted_hmac

from briefings.actions.roles import ROLES, establish_roles

CHANGED = "(its password was changed)"


def sign_ins() -> Iterator[tuple[str, str]]:
    """Yield each role's user name and password; users are created if missing.

    A password that somebody changed stays; `CHANGED` is yielded for it.
    """
    establish_roles()
    for role in ROLES:
        password = salted_hmac("demo sign-in", role, algorithm="sha256").hexdigest()[:12]
        user, made = User.objects.get_or_create(username=role, defaults={"is_staff": True})
        if made:
            user.set_password(password)
            user.save(update_fields=["password"])
            user.groups.set([Group.objects.get(name=role)])
        yield role, password if user.check_password(password) else CHANGED
