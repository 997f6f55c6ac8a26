"""Keep chosen files while a form is shown again, so that nobody has to choose them twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from uuid import uuid4

from django.core import signing
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

FOLDER = "unsaved"
PREFIX = "_kept-"
SALT = "briefings.admin.kept_files"
KEPT_FOR = timedelta(days=1)


class KeptFile(NamedTuple):
    """A file kept for a form that is shown again; the form sends `token` as `field`."""

    field: str
    token: str
    name: str


def keep_files(files: Any, form: Any, by: int) -> list[KeptFile]:
    """Store the files that were sent, as the form has cleaned them; return what the form sends.

    A file that the form refused or did not ask for is not stored. Also deletes expired files.
    """
    delete_expired()
    kept = []
    for name, sent in files.items():
        made = getattr(form, "cleaned_data", {}).get(name)
        if not isinstance(made, File):
            continue
        made.seek(0)
        path = default_storage.save(f"{FOLDER}/{uuid4()}", made)
        details = {"path": path, "name": sent.name, "type": sent.content_type, "by": by}
        kept.append(KeptFile(f"{PREFIX}{name}", signing.dumps(details, salt=SALT), sent.name))
    return kept


def with_kept_files(data: Any, files: Any, by: int) -> MultiValueDict[str, Any]:
    """Return the files that were sent, and those kept for user `by` that were not chosen anew."""
    found: MultiValueDict[str, Any] = MultiValueDict(files)
    for field, token in data.items():
        name = field.removeprefix(PREFIX)
        if not field.startswith(PREFIX) or name in found:
            continue
        try:
            details = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
            if details["by"] == by:
                with default_storage.open(details["path"]) as file:
                    words = file.read()
                found[name] = SimpleUploadedFile(details["name"], words, details["type"])
        except (signing.BadSignature, OSError):
            continue
    return found


def delete_expired() -> None:
    """Delete files that were kept for over a day."""
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        path = str(PurePosixPath(FOLDER, name))
        if default_storage.get_modified_time(path) < timezone.now() - KEPT_FOR:
            default_storage.delete(path)
