"""The consumer of queue ``verdicts``: knows two tasks and no other.

A grader runs near foreign code. Whatever it may be made to send, this app can only
note progress and record a verdict, and both are checked before they are believed.
"""

import os

import django
from celery import Celery
from django.db.utils import InterfaceError, OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
django.setup()

from exercises import verdicts  # noqa: E402 (models need the set-up above)

app = Celery("gradus-verdicts", set_as_current=False)
app.config_from_object("config.celery_settings")
app.conf.task_default_queue = "verdicts"


@app.task(name="verdicts.progress")
def progress(*texts: str) -> None:
    """Note that parts are done."""
    verdicts.note_progress(*texts)


# a database that is being restarted is waited for: some minutes
@app.task(
    name="verdicts.record",
    autoretry_for=(OperationalError, InterfaceError),
    retry_backoff=1,
    retry_backoff_max=20,
    max_retries=12,
)
def record(text: str) -> None:
    """Record a verdict or a gate's report."""
    verdicts.record(text)


# Django's set-up imports every app's tasks, and Celery gives shared ones to every app: take them
# away again, or this queue would run whatever a grader names
for _name in set(app.tasks) - {progress.name, record.name}:
    app.tasks.unregister(_name)
