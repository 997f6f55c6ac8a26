"""The briefings app: the whole product."""

from django.apps import AppConfig, apps


class BriefingsConfig(AppConfig):
    """The one Django app of the project."""

    name = "briefings"
    verbose_name = "Briefings"

    def ready(self) -> None:
        """Register the triggers that need all models."""
        # Here, since models cannot be imported before Django has read the list of apps.
        from briefings.models.merges import refuse_merged

        if self.apps is apps:  # another registry has models of its own
            refuse_merged()
