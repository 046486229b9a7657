"""``@once``: a POST with an ``Idempotency-Key`` header is carried out once.

After the IETF draft "The Idempotency-Key HTTP Header Field". The key is kept in the
transaction that does the work, so a crash in between forgets both.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from core import idempotency

Method = Callable[..., Response]
HEADER = "Idempotency-Key"


def caller(request: Request) -> str:
    """Who asks: keys of different callers never meet."""
    if request.auth is not None:
        return f"token:{type(request.auth).__name__}:{request.auth.pk}"
    return f"user:{request.user.pk}"


def once(method: Method) -> Method:
    """Wrap a view method: the same key and request again get the stored answer."""

    @wraps(method)
    def wrapped(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER, "").strip()
        if not key:
            return method(view, request, *args, **kwargs)
        print_ = idempotency.fingerprint(request.method, request.path, request.data)
        with transaction.atomic():
            record = idempotency.begin(caller=caller(request), key=key, request=print_)
            if record.status is not None:
                replay = {"Idempotent-Replay": "true"}
                return Response(record.body, status=record.status, headers=replay)
            response = method(view, request, *args, **kwargs)
            idempotency.finish(record, status=response.status_code, body=_plain(response.data))
        return response

    return wrapped


def _plain(data: Any) -> Any:
    """Serialised data as the JSON column can keep it (UUIDs and dates become text)."""
    return json.loads(JSONRenderer().render(data))
