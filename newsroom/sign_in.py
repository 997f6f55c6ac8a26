"""The settings of signing in: locking out after failures, and the end of a session."""

from datetime import timedelta

from django.http import HttpRequest

from newsroom import environment
from newsroom.rest import REST_FRAMEWORK

LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Only the desk has sessions, so cookies are limited to it. A session ends after so many minutes
# without a request, and in any case so many hours after the sign-in.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_AGE = 60 * environment.integer(
    "NEWSROOM_IDLE_MINUTES", 120, minimum=5, maximum=10_080
)
SESSION_LASTS = timedelta(
    hours=environment.integer("NEWSROOM_SESSION_HOURS", 12, minimum=1, maximum=168)
)

# Attempts are kept in the database, for all processes. A name is locked for the address that
# guesses it; `TRIES_LIMIT` bounds all attempts for one name, and all from one address.
AXES_HANDLER = "briefings.admin.sign_ins.SignInAttempts"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "briefings.admin.sign_ins.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_SENSITIVE_PARAMETERS = ["kept"]
AXES_VERBOSE = False
# Its admin pages allow edits without a version check; read attempts by commands instead.
AXES_ENABLE_ADMIN = False
TRIES_LIMIT = 50


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the client, as the outermost of our proxies saw it."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = REST_FRAMEWORK["NUM_PROXIES"]
    forwarded = seen[-min(proxies, len(seen))].strip() if proxies else ""
    return forwarded or request.META.get("REMOTE_ADDR")


AXES_CLIENT_IP_CALLABLE = client_address
