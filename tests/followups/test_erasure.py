"""What is erased of visits: words at once, pictures when it is certain; days and figures stay."""

import uuid
from typing import Any

import pytest
from django.core.files.base import ContentFile

from apps.followups.erasure import followups_erase
from apps.followups.models import VisitPhoto, VisitStep
from tests.followups.factories import AnswerFactory, CaseloadFactory, OccasionFactory, TaskFactory, VisitFactory
from tests.households.factories import HouseholdFactory

pytestmark = pytest.mark.django_db
SAID = "她说女婿欠了钱"


def test_words_and_pictures_go_days_and_figures_stay(django_capture_on_commit_callbacks: Any) -> None:
    household = HouseholdFactory()
    visit = VisitFactory(household=household, state="done", note=SAID)
    step = VisitStep.objects.create(visit=visit, step="shift", why=SAID)
    rows = [CaseloadFactory(household=household, why=SAID), OccasionFactory(household=household, note=SAID)]
    task = TaskFactory(household=household, visit=visit, text=SAID)
    answer = AnswerFactory(household=household, visit=visit, answers={"people": 3})
    photo = VisitPhoto.objects.create(
        visit=visit, client_id=uuid.uuid4(), image=ContentFile(b"jpeg", "visit.jpg"), width=8, height=8
    )
    other = VisitFactory(state="done", note=SAID)
    storage, name = photo.image.storage, photo.image.name
    with django_capture_on_commit_callbacks() as callbacks:
        done = followups_erase(household, [])
    assert done[VisitPhoto._meta.db_table] == 1
    assert not VisitPhoto.objects.exists()
    assert storage.exists(name), "what is taken back must find its picture again"
    for callback in callbacks:
        callback()
    assert not storage.exists(name)
    for row in (visit, step, task, answer, other, *rows):
        row.refresh_from_db()
    assert SAID not in (visit.note, step.why, task.text, rows[0].why, rows[1].note)
    assert visit.done_on is not None
    assert answer.answers == {"people": 3}
    assert other.note == SAID
