"""Refuses a file that is too large while it arrives: the rest is skipped unstored, the words of the form are kept."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from apps.core.photos import MAX_BYTES


class PhotoLimitHandler(FileUploadHandler):
    """Stands before the handlers that store. Notes the size of what it dropped in `request.dropped_files`."""

    chunk_size = 64 * 2**10

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        self.whole = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.received = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received = start + len(raw_data)
        if self.received > MAX_BYTES:
            self.request.dropped_files.append(max(self.received, self.whole))  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def limit_photos(request: HttpRequest) -> None:
    """Put the limit before the other handlers; must run before anything reads request.POST."""
    request.dropped_files = []  # type: ignore[attr-defined]
    request.upload_handlers.insert(0, PhotoLimitHandler(request))


def dropped_files(request: HttpRequest) -> list[int]:
    """Sizes, in bytes, of the files that were too large."""
    return list(getattr(request, "dropped_files", []))
