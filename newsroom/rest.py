"""The settings of the REST framework and of the API's schema."""

from typing import Any

from newsroom import environment

# Requests a minute from one address; 0 is no limit. Counted in the default cache: each process
# counts for itself unless the cache is shared.
_LIMIT = environment.integer("NEWSROOM_API_LIMIT", 120, minimum=0, maximum=1_000_000)

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["briefings.api.rendering.DocumentRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": f"{_LIMIT}/min" if _LIMIT else None},
    # How many proxies of ours add to X-Forwarded-For; what was there before is not trusted.
    "NUM_PROXIES": environment.integer("NEWSROOM_PROXIES", 0, minimum=0, maximum=10),
    "EXCEPTION_HANDLER": "briefings.api.errors.handle",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
API_LICENCE = environment.text("NEWSROOM_LICENCE", "CC BY 4.0")

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "The record",
    "DESCRIPTION": (
        "Published rows only, read by anybody. Lists are read by cursor, mirrors by changes/; "
        "an unknown parameter is refused. A partial date is the days it may be."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_NAME_OVERRIDES": {
        "RecordType": "briefings.documents.mentions.RECORD_TYPE_CHOICES",
        "SearchedType": "briefings.filters.search.KIND_CHOICES",
        "ResourceType": "briefings.documents.mentions.TYPE_CHOICES",
        "OfficeKind": "briefings.models.offices.Office.Kind",
        "NameKind": "briefings.models.officials.OfficialName.Kind",
        "PlaceKind": "briefings.models.places.Place.Kind",
        "VisitKind": "briefings.models.visits.Visit.Kind",
        "MeetingKind": "briefings.models.meetings.Meeting.Kind",
        "OccasionStatus": "briefings.models.statuses.Status",
        "Attendance": "briefings.models.statuses.Attendance",
        "StatusOfAny": "briefings.models.statuses.STATUSES",
        "CorrectionKind": "briefings.models.corrections.Correction.Kind",
        "TenureStatus": "briefings.models.tenures.Tenure.Status",
        "CustodyStatus": "briefings.models.custody.CustodyStatus",
        "Match": "briefings.models.days.Match",
        "CustodyEventKind": "briefings.models.custody.CustodyEvent.Kind",
    },
    "SCHEMA_PATH_PREFIX": "/api/v1/",
}
