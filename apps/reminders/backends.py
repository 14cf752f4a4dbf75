"""Mail as files, for one machine without a mail server (settings/dev.py) and for the demo."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FileBackend(BaseEmailBackend):
    """Writes each mail to EMAIL_FILE_PATH, one file per Message-ID, whole or not at all.

    The same mail sent twice is one file: what a mail server can only promise by chance, this can.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            self._write(mail)
        return len(email_messages)

    def _write(self, mail: EmailMessage) -> None:
        content = mail.message()
        name = hashlib.sha256(str(content["Message-ID"]).encode()).hexdigest()[:32]
        path = self.folder / f"{name}.eml"
        if path.exists():
            return
        draft = path.with_name(f".{name}.{os.getpid()}")
        with draft.open("wb") as file:
            file.write(content.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
