"""Answers that were made before and still stand."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from briefings.freshness import Freshness


class Kept(exceptions.APIException):
    """The answer was made before: there is nothing left to do."""


class KeptAnswer(APIView):
    """A view whose answers are kept while they are fresh, each for its address and media type.

    Stands before `Answer`, which reads the ledger: that is then the only query.
    """

    freshness: Freshness | None
    kept: HttpResponse | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Read the ledger; end here also where the answer was made before and still stands."""
        super().initial(request, *args, **kwargs)
        if self.freshness:
            self.kept = self.freshness.kept(request.accepted_media_type)
            if self.kept:
                raise Kept

    def handle_exception(self, exc: Exception) -> Any:
        """Return the problem document of an exception, or the answer that is kept."""
        return self.kept if isinstance(exc, Kept) else super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Have an answer that was made kept, once it is written, for who asks next."""
        response = super().finalize_response(request, response, *args, **kwargs)
        freshness = self.freshness
        if freshness and isinstance(response, Response) and response.status_code == 200:
            kind = request.accepted_media_type
            response.add_post_render_callback(lambda made: freshness.keep(made, kind))
        return response
