"""The newsroom's own people."""

import factory
from django.contrib.auth import get_user_model


class UserFactory(factory.django.DjangoModelFactory):
    """Make an editor who may sign in."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"clare.hollingworth.{n}")
    first_name = "Clare"
    last_name = "Hollingworth"
