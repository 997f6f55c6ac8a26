"""The briefings app: the whole product."""

from django.apps import AppConfig, apps


class BriefingsConfig(AppConfig):
    """The one Django app of the project."""

    name = "briefings"
    verbose_name = "Briefings"

    def ready(self) -> None:
        """Complete what the database keeps for the models, which needs all of them."""
        # Here, since models cannot be imported before Django has read the list of apps.
        from briefings.models.merges import refuse_merged

        if self.apps is apps:  # another registry has models of its own
            refuse_merged()
