"""Where a map's background comes from, if from anywhere."""

from urllib.parse import urlsplit


def tile_origin(url: str) -> str:
    """The one source that the content security policy must allow for a tile address; blank without one.

    A placeholder in the host ({s}) becomes a wildcard. ValueError for an address that is not http(s).
    """
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("MAP_TILE_URL must begin with https:// and name a host")
    host = parts.netloc
    if "{" in host:
        host = "*." + host.partition(".")[2]
    return f"{parts.scheme}://{host}"
