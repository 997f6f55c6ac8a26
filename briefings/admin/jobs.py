"""Jobs that failed, and links that are dead, on the dashboard."""

from __future__ import annotations

from django.contrib import admin
from procrastinate.contrib.django.models import ProcrastinateJob

# What the queue's own page can do to a job no editor should have to know.
admin.site.unregister(ProcrastinateJob)
