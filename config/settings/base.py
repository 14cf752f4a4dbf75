"""Settings that hold everywhere. dev, test and prod add what differs."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import environ
import pghistory
import pgtrigger
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

from config import embedded
from config.settings.logging import STRUCTLOG, logging_config
from config.settings.look import UNFOLD  # noqa: F401  a setting of its own size
from config.settings.rest import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401
from config.settings.routing import engine_of
from config.settings.schedule import CELERY_BEAT_SCHEDULE  # noqa: F401
from config.settings.tiles import tile_origin

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
if (VAR_DIR / "secrets.env").exists():
    env.read_env(VAR_DIR / "secrets.env")

DEBUG = False
SECRET_KEY = env("SECRET_KEY", default="")
FIELD_KEYS: list[str] = env.list("FIELD_KEYS", default=[])
INDEX_KEY = env("INDEX_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "apps.core.admin_config.AnjuAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "django_htmx",
    "import_export",
    "heroicons",
    "django_structlog",
    "django_prometheus",
    "apps.core",
    "apps.accounts",
    "apps.communities",
    "apps.instruments",
    "apps.households",
    "apps.facilities",
    "apps.farmland",
    "apps.gardens",
    "apps.shuttles",
    "apps.complaints",
    "apps.followups",
    "apps.neighbourhood",
    "apps.reminders",
    "apps.reports",
    "apps.portal",
    "demo",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "apps.core.csp.PerFaceCSPMiddleware",
    "apps.core.sessions.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "apps.core.rowscope.RowScopeMiddleware",
    "apps.core.logs.RequestLogMiddleware",
    "apps.core.history.HistoryMiddleware",
    "apps.accounts.middleware.StaffSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "apps.core.handlers.DomainErrorMiddleware",
    "axes.middleware.AxesMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# One database. DATABASE_URL replaces the embedded PostgreSQL.
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL") if "DATABASE_URL" in env else embedded.settings_database()
}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"] |= {
    # A database that is away is an error page after five seconds, not a browser that waits for thirty.
    "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8), "timeout": 5},
    # For the busiest statement only (core/inserting.py). "no" behind a pooler that mixes sessions in its transactions.
    "prepare_threshold": 0 if env.bool("DATABASE_PREPARE", default=True) else None,
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One queue and cache server. REDIS_URL replaces the embedded Valkey.
REDIS_URL = embedded.redis_url()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# Staff
AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "apps.accounts.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "accounts:login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# By user name only: a whole office, or a whole building, shares one network address.
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = [
    "axes.W006"
]  # it wants the address too, which an attacker changes at will; a name they cannot
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says when to try again, and that stays true
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # our own access log holds log-ins
AXES_LOCKOUT_CALLABLE = "apps.accounts.views.login.locked_out"
AXES_CLIENT_IP_CALLABLE = "apps.core.requests.address_of"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# How many proxies of ours stand in front; so many entries of X-Forwarded-For are believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=30)
# Roles that must have a second factor; "office" means all who use the admin.
REQUIRE_SECOND_FACTOR = env.list("REQUIRE_SECOND_FACTOR", default=[])
OTP_TOTP_ISSUER = "Anju"

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_NAME = "anju_session"
SESSION_COOKIE_AGE = 12 * 3600  # seconds; a working day, however busy the session is kept
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "apps.core.handlers.csrf_failure"

# Words
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "anju_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "config.formats"

# Files
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# Leaflet's files only: as an installed app django-leaflet asks for GDAL.
LEAFLET = Path(str(find_spec("leaflet").origin)).parent  # type: ignore[union-attr]
STATICFILES_DIRS = [BASE_DIR / "static", ("leaflet", LEAFLET / "static" / "leaflet")]
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

# Background work. What is due later is a row with a due time, never an ETA longer than the visibility timeout.
CELERY_BROKER_URL = embedded.broker_url()
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "anju"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10  # seconds; a batch of mails must end within its lease (apps/reminders/actions.py)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="anju@localhost")
LOGGING = logging_config(style=env("LOG_FORMAT", default="console"), level=env("LOG_LEVEL", default="INFO"))
vars().update(STRUCTLOG)
# Where links in messages point to.
PUBLIC_URL = env("PUBLIC_URL", default="http://localhost:8000")

# Pages carry no inline script or style; the admin's toolkit (Alpine) needs more, and has it under /admin only.
# Maps stand on a plain canvas; an office with a tile server (WGS-84, {z}/{x}/{y}) may name it: docs/maps.md.
MAP_TILE_URL = env("MAP_TILE_URL", default="")
MAP_TILE_ATTRIBUTION = env("MAP_TILE_ATTRIBUTION", default="")
# A routing server of the office's own for walking times; blank: the walking function alone.
ROUTING_URL = env("ROUTING_URL", default="")
ROUTING_ENGINE = engine_of(env("ROUTING_ENGINE", default="osrm"))
ROUTING_PROFILE = env("ROUTING_PROFILE", default="")  # blank: foot (OSRM), pedestrian (Valhalla)
ROUTING_SECONDS = env.float("ROUTING_SECONDS", default=5.0)
ROUTING_MOST_PLACES = env.int("ROUTING_MOST_PLACES", default=100)  # in one table; OSRM's own limit unless it is raised
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": [],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *filter(None, [tile_origin(MAP_TILE_URL)])],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}
# Phone pages: how often a device and an address may do a thing (who, how many, seconds). A building shares an address.
PORTAL_LIMITS = {
    "report": [("device", 5, 600), ("device", 20, 86_400), ("address", 200, 3600)],
    "note": [("device", 10, 600), ("address", 200, 3600)],
    "photos": [("device", 30, 600), ("address", 600, 3600)],
    "wrong_code": [("device", 10, 600), ("address", 60, 600)],
    "wrong_door": [("device", 6, 600), ("address", 60, 3600), ("subject", 12, 86_400)],
}
# How long a process may go on with a community and its buildings as it read them.
PORTAL_PLACE_SECONDS = env.int("PORTAL_PLACE_SECONDS", default=60)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

PROMETHEUS_METRICS_EXPORT_PORT_RANGE = None
METRICS_TOKEN = env("METRICS_TOKEN", default="")
# With it a map service fetches the shuttles' timetable of the county without a log-in; blank: staff only.
GTFS_TOKEN = env("GTFS_TOKEN", default="")


class Trackers(tuple):
    """New ones for each model: pghistory copies them deeply, which the operations inside do not survive."""

    def __deepcopy__(self, memo: Any) -> "Trackers":
        return Trackers(type(tracker)() for tracker in self)


# Deletions too: "as of" must know when a row that was recorded once was taken back.
PGHISTORY_DEFAULT_TRACKERS = Trackers((pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()))
PGHISTORY_LEVEL = pgtrigger.Statement  # one trigger call per statement: imports write thousands of rows at once
