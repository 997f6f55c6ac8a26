"""The settings of mail: by which server it goes out.

Where none is named no mail is written; but the demo's worker prints what it would send.
"""

from typing import Any
from urllib.parse import unquote

from newsroom import environment

# How each scheme of NEWSROOM_MAIL_URL speaks to the server, and at which port unless it says.
_SCHEMES: dict[str, dict[str, Any]] = {
    "smtp+tls": {"tls": True, "port": 587},
    "smtps": {"ssl": True, "port": 465},
    "smtp": {"port": 25},
}
_EXAMPLE = "smtp+tls://user:password@mail.example"
_NAMED = environment.text("NEWSROOM_MAIL_URL", "")
_SERVER = environment.url(
    "NEWSROOM_MAIL_URL", "smtp://localhost", schemes=(*_SCHEMES,), example=_EXAMPLE
)
if not _SERVER.hostname:
    raise environment.EnvironmentInvalid("NEWSROOM_MAIL_URL", f"names no host: write {_EXAMPLE}")

NEWSROOM_SENDS_MAIL = bool(_NAMED) or environment.flag("NEWSROOM_DEMO", default=False)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _NAMED else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _SERVER.hostname, _SERVER.port or _SCHEMES[_SERVER.scheme]["port"]
EMAIL_HOST_USER = unquote(_SERVER.username or "")
EMAIL_HOST_PASSWORD = unquote(_SERVER.password or "")
EMAIL_USE_TLS = _SCHEMES[_SERVER.scheme].get("tls", False)
EMAIL_USE_SSL = _SCHEMES[_SERVER.scheme].get("ssl", False)
EMAIL_TIMEOUT = 20
