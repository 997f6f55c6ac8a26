"""Makes the four roles of a desk."""

from typing import Any

from django.core.management.base import BaseCommand

from briefings.actions.roles import ROLES, establish_roles


class Command(BaseCommand):
    """`manage.py roles`: after every deployment; a second run changes nothing."""

    help = "Make the groups reporter, editor, publisher and administrator, with their permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        """Set the roles' permissions to those of this version."""
        establish_roles()
        self.stdout.write(f"Roles: {', '.join(ROLES)}.")
