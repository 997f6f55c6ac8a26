"""Images as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.images import Images
from briefings.filters.images import ImageFilterSet


class ImageResource(Resource):
    """Pictures, and by what right they are printed."""

    documents = Images()
    filterset_class = ImageFilterSet
