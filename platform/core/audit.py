"""Writing the audit log."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models

from core.models import AuditEntry


def record(
    *,
    actor: models.Model | AnonymousUser | None,
    action: str,
    subject: models.Model,
    course: int | None = None,
    **data: Any,
) -> AuditEntry:
    """Record that ``actor`` did ``action`` to ``subject``, in the caller's transaction."""
    name = f"{subject._meta.label_lower}:{subject.pk}"
    actor_id = actor.pk if isinstance(actor, models.Model) else None
    return AuditEntry.objects.create(
        actor=actor_id, action=action, subject=name, course=course, data=data
    )
