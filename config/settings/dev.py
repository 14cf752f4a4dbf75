"""One machine: `make run`. Secrets come from var/secrets.env, which the first start writes."""

from config import secrets_file

secrets_file.ensure()  # also where somebody begins with manage.py instead of make run

from config.settings.base import *  # noqa: E402
from config.settings.base import VAR_DIR  # noqa: E402

EMAIL_BACKEND = "apps.reminders.backends.FileBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
