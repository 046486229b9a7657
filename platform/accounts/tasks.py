"""Letters are sent by the worker.

A page must not wait for a mail server, nor its time tell whether an address is known.
"""

from celery import shared_task

from accounts import mail
from accounts.models import User


@shared_task(name="accounts.send_reset", ignore_result=True, time_limit=60)
def send_reset(user_id: int, then: str = "") -> None:
    """A link to set a new password."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        mail.send(user, "reset", link=mail.password_link(user, then=then))


@shared_task(name="accounts.send_invitation", ignore_result=True, time_limit=60)
def send_invitation(user_id: int, what: str, then: str = "") -> None:
    """The first letter: somebody was given a place in ``what`` and sets a password."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        mail.send(user, "invitation", link=mail.password_link(user, then=then), what=what)


@shared_task(name="accounts.send_known", ignore_result=True, time_limit=60)
def send_known(user_id: int, what: str, then: str) -> None:
    """Somebody asked to enter ``what`` with an address that has an account."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        mail.send(user, "known", link=mail.absolute(then), what=what)
