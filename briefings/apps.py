"""The briefings app: the whole product."""

from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    """The one Django app of the project."""

    name = "briefings"
    verbose_name = "Briefings"

    def ready(self) -> None:
        """Complete what the database keeps for the models, which needs all of them."""
        from briefings.models.merges import refuse_merged

        refuse_merged()
