"""Staff pages of questionnaires."""

from apps.instruments.admin import instruments, versions  # noqa: F401
