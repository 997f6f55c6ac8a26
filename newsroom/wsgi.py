"""The entry point of a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.lifeline import KEEPER, end_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

if KEEPER in os.environ:
    end_with(int(os.environ[KEEPER]))
application = get_wsgi_application()
