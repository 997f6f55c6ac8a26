"""Images as JSON."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.base import Resource
from briefings.api.rows import Label, RowSerializer, Text
from briefings.filters.images import ImageFilterSet
from briefings.models import Image


class ImageSerializer(RowSerializer):
    """A picture: `url` is its JSON, `file_url` the picture itself; sizes are pixels."""

    file_url = serializers.SerializerMethodField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField(help_text="For who does not see it")
    caption = Text()
    credit = serializers.CharField()
    rights = serializers.ChoiceField(choices=Image.Rights.choices)
    rights_label = Label(source="get_rights_display")
    licence = Text()

    @extend_schema_field(serializers.URLField())
    def get_file_url(self, image: Image) -> str:
        """Return the address of the picture itself."""
        return f"{self.context['site']}{image.get_absolute_url()}"


class ImageResource(Resource):
    """Pictures, and by what right they are printed."""

    row_type = "image"
    queryset = Image.objects.all()
    filterset_class = ImageFilterSet
    serializer_class = ImageSerializer
