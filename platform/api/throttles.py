"""How often a program may ask."""

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from core.tokens import Token

if TYPE_CHECKING:  # the framework reads this module while it defines APIView
    from rest_framework.views import APIView


def caller_of(request: Request) -> str:
    """A short name for who asks: a token, a person, or nobody."""
    if isinstance(request.auth, Token):
        return f"token:{request.auth.digest[:32]}"
    if request.user.is_authenticated:
        return f"user:{request.user.public_id}"
    return ""


class TokenThrottle(SimpleRateThrottle):
    """Each token has a rate of its own; so has each person, and each address without either.

    The counters are the shared cache's, counted up by it, so that the rate holds however many
    web processes there are and however many requests come at once. The last period counts in
    as far as it still lies within the length of one: no burst at the turn of a minute.
    """

    scope = "token"
    num_requests: int
    duration: int
    _left = 0.0

    def get_cache_key(self, request: Request, view: "APIView") -> str:
        """The bucket of this request."""
        return f"throttle:{caller_of(request) or self.get_ident(request)}"

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Count it; False where it is one too many."""
        if self.rate is None:
            return True
        period, passed = divmod(self.timer(), self.duration)
        key = f"{self.get_cache_key(request, view)}:{{:.0f}}"
        this, last = key.format(period), key.format(period - 1)
        self._left = self.duration - passed
        found = self.cache.get_many([this, last])
        carried = found.get(last, 0) * (self._left / self.duration)
        if carried + found.get(this, 0) >= self.num_requests:
            return False
        self.cache.add(this, 0, 2 * self.duration)
        return bool(carried + self.cache.incr(this) <= self.num_requests)

    def wait(self) -> float:
        """Seconds until there is room again, early in the next period."""
        return self._left + self.duration / self.num_requests
