"""One machine: `make run`. Secrets come from var/secrets.env, which the first start writes."""

from config.settings.base import *
from config.settings.base import VAR_DIR

EMAIL_BACKEND = "apps.reminders.backends.FileBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
