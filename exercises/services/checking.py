"""The publish gate's report comes back: store it, and make the version ready or refuse it."""

import logging

import msgspec
from django.db import transaction

from core import clock, events
from exercises.models import Check, Variant, Version
from exercises.services import leases
from exercises.services.importing import make_current
from graders.contracts import MadeVariant, Report

_log = logging.getLogger(__name__)


@transaction.atomic
def accept(report: Report) -> bool:
    """Record a report for a running check with that token, once; False: not wanted."""
    check = (
        leases.claimed(Check.objects.all(), report.check, report.token).select_for_update().first()
    )
    if check is None:
        _log.warning("a report for check %s was not wanted", report.check)
        return False
    check.state, check.token = Check.State.DONE, ""
    check.ok, check.cpu_ms = report.ok, report.cpu_ms
    check.lines = msgspec.to_builtins(report.lines)
    check.finished_at = clock.now()
    check.save()
    version = Version.objects.select_related("exercise").get(pk=check.version_id)
    if report.ok:
        make_ready(version=version, variants=report.variants)
    elif version.state != Version.State.READY:  # checked again, it stays with those who have it
        version.state = Version.State.REFUSED
        version.save(update_fields=["state"])
    events.append("checked", {"version": version.pk, "ok": report.ok})
    return True


@transaction.atomic
def make_ready(*, version: Version, variants: tuple[MadeVariant, ...]) -> None:
    """Deploy the variants of a version and make it its exercise's current one."""
    if not version.variants.exists():
        Variant.objects.bulk_create(
            Variant(
                version=version,
                number=number,
                name=made.name,
                seed=made.seed,
                values=made.values,
                questions=made.questions,
            )
            for number, made in enumerate(variants, start=1)
        )
    version.state = Version.State.READY
    version.save(update_fields=["state"])
    current = version.exercise.current
    if current is None or current.number <= version.number:
        make_current(version)
