"""Accounts and roles at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from briefings.actions import Refused
from briefings.admin.base import user_of
from briefings.admin.conflicts import ConflictMixin
from briefings.admin.forms import RefusalsMixin

admin.site.unregister(User)
admin.site.unregister(Group)


class AccountForm(RefusalsMixin, UserChangeForm):
    """An account."""


@admin.register(User)
class AccountAdmin(ConflictMixin, UserAdmin, ModelAdmin):  # type: ignore[type-arg]
    """The accounts of the desk and their roles."""

    form = AccountForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "is_active")
    list_filter = ("groups", "is_active")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("At the desk", {"fields": ("is_active", "is_staff", "groups")}),
    )

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form; a POST saves it, unless it is in conflict with another's change."""

        def respond() -> HttpResponse:
            return super(AccountAdmin, self).changeform_view(
                request, object_id, form_url, extra_context
            )

        row = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method != "POST" or row is None:
            return respond()
        try:
            with transaction.atomic():
                row = self.lock_row(request, row)
                self.rebase_typed(request, row, user_of(request), acts=False)
                return self.report_their_changes(request, respond())
        except Refused as refused:
            request.refusals = tuple(refused.reasons)  # type: ignore[attr-defined]
            return respond()

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Allow a superuser's account, and its password, to superusers alone."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or user_of(request).is_superuser)


@admin.register(Group)
class RoleAdmin(GroupAdmin, ModelAdmin):
    """The roles, read-only: `manage.py roles` creates them."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: the roles are defined in code."""
        return False

    has_add_permission = has_delete_permission = has_change_permission
