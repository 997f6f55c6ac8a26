"""Lists, and their rows, told as they stood on one day."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.api.documents import SELECTED, SELECTING, Resource
from briefings.api.errors import InvalidParameters
from briefings.documents.builder import Asked
from briefings.filters.base import Refusal
from briefings.filters.parameters import AskedDateField
from briefings.models import PartialDate


class OfDayResource(Resource):
    """A type of row that is told as it stood on one day: `as_of`, today without one."""

    asked_of_a_row = (*SELECTING, "as_of")

    @extend_schema(
        parameters=[
            *SELECTED,
            OpenApiParameter(
                "as_of", str, description="The day of what is told as of a day; today without it"
            ),
        ]
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the row as it stood on the day."""
        return super().retrieve(request, *args, **kwargs)

    def get_object(self) -> Any:
        """Return the row at the address; raises `InvalidParameters` for what is no day."""
        row = super().get_object()
        self.asked  # noqa: B018
        return row

    @cached_property
    def asked(self) -> PartialDate | None:
        """The day asked of, None for today; raises `InvalidParameters` for what is no day."""
        if self.action == "list":
            day: PartialDate | None = self.listing.form.cleaned_data["as_of"]
            return day
        field = AskedDateField(required=False)
        field.today = lambda: self.today
        try:
            day = field.clean(self.request.query_params.get("as_of"))
        except ValidationError as error:
            refused = Refusal("as_of", "invalid_value", error.messages[0])
            raise InvalidParameters([refused]) from error
        return day

    @cached_property
    def today(self) -> date:
        """The newsroom's day on which the first page was read: what is current is certain to it."""
        return self.listing.today if self.action == "list" else localdate(self.ledger_state.at)

    @property
    def asked_of(self) -> Asked:
        """What is asked of the documents: the day `as_of`, today without one."""
        return Asked(self.ledger_state.at, self.today, self.asked)
