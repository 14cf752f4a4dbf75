"""Which routing server an office may name."""

ENGINES = ("osrm", "valhalla")


def engine_of(name: str) -> str:
    """The name of an engine that is understood. ValueError for any other."""
    if name not in ENGINES:
        raise ValueError(f"ROUTING_ENGINE must be one of {', '.join(ENGINES)}")
    return name
