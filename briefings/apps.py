"""The briefings app: the whole product."""

from django.apps import AppConfig, apps
from django.core.management import CommandError
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import post_migrate, pre_migrate

# The history of the tables starts at version 0.1.0; a database that this made is older.
FIRST_OF_BEFORE = ("briefings", "0001_the_house")
OF_BEFORE = (
    "This database is older than version 0.1.0 and cannot be brought up to date; nothing was"
    " changed. Begin with an empty one: `make clean` removes the demo's, with all that was written"
    " there; elsewhere name a new one in DATABASE_URL."
)


class BriefingsConfig(AppConfig):
    """The one Django app of the project."""

    name = "briefings"
    verbose_name = "Briefings"

    def ready(self) -> None:
        """Register the triggers that need all models, and have `migrate` install them."""
        # Here, since models cannot be imported before Django has read the list of apps.
        from briefings.models.merges import refuse_merged

        # The triggers are a part of them.
        from briefings.models.triggers.embedders import tell_who_is_left

        # With what else the database has of the models.
        from briefings.models.triggers.installing import install_triggers

        # The same.
        from briefings.models.triggers.naming import note_who_is_unnamed

        if self.apps is apps:  # another registry has models of its own
            refuse_merged()
            tell_who_is_left()
            note_who_is_unnamed()
        pre_migrate.connect(refuse_older_database, sender=self)
        post_migrate.connect(install_triggers, sender=self)


def refuse_older_database(using: str, **_: object) -> None:
    """Raise `CommandError` for a database that was made by the migrations before version 0.1.0."""
    if FIRST_OF_BEFORE in MigrationRecorder(connections[using]).applied_migrations():
        raise CommandError(OF_BEFORE)
