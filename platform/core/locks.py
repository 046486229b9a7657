"""One at a time, between all processes that share the database."""

import zlib

from django.db import connection


def exclusive(name: str) -> None:
    """Wait until nobody else is in a transaction that has asked for ``name``; hold it to its end.

    SQLite's transactions are exclusive by themselves (they begin IMMEDIATE).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a lock is held by a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
