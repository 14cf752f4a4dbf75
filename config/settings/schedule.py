"""What beat starts, and when (Asia/Shanghai)."""

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "reminders.collect": {"task": "reminders.collect", "schedule": 60.0},
    "reminders.deliver": {"task": "reminders.deliver", "schedule": 20.0},
    "households.propose_erasures": {"task": "households.propose_erasures", "schedule": crontab(hour=2, minute=50)},
    "households.find_duplicates": {"task": "households.find_duplicates", "schedule": crontab(hour=2, minute=20)},
    "farmland.pass_over_fields": {"task": "farmland.pass_over_fields", "schedule": crontab(hour=2, minute=50)},
    "farmland.refresh_ways": {"task": "farmland.refresh_ways", "schedule": 300.0},
    "farmland.route_ways": {"task": "farmland.route_ways", "schedule": 300.0},
    "shuttles.lay_ahead": {"task": "shuttles.lay_ahead", "schedule": crontab(hour=1, minute=30)},
    "shuttles.open_due": {"task": "shuttles.open_due", "schedule": 600.0},
    "shuttles.resume_plans": {"task": "shuttles.resume_plans", "schedule": 30.0},
    "gardens.settle_gone": {"task": "gardens.settle_gone", "schedule": crontab(hour=3, minute=20)},
    "shuttles.settle_gone": {"task": "shuttles.settle_gone", "schedule": crontab(hour=1, minute=20)},
    "neighbourhood.settle_gone": {"task": "neighbourhood.settle_gone", "schedule": crontab(hour=1, minute=40)},
    "followups.settle_gone": {"task": "followups.settle_gone", "schedule": crontab(hour=1, minute=50)},
    "followups.plan_visits": {"task": "followups.plan_visits", "schedule": crontab(hour=4, minute=10)},
    "core.resume_sheets": {"task": "core.resume_sheets", "schedule": 30.0},
    "core.forget_sheets": {"task": "core.forget_sheets", "schedule": crontab(hour=3, minute=50)},
    "accounts.trim_access_log": {"task": "accounts.trim_access_log", "schedule": crontab(hour=3, minute=10)},
}
