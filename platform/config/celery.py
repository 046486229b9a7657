"""The Celery app of ``web`` and ``worker``: sends tasks, runs those of queue ``default``."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("gradus")
app.config_from_object("config.celery_settings")
app.conf.task_default_queue = "default"
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "core-sweep": {"task": "core.sweep", "schedule": 30.0},
    "grading-sweep": {"task": "exercises.sweep", "schedule": 5.0},
}
