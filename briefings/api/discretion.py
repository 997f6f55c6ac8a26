"""Answers leave with the names blank that are withheld."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from briefings.ledger import LedgerState
from briefings.veil import Veil


class Discreet(APIView):
    """A view whose answers tell no withheld name, whatever its serializers made."""

    ledger_state: LedgerState

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Blank what is told, also of what was taken back; a refusal says what was asked."""
        if isinstance(response, Response) and response.status_code in (200, 410):
            response.data = self.discreet(response.data)
        return super().finalize_response(request, response, *args, **kwargs)

    def discreet(self, told: Any) -> Any:
        """Return what is told with the names blank that are withheld at the request's moment."""
        return Veil.of(self.ledger_state.withheld).data(told)
