"""Tasks of queue ``default``: hand out work, and sweep up what was left."""

from celery import shared_task

from exercises.services import dispatching, taking_back


@shared_task(name="exercises.dispatch", ignore_result=True, time_limit=60)
def dispatch() -> None:
    """Hand queued gradings and checks to graders that have a free slot."""
    dispatching.dispatch()


@shared_task(name="exercises.sweep", ignore_result=True, time_limit=60)
def sweep() -> None:
    """Take back what nobody works on any more, then dispatch."""
    taking_back.take_back()
    dispatching.dispatch()
