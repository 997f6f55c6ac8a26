"""The addresses of the API."""

from __future__ import annotations

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from briefings.api.articles import ArticleResource
from briefings.api.base import Missing
from briefings.api.changes import Changes
from briefings.api.countries import CountryResource
from briefings.api.custody import CustodyEventResource
from briefings.api.detainees import DetaineeResource
from briefings.api.detentions import DetentionResource
from briefings.api.docs import Schema, documentation
from briefings.api.exchanges import ExchangeResource
from briefings.api.images import ImageResource
from briefings.api.meetings import MeetingResource
from briefings.api.offices import OfficeResource
from briefings.api.officials import OfficialResource
from briefings.api.organizations import OrganizationResource
from briefings.api.participants import ParticipantResource
from briefings.api.places import PlaceResource
from briefings.api.readouts import ReadoutResource
from briefings.api.resolving import Resolve
from briefings.api.root import Root, Status
from briefings.api.search import Search
from briefings.api.sources import SourceResource
from briefings.api.statements import StatementResource
from briefings.api.statuses import StatusChangeResource
from briefings.api.tenures import TenureResource
from briefings.api.topics import TopicResource
from briefings.api.visited import MostVisited
from briefings.api.visits import VisitResource

app_name = "api"

RESOURCES = {
    "articles": ArticleResource,
    "officials": OfficialResource,
    "offices": OfficeResource,
    "tenures": TenureResource,
    "countries": CountryResource,
    "organizations": OrganizationResource,
    "meetings": MeetingResource,
    "visits": VisitResource,
    "participants": ParticipantResource,
    "status-changes": StatusChangeResource,
    "readouts": ReadoutResource,
    "places": PlaceResource,
    "topics": TopicResource,
    "sources": SourceResource,
    "detainees": DetaineeResource,
    "detentions": DetentionResource,
    "custody-events": CustodyEventResource,
    "exchanges": ExchangeResource,
    "statements": StatementResource,
    "images": ImageResource,
}

router = SimpleRouter(use_regex_path=False)
for name, resource in RESOURCES.items():
    router.register(name, resource, basename=name)

urlpatterns = [
    path(
        "v1/",
        include(
            [
                path("", Root.as_view(resources=RESOURCES), name="root"),
                path("search/", Search.as_view(), name="search"),
                path("visited/", MostVisited.as_view(), name="visited"),
                path("changes/", Changes.as_view(), name="changes"),
                path("resolve/", Resolve.as_view(), name="resolve"),
                path("status/", Status.as_view(), name="status"),
                path("schema/", Schema.as_view(), name="schema"),
                path("docs/", documentation, name="docs"),
                *router.urls,
            ]
        ),
    ),
    # Every other address below the API's is answered by the API, in its own words.
    re_path(r"^(?:.*/)?$", Missing.as_view()),
]
