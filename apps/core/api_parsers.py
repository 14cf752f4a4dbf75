"""What the API reads."""

from collections.abc import Mapping
from typing import Any, NoReturn

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from apps.core.requests import read_json


class WholeJSONParser(JSONParser):
    """JSON without half characters, without numbers that are none, and not nested without an end."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        encoding = (parser_context or {}).get("encoding", settings.DEFAULT_CHARSET)
        try:
            return read_json(stream.read().decode(encoding), parse_constant=_no_number)
        except (ValueError, LookupError) as error:
            raise ParseError(_("The page could not read what was sent.")) from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
