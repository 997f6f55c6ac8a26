"""The desk's sidebar."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from briefings.admin.base import user_of


class SidebarLink(NamedTuple):
    """A link in the sidebar, for users with the permission; for all if that is ""."""

    title: str
    view: str
    query: str = ""
    permission: str = ""


# By what an editor does. What is opened from its record alone is not here (tenures, statuses,
# participants, readouts, detentions).
GROUPS: dict[str, tuple[SidebarLink, ...]] = {
    "Write": (
        SidebarLink("Dashboard", "admin:index"),
        SidebarLink("Articles", "admin:briefings_article_changelist"),
        SidebarLink("In review", "admin:briefings_edition_changelist", "?state=waiting"),
        SidebarLink("Scheduled", "admin:briefings_edition_changelist", "?state=scheduled"),
        SidebarLink("Import an article", "admin:import_article"),
        SidebarLink("Statements", "admin:briefings_statement_changelist"),
        SidebarLink("Pictures", "admin:briefings_image_changelist"),
    ),
    "Diary": (
        SidebarLink("Coming 14 days", "admin:briefings_meeting_changelist", "?when=ahead"),
        SidebarLink("Overdue", "admin:briefings_meeting_changelist", "?when=overdue"),
        SidebarLink("Meetings", "admin:briefings_meeting_changelist"),
        SidebarLink("Visits", "admin:briefings_visit_changelist"),
        SidebarLink(
            "Proposed meetings",
            "admin:briefings_proposedmeeting_changelist",
            "?state__exact=waiting",
        ),
    ),
    "Record": (
        SidebarLink("Officials", "admin:briefings_official_changelist"),
        SidebarLink("Offices", "admin:briefings_office_changelist"),
        SidebarLink("Countries", "admin:briefings_country_changelist"),
        SidebarLink("Organizations", "admin:briefings_organization_changelist"),
        SidebarLink("Places", "admin:briefings_place_changelist"),
        SidebarLink("Topics", "admin:briefings_topic_changelist"),
        SidebarLink("Sources", "admin:briefings_source_changelist"),
        SidebarLink("Import records", "imports"),
    ),
    "Custody": (
        SidebarLink("Detainees", "admin:briefings_detainee_changelist"),
        SidebarLink(
            "For a second person", "admin:briefings_custodyevent_changelist", "?second=waiting"
        ),
        SidebarLink("Exchanges", "admin:briefings_exchange_changelist"),
    ),
    "Keep it right": (
        SidebarLink("People", "admin:auth_user_changelist", permission="auth.view_user"),
        SidebarLink("Roles", "admin:auth_group_changelist", permission="auth.view_group"),
    ),
}


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the groups of links that the user may follow."""
    return [
        {"title": title, "items": items}
        for title, links in GROUPS.items()
        if (items := [item(link, request) for link in links if allowed(link, request)])
    ]


def addresses() -> set[str]:
    """Return the addresses that the sidebar leads to."""
    return {reverse(link.view) for links in GROUPS.values() for link in links}


def allowed(link: SidebarLink, request: HttpRequest) -> bool:
    """Return whether the user may follow the link."""
    return not link.permission or user_of(request).has_perm(link.permission)


def item(link: SidebarLink, request: HttpRequest) -> dict[str, Any]:
    """Return the link as the sidebar shows it; active on its list and on pages below that."""
    path = reverse(link.view)
    query = request.META.get("QUERY_STRING", "")
    here = request.path == path and link.query.removeprefix("?") in query
    under = (
        not link.query
        and path != reverse("admin:index")
        and request.path.startswith(path)
        and (request.path == path or request.path not in addresses())
    )
    return {
        "title": link.title,
        "link": path + link.query,
        "active": here if link.query or path == reverse("admin:index") else under,
    }
