"""A message as an e-mail: no personal data, a link to the thing, and a Message-ID that is always the same for it."""

import hashlib
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from apps.reminders.models import Message
from apps.reminders.words import language_of, worded


def message_id(message: Message) -> str:
    """`<fingerprint@host>`, from the unique key: a second sending after a crash is recognisably the same mail."""
    unique = f"{message.key}|{message.channel}|{message.recipient_id}"
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{hashlib.sha256(unique.encode()).hexdigest()[:32]}@{host}>"


def compose(message: Message) -> EmailMessage:
    """The mail, in the recipient's language."""
    language = language_of(message.recipient)
    words = worded(message, language)
    with translation.override(language):
        lines = [
            _("Hello %(name)s,") % {"name": message.recipient.name},
            words.body,
            f"{_('See it here:')} {urljoin(settings.PUBLIC_URL, message.url)}" if message.url else "",
            _("Anju sent this by itself. Please do not answer."),
        ]
        subject = f"{_('Anju')} · {words.title}"
    return EmailMessage(
        subject=subject,
        body="\n\n".join(filter(None, lines)),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.recipient.email],
        headers={"Message-ID": message_id(message)},
    )
