"""Who may do what: the four roles of a desk, as groups with permissions."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

RECORDS = [
    *("official", "officialname", "office", "tenure", "country", "succession", "organization"),
    *("topic", "source", "citation", "externalidentifier"),
    *("place", "visit", "meeting", "participant", "statuschange", "readout"),
    *("detainee", "detaineename", "nationality", "detention", "custodyevent"),
    *("exchange", "exchangeside", "statement", "statementsubject", "image"),
]
# Plain rows of visits and meetings: whoever may change the record may also delete one.
PARTS = ["stop", "objective", "agendaitem", "outcome"]
WRITING = ["article", "edition", "byline", "editiontopic"]

WRITE = [
    f"{verb}_{model}"
    for verb in ("add", "change", "view")
    for model in (*RECORDS, *PARTS, *WRITING)
] + [
    f"delete_{model}"
    for model in ("edition", "byline", "editiontopic", "citation", "statementsubject", *PARTS)
]
READ = ["view_correction", "view_identity", "view_change"]
DECIDE = [f"{verb}_proposedmeeting" for verb in ("add", "change", "view")]

# Each role may also do what the roles before it may.
ROLES = {
    "reporter": WRITE + READ + DECIDE,
    "editor": [f"delete_{model}" for model in RECORDS]
    + [
        "review_edition",
        "withdraw_article",
        "publish_identity",
        "add_correction",
        "change_jobfailure",
    ],
    "publisher": [
        *("approve_edition", "force_edition", "delete_article"),
        *("force_custodyevent", "merge_identity"),
    ],
    "administrator": [f"{verb}_user" for verb in ("add", "change", "view")] + ["view_group"],
}


def establish_roles() -> None:
    """Create the four groups, each with exactly the permissions of this table; idempotent."""
    allowed: list[str] = []
    with transaction.atomic():
        for role, more in ROLES.items():
            allowed += more
            group, _ = Group.objects.get_or_create(name=role)
            found = Permission.objects.filter(codename__in=allowed)
            if missing := set(allowed) - {permission.codename for permission in found}:
                raise LookupError(f"No such permission: {', '.join(sorted(missing))}.")
            group.permissions.set(found)


def account_of_command(name: str) -> User:
    """Return the account in whose name a command writes if nobody is named.

    It is created when first needed: a reporter who has no password and cannot sign in.
    """
    with transaction.atomic():
        account, new = User.objects.get_or_create(username=name)
        if new:
            account.set_unusable_password()
            account.save()
            establish_roles()
        account.groups.add(Group.objects.get(name="reporter"))
        return account
