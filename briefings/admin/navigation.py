"""The desk's sidebar, written down in one place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

Link = tuple[str, str, str]

GROUPS: dict[str, tuple[Link, ...]] = {
    "Desk": (
        ("Articles", "admin:briefings_article_changelist", ""),
        ("Import an article", "admin:import_article", ""),
        ("Waiting for review", "admin:briefings_edition_changelist", "?state=waiting"),
        ("Scheduled", "admin:briefings_edition_changelist", "?state=scheduled"),
    ),
    "The record": (
        ("Officials", "admin:briefings_official_changelist", ""),
        ("Tenures", "admin:briefings_tenure_changelist", ""),
        ("Offices", "admin:briefings_office_changelist", ""),
        ("Countries", "admin:briefings_country_changelist", ""),
        ("Organizations", "admin:briefings_organization_changelist", ""),
        ("Topics", "admin:briefings_topic_changelist", ""),
        ("Sources", "admin:briefings_source_changelist", ""),
    ),
    "Keep it right": (
        ("Not published", "admin:briefings_tenure_changelist", "?publication=entered"),
        ("People and roles", "admin:auth_user_changelist", ""),
    ),
}


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the groups of links of the sidebar."""
    return [
        {
            "title": title,
            "items": [
                {"title": label, "link": reverse(name) + query} for label, name, query in links
            ],
        }
        for title, links in GROUPS.items()
    ]
