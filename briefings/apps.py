"""The briefings app: the whole product."""

from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    """The one Django app of the project."""

    name = "briefings"
    verbose_name = "Briefings"
