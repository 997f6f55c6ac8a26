"""The only settings file; what differs between deployments is an environment variable."""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django_prose_editor.config import html_tags
from js_asset import static_lazy

from newsroom import environment, safeguards
from newsroom.build import build_of
from newsroom.caches import *  # noqa: F403
from newsroom.jobs import *  # noqa: F403
from newsroom.kept_secret import kept_secret
from newsroom.mail import *  # noqa: F403
from newsroom.rest import *  # noqa: F403
from newsroom.sign_in import *  # noqa: F403
from newsroom.unfold import UNFOLD as UNFOLD

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# The demo (`make run`) and the tests run on this machine alone, over plain HTTP.
DEMO = environment.flag("NEWSROOM_DEMO", default=False)
DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.text("SECRET_KEY", kept_secret(VAR_DIR / "secret-key") if DEMO else None)
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEMO else None, example="news.example"
)
# The site's address in links, feeds and canonical addresses; the request's host is never used.
NEWSROOM_ADDRESS = environment.site(
    "NEWSROOM_ADDRESS",
    f"http://127.0.0.1:{environment.text('PORT', '8000')}" if DEMO else None,
)
if not DEMO:
    safeguards.refuse_debug(DEBUG)
    safeguards.refuse_weak_key(SECRET_KEY)
    safeguards.refuse_any_host(ALLOWED_HOSTS, NEWSROOM_ADDRESS)

NEWSROOM_NAME = environment.text("NEWSROOM_NAME", "The Chancery")
TIME_ZONE = environment.known("NEWSROOM_TIME_ZONE", "UTC", available_timezones(), "Europe/London")
USE_TZ = True
# A name of the release, which is part of every HTTP validator.
BUILD = environment.text(
    "NEWSROOM_BUILD",
    build_of(*(BASE_DIR / name for name in ("briefings", "newsroom", "static", "templates"))),
)
LANGUAGE_CODE = "en-gb"

# In whose name the desk writes mail to its people.
DEFAULT_FROM_EMAIL = environment.text(
    "NEWSROOM_MAIL_FROM", f"desk@{NEWSROOM_ADDRESS.partition('://')[2].partition(':')[0]}"
)

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_prose_editor",
    "axes",
    "procrastinate.contrib.django",
    "briefings",
]

MIDDLEWARE = [
    "newsroom.middleware.content_security_policy",
    "newsroom.refusals.foreign_host_or_endless_path",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.DeskSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "newsroom.middleware.DeskCsrfMiddleware",
    "newsroom.middleware.DeskAuthenticationMiddleware",
    "newsroom.middleware.DeskMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

# Jinja2 draws the public pages. The desk is Django's admin, with templates of Django's own.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "newsroom.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "desk"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The database: the server that DATABASE_URL names, else, in the demo, the embedded one.
EMBEDDED_POSTGRES_DATA = VAR_DIR / "postgres"
_EMBEDDED: dict[str, Any] = {
    "ENGINE": "newsroom.embedded_postgres",
    "NAME": "newsroom",
    "OPTIONS": {},
}
_DATABASE: dict[str, Any] = environment.database("DATABASE_URL", _EMBEDDED if DEMO else None)
# The data fit in memory, and no query here is worth compiling. The triggers ask each time which of
# them to ignore: where nothing is said they catch an error, and a long transaction takes minutes.
# How like a word a misspelt one must be to be looked at: “bejing” is half like “Beijing”.
_DATABASE["OPTIONS"].setdefault(
    "options",
    "-c jit=off -c random_page_cost=1.1 -c pgtrigger.ignore={}"
    " -c pg_trgm.word_similarity_threshold=0.4",
)
# Statements are prepared, which needs server-side binding; a connection pooler in between may not
# support it.
if environment.flag("NEWSROOM_PREPARED_STATEMENTS", default=True):
    _DATABASE["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 5}
# The database's timeouts in seconds: for a statement, for a lock, for an idle transaction. Those of
# the site are short, so that no request holds up the rest; commands, and imports at the desk, have
# long ones.
DATABASE_PATIENCE = {
    "site": {"statement": 30, "lock": 10, "idle_in_transaction_session": 60},
    "command": {"statement": 7_200, "lock": 600, "idle_in_transaction_session": 7_200},
}
_PATIENCE = environment.known("NEWSROOM_PATIENCE", "site", DATABASE_PATIENCE)
_DATABASE["OPTIONS"]["options"] += "".join(
    f" -c {name}_timeout={seconds}s" for name, seconds in DATABASE_PATIENCE[_PATIENCE].items()
)
_DATABASE["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4, "timeout": 10}
DATABASES = {"default": _DATABASE}
# No migration names a trigger: `migrate` installs those that differ when it has done the rest
# (briefings/models/triggers/installing.py).
PGTRIGGER_MIGRATIONS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# After so many days without verification readers are told that a fact may be out of date.
STALE_AFTER_DAYS = environment.integer("NEWSROOM_STALE_AFTER_DAYS", 365, minimum=1, maximum=36_500)

# In production the names of static files contain a hash and `collectstatic` is run before; the demo
# serves them from the source tree.
STATIC_URL = "/static/"
STATIC_ROOT = None if DEMO else VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(environment.text("NEWSROOM_MEDIA_ROOT", str(VAR_DIR / "media")))
WHITENOISE_USE_FINDERS = DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# The rich-text editor's extensions; their content is cleaned by briefings.bodies.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [
            static_lazy(f"js/desk-editor/{module}.js")
            for module in (
                *("record-links", "source-notes", "quotations", "pictures"),
                *("tables", "mentions", "pasting", "counting", "events"),
            )
        ],
        "extensions": dict.fromkeys(
            (
                *("RecordLink", "SourceNote", "Statement", "RecordPicture"),
                *(
                    "PullQuote",
                    "PullQuoteCaption",
                    "Credit",
                    "CaptionedTable",
                    "Mentions",
                    "Pasting",
                    "WordCount",
                    "BodyEvents",
                ),
            ),
            html_tags([]),
        ),
    }
]

# The form of an article's import sends its file back: 5 MB, 7 MB as text.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
# A record's page with a thousand rows, which a form takes at most, is sent whole.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO

# A proxy that terminates HTTPS and says so in a header is trusted only if configured.
SECURE_SSL_REDIRECT = environment.flag("NEWSROOM_HTTPS_REDIRECT", default=not DEMO)
SECURE_SSL_HOST = NEWSROOM_ADDRESS.partition("://")[2]
SECURE_HSTS_SECONDS = environment.integer(
    "NEWSROOM_HSTS_SECONDS", 0 if DEMO else 31_536_000, minimum=0, maximum=63_072_000
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = environment.flag(
    "NEWSROOM_HSTS_SUBDOMAINS", default=not DEMO
)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
if environment.flag("NEWSROOM_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # the desk has CSRF protection, by a middleware of ours
    "security.W019",  # the desk frames its own previews; the public pages' policy refuses frames
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # It tells of every job that begins and ends, one a minute at least.
        "procrastinate": {"level": "WARNING"},
    },
}
