"""People and roles at the desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from briefings.actions import Refused
from briefings.admin.base import editor
from briefings.admin.conflicts import ConflictMixin

admin.site.unregister(User)
admin.site.unregister(Group)


class AccountForm(UserChangeForm):
    """Who somebody is, and in which role; says what was refused when it was sent before."""

    refusals: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; adds the refusals."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for reason in self.refusals:
            self.add_error(None, reason)
        return cleaned


@admin.register(User)
class AccountAdmin(ConflictMixin, UserAdmin, ModelAdmin):  # type: ignore[type-arg]
    """Who works at the desk, and in which role."""

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
        """Show the form; a POST saves it, unless another changed the same since it was opened."""

        def respond() -> HttpResponse:
            return super(AccountAdmin, self).changeform_view(
                request, object_id, form_url, extra_context
            )

        row = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method != "POST" or row is None:
            return respond()
        try:
            with transaction.atomic():
                row = self.locked_row(request, row)
                self.carry_over(request, row, editor(request), acts=False)
                return self.telling(request, respond())
        except Refused as refused:
            request.refusals = tuple(refused.reasons)  # type: ignore[attr-defined]
            return respond()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form, which knows what was refused when it was sent before."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refusals = getattr(request, "refusals", ())
        return form


@admin.register(Group)
class RoleAdmin(GroupAdmin, ModelAdmin):
    """The roles, as `manage.py roles` makes them."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse it: the roles are written in the code."""
        return False

    has_add_permission = has_delete_permission = has_change_permission
