"""All settings, in one flat file; what differs between machines comes from the environment (docs/operations.md)."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext

from openness.env import BadEnvironment, Environment

# Lets a class name the model it is about, as in ModelAdmin[Organ], before any such class is read.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")

ENVIRONMENT = Environment(os.environ)
DEBUG = ENVIRONMENT.flag("DEBUG")

# Secrets. The development values are public, so they exist only while DEBUG is on.
SECRET_KEY = ENVIRONMENT.long_secret("SECRET_KEY", least=50, default="development-only-" * 4 if DEBUG else "")
PERSONAL_DATA_KEYS = ENVIRONMENT.keys("PERSONAL_DATA_KEYS", default="dev:ZGV2ZWxvcG1lbnQtb25seQ==" if DEBUG else "")

# Where it is reached, and how.
ALLOWED_HOSTS = ENVIRONMENT.names_list("ALLOWED_HOSTS") or (list(LOOPBACK_HOSTS) if DEBUG else [])
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.names_list("CSRF_TRUSTED_ORIGINS")
BEHIND_TLS_PROXY = ENVIRONMENT.flag("BEHIND_TLS_PROXY")
ALLOW_PLAIN_HTTP = ENVIRONMENT.flag("ALLOW_PLAIN_HTTP")

if not ALLOWED_HOSTS:
    raise BadEnvironment("缺少环境变量 ALLOWED_HOSTS：填访问本系统所用的域名或地址，多个用逗号分开。")
if DEBUG and (BEHIND_TLS_PROXY or set(ALLOWED_HOSTS) - set(LOOPBACK_HOSTS)):
    raise BadEnvironment(
        "DEBUG=on 只用于本机开发，不能与 BEHIND_TLS_PROXY 或本机以外的 ALLOWED_HOSTS 同用；正式环境请去掉 DEBUG。"
    )
if BEHIND_TLS_PROXY and ALLOW_PLAIN_HTTP:
    raise BadEnvironment("BEHIND_TLS_PROXY 与 ALLOW_PLAIN_HTTP 互相矛盾，只能设一个：有 HTTPS 就不要允许明文。")

ENCRYPTED_TRANSPORT = not (DEBUG or ALLOW_PLAIN_HTTP)
SECURE_SSL_REDIRECT = ENCRYPTED_TRANSPORT
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if ENCRYPTED_TRANSPORT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENCRYPTED_TRANSPORT
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENCRYPTED_TRANSPORT
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
# Browsers' preload lists are for public domains; the office decides on that by itself.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

INSTALLED_APPS = [
    "openness.apps.OpennessAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "treebeard",
    "crispy_forms",
    "crispy_bootstrap5",
    "js_lib_bootstrap5",
    "simple_history",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "openness.apps.OpennessConfig",
    "openness.organs",
    "requests_app",
    "reports_app",
]

MIDDLEWARE = [
    "openness.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # In development the server finds static files where they lie; in production they are collected.
    *([] if DEBUG else ["whitenoise.middleware.WhiteNoiseMiddleware"]),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "openness.organs.middleware.StandingInMiddleware",
    "openness.organs.own_password.OwnPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "openness.urls"
WSGI_APPLICATION = "openness.wsgi.application"
TEMPLATES = [
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
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Databases.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a deferred transaction that turns to writing fails at once instead of waiting
    "timeout": 20,  # seconds a writer waits for another
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def _described(database: dict[str, Any]) -> dict[str, Any]:
    if database["ENGINE"] == "django.db.backends.sqlite3":
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)  # a fresh clone has no var/
        return database | {"OPTIONS": SQLITE_OPTIONS}
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "DISABLE_SERVER_SIDE_CURSORS": True}


DATABASES = {
    "default": _described(
        ENVIRONMENT.database("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'openness.sqlite3'}") or {}
    )
}
_replica = ENVIRONMENT.database("REPLICA_DATABASE_URL")
if _replica:
    DATABASES["replica"] = _described(_replica) | {"TEST": {"MIRROR": "default"}}
DATABASE_ROUTERS = ["openness.routers.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People.
AUTH_USER_MODEL = "organs.User"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "openness.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
# Both together: an office shares one outside address, so a colleague's typing errors must not lock everybody out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "openness.organs.login_limits.LoginLimits"
# Whatever the names: one address trying many of them. Behind a proxy all addresses are the proxy's, so it would lock
# everybody out at once; there the proxy limits logins (docs/operations.md).
LOGIN_FAILURES_PER_ADDRESS = None if BEHIND_TLS_PROXY else 50
AXES_RESET_ON_SUCCESS = True
# A lock lasts as long as it says; each further try would begin it anew.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False
# axes keeps the query string of a failed login; the page that was wanted may bear what somebody searched for.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "next"]
AXES_ENABLE_ADMIN = False  # its pages are in English and would stand beside the office's own

# Language and time. No LocaleMiddleware: an English browser would turn a Chinese office English.
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = ENVIRONMENT.time_zone("TIME_ZONE", default="Asia/Shanghai")
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "openness.formats"

# Files.
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = ENVIRONMENT.path("MEDIA_ROOT", default=VAR_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "openness.private_files.PrivateStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Attachments lie under MEDIA_ROOT at no address: nothing of it is served but through a page that asks who wants it.
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
ATTACHMENTS_MAX_PER_CASE = 100
LEDGER_UPLOAD_MAX_BYTES = 20 * 1024 * 1024
TEMPLATE_UPLOAD_MAX_BYTES = 2 * 1024 * 1024
# What one form may send, whoever sends it; the rest is read and thrown away.
UPLOAD_MAX_BYTES = max(ATTACHMENT_MAX_BYTES, LEDGER_UPLOAD_MAX_BYTES)
UPLOAD_MAX_BYTES_TOGETHER = 10 * UPLOAD_MAX_BYTES
FILE_UPLOAD_HANDLERS = [
    "openness.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a whole report on one entry form, with its management fields

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Standard output only, and no request data: queries, form values and addresses are personal.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "openness.log_lines.PlainLines", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.db.backends": {"handlers": [], "level": "WARNING", "propagate": False},
        "axes": {"level": "ERROR"},
    },
}
