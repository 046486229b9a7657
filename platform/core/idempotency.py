"""Idempotency keys: the same request, sent again, gets the same answer and does nothing twice.

After the IETF draft "The Idempotency-Key HTTP Header Field".
"""

import hashlib
import json
from typing import Any

from django.db import IntegrityError, transaction

from core.errors import Conflict, Invalid
from core.models import IdempotencyKey


def fingerprint(*parts: Any) -> str:
    """SHA-256 of the request: method, path, body."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def begin(*, caller: str, key: str, request: str) -> IdempotencyKey:
    """The record of this key, new (``status`` None) or with the answer to give again.

    Call it inside the transaction that does the work: a crash forgets the key too.
    Raises ``Invalid`` if the key was used for another request, ``Conflict`` if the
    first request is still under way.
    """
    if len(key) > 200:
        raise Invalid("The Idempotency-Key is longer than 200 characters.")
    try:
        with transaction.atomic():
            record, new = IdempotencyKey.objects.get_or_create(
                caller=caller, key=key, defaults={"fingerprint": request}
            )
    except IntegrityError as error:
        raise Conflict("A request with this Idempotency-Key is under way.") from error
    if not new and record.fingerprint != request:
        raise Invalid("This Idempotency-Key was used for another request.")
    if not new and record.status is None:
        raise Conflict("A request with this Idempotency-Key is under way.")
    return record


def finish(record: IdempotencyKey, *, status: int, body: Any) -> None:
    """Keep the answer."""
    record.status, record.body = status, body
    record.save(update_fields=["status", "body"])
