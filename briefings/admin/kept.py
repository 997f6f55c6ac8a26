"""Files that somebody chose on a page that is shown again: kept, so that none is chosen twice."""

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
SALT = "briefings.admin.kept"
FOR = timedelta(days=1)


class KeptFile(NamedTuple):
    """A file that is kept; a browser sends `token` as `field`."""

    field: str
    token: str
    name: str


def keep(files: Any, form: Any, by: int) -> list[KeptFile]:
    """Keep what the form has made of the files that were sent; return how each is named.

    What it refused, or did not ask for, is not kept: a file is stored as its field makes it anew.
    Those that nobody has come back for in a day are deleted.
    """
    sweep()
    kept = []
    for name, sent in files.items():
        made = getattr(form, "cleaned_data", {}).get(name)
        if not isinstance(made, File):
            continue
        made.seek(0)
        path = default_storage.save(f"{FOLDER}/{uuid4()}", made)
        said = {"path": path, "name": sent.name, "type": sent.content_type, "by": by}
        kept.append(KeptFile(f"{PREFIX}{name}", signing.dumps(said, salt=SALT), sent.name))
    return kept


def with_kept(data: Any, files: Any, by: int) -> MultiValueDict[str, Any]:
    """Return the files that were sent, with those that were kept for `by` and not chosen anew."""
    found: MultiValueDict[str, Any] = MultiValueDict(files)
    for field, token in data.items():
        name = field.removeprefix(PREFIX)
        if not field.startswith(PREFIX) or name in found:
            continue
        try:
            said = signing.loads(token, salt=SALT, max_age=FOR)
            if said["by"] == by:
                with default_storage.open(said["path"]) as file:
                    words = file.read()
                found[name] = SimpleUploadedFile(said["name"], words, said["type"])
        except (signing.BadSignature, OSError):
            continue
    return found


def sweep() -> None:
    """Delete what nobody has come back for."""
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        path = str(PurePosixPath(FOLDER, name))
        if default_storage.get_modified_time(path) < timezone.now() - FOR:
            default_storage.delete(path)
