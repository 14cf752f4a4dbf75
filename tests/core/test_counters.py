"""Counters in the cache server and in memory count alike."""

import uuid

import pytest
from django.core.cache import caches
from django.test import override_settings

from apps.core import counters
from config import embedded

IN_MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "counters"}}
IN_SERVER = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": embedded.redis_url()}}


@pytest.fixture(params=[IN_MEMORY, IN_SERVER], ids=["memory", "server"])
def keys(request):
    with override_settings(CACHES=request.param):
        name = uuid.uuid4().hex
        yield f"{name}:device", f"{name}:address"
        caches["default"].delete_many([f"{name}:device", f"{name}:address"])
        caches["default"].close()


def test_the_first_window_over_its_limit_is_named_and_later_ones_are_spared(keys):
    device, address = keys
    windows = [(device, 2, 60), (address, 3, 60)]
    assert [counters.spend(windows) for _i in range(4)] == [None, None, 0, 0]
    assert counters.spend([(address, 3, 60)]) is None  # two tries were counted here, the refused ones were not
    assert counters.spend([(address, 3, 60)]) == 0


def test_counters_expire(keys):
    counters.spend([(keys[0], 5, 1)])
    cache = caches["default"]
    client = getattr(cache, "_cache", None)
    if hasattr(client, "get_client"):
        left = client.get_client(None).ttl(cache.make_and_validate_key(keys[0]))
        assert 0 <= left <= 1
    assert counters.spend([]) is None
