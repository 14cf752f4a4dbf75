"""Changing the content of a draft part by part, as pure functions over its JSON. Each returns a new content."""

from apps.instruments.editing.parts import (
    Place,
    find,
    group_drop,
    group_move,
    group_put,
    question_drop,
    question_move,
    question_put,
    score_drop,
    score_put,
)

__all__ = [
    "Place", "find", "group_drop", "group_move", "group_put", "question_drop", "question_move", "question_put",
    "score_drop", "score_put",
]  # fmt: skip
