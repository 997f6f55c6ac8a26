"""The tests' settings: the demo's, with what differs in a test said here."""

import os

os.environ.setdefault("NEWSROOM_DEMO", "1")
os.environ.setdefault("NEWSROOM_API_LIMIT", "0")
# Tests wait for each other, for a database to be copied and for browsers.
os.environ["NEWSROOM_PATIENCE"] = "command"
os.environ["NEWSROOM_ADDRESS"] = "http://testserver"

from newsroom.settings import *
from newsroom.settings import CACHES, DATABASES, STORAGES, VAR_DIR

# The tests' own server waits for no disk (tests/conftest.py); the demo's data stay apart from it.
EMBEDDED_POSTGRES_DATA = VAR_DIR / "postgres-of-tests"
# Tests open as many connections as they need and end them.
DATABASES["default"]["OPTIONS"].pop("pool")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Every test is shown what its own rows make: a number of the ledger comes again after a rollback.
CACHES["answers"] = CACHES["parts"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
# No test writes a file.
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
