"""Buckets per route and channel, the global limit, and failures on demand."""

import hashlib
from dataclasses import dataclass, field

from tests.fake_discord.errors import ApiError
from tests.fake_discord.pulse import Clock

EXEMPT = ("/interactions/", "/webhooks/")  # neither counts towards the global limit


@dataclass
class Bucket:
    limit: int
    per: float
    used: int = 0
    resets_at: float = 0.0


@dataclass
class Trouble:
    """A failure that was ordered; `after` lets the request take effect before it fails."""

    method: str
    route: str
    status: int
    times: int
    retry_after: float
    is_global: bool = False
    after: bool = False


@dataclass
class RateLimits:
    """`default` and `everything` are (requests, seconds); `routes` overrides single routes."""

    clock: Clock
    default: tuple[int, float] = (50, 1.0)
    everything: tuple[int, float] = (50, 1.0)
    routes: dict[tuple[str, str], tuple[int, float]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    _buckets: dict[tuple[str, str, str], Bucket] = field(default_factory=dict)

    def trouble(self, method: str, route: str, *, after: bool) -> None:
        """Raise the failure that was ordered for this route, if any is left."""
        for trouble in self.troubles:
            if (trouble.method, trouble.route, trouble.after) != (method, route, after):
                continue
            trouble.times -= 1
            if trouble.times <= 0:
                self.troubles.remove(trouble)
            if trouble.status == 429:
                scope = "global" if trouble.is_global else "user"
                raise too_many(trouble.retry_after, scope)
            raise ApiError(trouble.status, 0, "Server Error")

    def count(self, method: str, route: str, major: str) -> dict[str, str]:
        """Take one request from its bucket; return the headers, or raise 429."""
        if route.startswith("/interactions/"):
            return {}
        now = self.clock.now()
        if not route.startswith(EXEMPT):
            everything = self._bucket("*", "*", "", self.everything)
            if not _take(everything, now):
                raise too_many(everything.resets_at - now, "global")
        limit = self.routes.get((method, route), self.default)
        bucket = self._bucket(method, route, major, limit)
        taken = _take(bucket, now)
        left = max(bucket.resets_at - now, 0.0)
        headers = {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.limit - bucket.used),
            "X-RateLimit-Reset": f"{left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(f"{method} {route}".encode()).hexdigest()[:32],
        }
        if not taken:
            raise too_many(left, "user", headers)
        return headers

    def _bucket(self, method: str, route: str, major: str, limit: tuple[int, float]) -> Bucket:
        bucket = self._buckets.setdefault((method, route, major), Bucket(*limit))
        bucket.limit, bucket.per = limit
        return bucket


def _take(bucket: Bucket, now: float) -> bool:
    if now >= bucket.resets_at:
        bucket.used, bucket.resets_at = 0, now + bucket.per
    if bucket.used >= bucket.limit:
        return False
    bucket.used += 1
    return True


def too_many(retry_after: float, scope: str, headers: dict[str, str] | None = None) -> ApiError:
    """Return the 429; without a Via header discord.py would take it for a Cloudflare ban."""
    return ApiError(
        429,
        0,
        "You are being rate limited.",
        extra={"retry_after": round(retry_after, 3), "global": scope == "global"},
        headers={
            **(headers or {}),
            "Via": "1.1 google",
            "Retry-After": f"{retry_after:.3f}",
            "X-RateLimit-Scope": scope,
        },
    )
