"""The addresses of the site as the outside knows it."""

from django.conf import settings
from django.utils.encoding import iri_to_uri


def absolute(path: str) -> str:
    """Return the absolute address of a path of the site: below NEWSROOM_ADDRESS.

    No request has a say in it: what a client calls us must not come back in a link, a canonical
    address or a kept answer that others are shown.
    """
    return f"{settings.NEWSROOM_ADDRESS}{iri_to_uri(path)}"
