"""``Idempotency-Key`` for handlers of the API."""

import functools
import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api.throttles import caller_of
from core import idempotency

HEADER = "Idempotency-Key"
Handler = Callable[..., Response]


def once(handler: Handler) -> Handler:
    """Make ``handler`` (a view's ``post``) answer a repeated request as it did the first time.

    The work and the answer are kept in one transaction: a handler that raises leaves
    nothing behind, its key is free again. Without the header nothing changes.
    """

    @functools.wraps(handler)
    def replayed(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER)
        if not key:
            return handler(view, request, *args, **kwargs)
        print_ = idempotency.fingerprint(request.method, request.path, request.data)
        with transaction.atomic():
            record = idempotency.begin(caller=caller_of(request), key=key, request=print_)
            if record.status is not None:
                again = {"Idempotency-Replayed": "true"}
                return Response(record.body, status=record.status, headers=again)
            response = handler(view, request, *args, **kwargs)
            # as sent: dates and UUIDs are text by now
            body = json.loads(JSONRenderer().render(response.data) or b"null")
            idempotency.finish(record, status=response.status_code, body=body)
            return response

    replayed.idempotent = True  # type: ignore[attr-defined]  # the schema shows the header
    return replayed
