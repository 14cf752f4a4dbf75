"""The beat schedule names only tasks that a worker knows, and nothing waits in the queue longer than the visibility."""

from django.conf import settings

from config.celery import app


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert named
    assert named - set(app.tasks) == set()


def test_every_task_has_a_name_of_its_app_and_comes_back_when_its_worker_dies() -> None:
    app.loader.import_default_modules()
    ours = [task for name, task in app.tasks.items() if not name.startswith(("celery.", "tests."))]
    assert ours
    for task in ours:
        assert task.name.split(".")[0] == task.run.__module__.split(".")[1], task.name
        assert task.acks_late, task.name
        assert task.reject_on_worker_lost, task.name


def test_the_broker_gives_tasks_of_dead_workers_back_soon() -> None:
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert options["visibility_timeout"] <= 900
    assert options["unacked_restore_interval"] <= 5
    assert options["unacked_restore_throttle"] == 1
