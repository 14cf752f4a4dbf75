"""One refusal, one code, in every face."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.test import APIRequestFactory

from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused, TooMany
from apps.core.handlers import DomainErrorMiddleware, api_exception_handler
from apps.core.requests import address_of

REFUSALS = [
    (Refused(refuse("not_in_scope", "Not yours.")), 403),
    (Refused(refuse("wrong_state", "It is closed.")), 409),
    (InvalidInput("Too long.", field="text"), 400),
    (TooMany(), 429),
]


@pytest.mark.parametrize(("error", "status"), REFUSALS)
def test_a_domain_error_has_the_same_code_and_status_in_api_and_page(rf: Any, error: Any, status: int) -> None:
    api = api_exception_handler(error, {})
    page = DomainErrorMiddleware(lambda request: None).process_exception(rf.post("/f/x/"), error)  # type: ignore
    assert api is not None
    assert page is not None
    assert api.status_code == page.status_code == status
    assert api.data["code"] == error.code
    assert page["X-Refusal"] == error.code
    assert str(error.message) in page.content.decode()


@pytest.mark.parametrize(("error", "status"), REFUSALS)
def test_in_the_admin_it_is_a_message_on_the_page_one_came_from(rf: Any, error: Any, status: int, client: Any) -> None:
    request = rf.post("/admin/x/1/change/")
    request.session = client.session
    from django.contrib.messages.storage.session import SessionStorage

    request._messages = SessionStorage(request)
    response = DomainErrorMiddleware(lambda request: None).process_exception(request, error)  # type: ignore
    assert response is not None
    assert (response.status_code, response["Location"]) == (302, "/admin/x/1/change/")
    (message,) = get_messages(request)
    assert (str(message), message.extra_tags) == (str(error.message), error.code)


class Sample(serializers.Serializer):
    text = serializers.CharField()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (exceptions.PermissionDenied(), "not_your_role"),
        (exceptions.NotAuthenticated(), "not_authenticated"),
        (Http404(), "not_found"),
        (exceptions.ParseError(), "invalid"),
        (exceptions.Throttled(3), "too_many"),
    ],
)
def test_the_frameworks_refusals_speak_our_codes(error: Exception, code: str) -> None:
    response = api_exception_handler(error, {})
    assert response is not None
    assert response.data["code"] == code
    assert response.data["message"]


def test_faulty_fields_are_named() -> None:
    sample = Sample(data={})
    assert not sample.is_valid()
    response = api_exception_handler(exceptions.ValidationError(sample.errors), {})
    assert response is not None
    assert (response.data["code"], response.data["field"]) == ("invalid", "text")
    assert list(response.data["errors"]) == ["text"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 10.0.0.7", "10.0.0.7"),
        (2, "6.6.6.6, 10.0.0.7, 10.0.0.1", "10.0.0.7"),
        (1, "", None),
        (2, "10.0.0.7", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Any, proxies: int, forwarded: str, found: str | None) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = APIRequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == found
