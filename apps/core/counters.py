"""Counters that expire, in the cache server: several in one round trip, because every phone's report is counted."""

from collections.abc import Sequence
from typing import Any

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.redis import RedisCache

Window = tuple[str, int, int]  # key, how many at most, seconds after which the counter may be forgotten

# Counts key after key and stops at the first that is over its limit, so that a refused try costs the others nothing.
COUNT = """
for i, key in ipairs(KEYS) do
  local found = redis.call('INCR', key)
  if found == 1 then redis.call('EXPIRE', key, ARGV[2 * i]) end
  if found > tonumber(ARGV[2 * i - 1]) then return i end
end
return 0
"""


def spend(windows: Sequence[Window]) -> int | None:
    """Count one more in each window, in order; the index of the first that is now over its limit, else None."""
    if not windows:
        return None
    cache = caches[DEFAULT_CACHE_ALIAS]
    over = _in_one_call(cache, windows) if isinstance(cache, RedisCache) else _one_by_one(cache, windows)
    return over - 1 if over else None


def _in_one_call(cache: Any, windows: Sequence[Window]) -> int:
    client = getattr(cache, "_counting", None)
    if client is None:  # the backend makes a client anew for every call
        client = cache._counting = cache._cache.get_client(None, write=True)
    keys = [cache.make_and_validate_key(key) for key, _most, _seconds in windows]
    numbers = [number for _key, most, seconds in windows for number in (most, seconds)]
    return int(client.eval(COUNT, len(keys), *keys, *numbers))


def _one_by_one(cache: BaseCache, windows: Sequence[Window]) -> int:
    for place, (key, most, seconds) in enumerate(windows, 1):
        cache.add(key, 0, timeout=seconds)
        try:
            found = cache.incr(key)
        except ValueError:  # the cache dropped it this instant: this is the first again
            found = 1
        if found > most:
            return place
    return 0
