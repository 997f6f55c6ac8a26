"""People and roles at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class PersonAdmin(UserAdmin, ModelAdmin):  # type: ignore[type-arg]
    """Who works at the desk, and in which role."""

    form = UserChangeForm
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


@admin.register(Group)
class RoleAdmin(GroupAdmin, ModelAdmin):
    """The roles, as `manage.py roles` makes them."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse it: the roles are written in the code."""
        return False

    has_add_permission = has_delete_permission = has_change_permission
