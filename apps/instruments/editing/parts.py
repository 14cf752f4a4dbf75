"""Questions, groups and scores of a content: put, moved, taken out. What is wrong with the whole, form.read tells."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

Content = dict[str, Any]


class Place(NamedTuple):
    """Where a question stands: in which list, at which position, in which group, and in which repeat ("" : none)."""

    within: list[Any]
    at: int
    group: str
    repeat: str

    @property
    def question(self) -> dict[str, Any]:
        found: dict[str, Any] = self.within[self.at]
        return found


def _places(content: Content) -> Iterator[Place]:
    for group in content.get("groups", []):
        for at, question in enumerate(group["questions"]):
            yield Place(group["questions"], at, group["key"], "")
            inner = question.get("questions", [])
            yield from (Place(inner, number, group["key"], question["key"]) for number in range(len(inner)))


def find(content: Content, key: str) -> Place | None:
    """The place of a question."""
    return next((place for place in _places(content) if place.question["key"] == key), None)


def question_put(
    content: Content, question: dict[str, Any], *, key: str = "", group: str = "", repeat: str = ""
) -> Content:
    """The question in the place of `key`, or at the end of a group, or of what a repeat asks of each member."""
    made = deepcopy(content)
    if key and (place := find(made, key)) is not None:
        inner = place.question.get("questions")
        place.within[place.at] = question | ({"questions": inner} if inner and question["kind"] == "repeat" else {})
        return made
    if repeat and (place := find(made, repeat)) is not None:
        place.question.setdefault("questions", []).append(question)
        return made
    _group(made, group)["questions"].append(question)
    return made


def question_drop(content: Content, key: str) -> Content:
    """Without the question."""
    made = deepcopy(content)
    if (place := find(made, key)) is not None:
        del place.within[place.at]
    return made


def question_move(content: Content, key: str, by: int) -> Content:
    """The question `by` places further down (up, if less than 0); over the end of its group into the next one."""
    made = deepcopy(content)
    place = find(made, key)
    if place is None:
        return made
    to = place.at + by
    if 0 <= to < len(place.within):
        place.within.insert(to, place.within.pop(place.at))
        return made
    groups: list[Any] = made.get("groups", [])
    beside = [group["key"] for group in groups].index(place.group) + (1 if by > 0 else -1)
    if not place.repeat and 0 <= beside < len(groups):
        question = place.within.pop(place.at)
        groups[beside]["questions"].insert(0 if by > 0 else len(groups[beside]["questions"]), question)
    return made


def _group(content: Content, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(group for group in content["groups"] if group["key"] == key)
    return found


def group_put(content: Content, group: dict[str, Any], *, key: str = "") -> Content:
    """The heading of a group changed, or a new group at the end."""
    made = deepcopy(content)
    if key:
        known = _group(made, key)
        questions = known["questions"]
        known.clear()
        known.update(group | {"questions": questions})
    else:
        made.setdefault("groups", []).append(group | {"questions": []})
    return made


def group_drop(content: Content, key: str) -> Content:
    """Without the group and all its questions."""
    made = deepcopy(content)
    made["groups"] = [group for group in made["groups"] if group["key"] != key]
    return made


def group_move(content: Content, key: str, by: int) -> Content:
    """The group `by` places further down."""
    made = deepcopy(content)
    groups = made["groups"]
    at = groups.index(_group(made, key))
    if 0 <= at + by < len(groups):
        groups.insert(at + by, groups.pop(at))
    return made


def score_put(content: Content, score: dict[str, Any], *, key: str = "") -> Content:
    """The score in the place of `key`, or at the end."""
    made = deepcopy(content)
    scores = made.setdefault("scores", [])
    at = next((number for number, known in enumerate(scores) if known["key"] == key), None)
    if at is None:
        scores.append(score)
    else:
        scores[at] = score
    return made


def score_drop(content: Content, key: str) -> Content:
    """Without the score."""
    made = deepcopy(content)
    made["scores"] = [score for score in made.get("scores", []) if score["key"] != key]
    return made
