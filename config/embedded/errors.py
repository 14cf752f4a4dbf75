"""The one error that the embedded services raise."""


class EmbeddedError(Exception):
    """Says what happened and what to do; shown to the person as it is, without a traceback."""
