"""``manage.py doctor``: can this machine isolate students' code, and if not, what mends it?"""

import json
import sys
from dataclasses import asdict
from typing import Any

import redis
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from exercises import wire
from graders.sandbox.doctor import Line, diagnose

MARKS = {True: "ok", None: "reduced", False: "MISSING"}


class Command(BaseCommand):
    """Exit code 0 where everything needed is there, 1 where something is missing."""

    help = "Say what this machine lacks for grading code, and how to mend it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """For people, or for programs."""
        parser.add_argument("--json", action="store_true", help="one JSON object for all findings")
        parser.add_argument(
            "--all", action="store_true", help="the database and the broker's graders, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and say what was found."""
        lines = diagnose()
        if options["all"]:
            lines += [_database(), _graders()]
        well = all(line.ok is not False for line in lines)
        if options["json"]:
            said = {"ok": well, "lines": [asdict(line) for line in lines]}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        else:
            self._table(lines)
        if not well:
            sys.exit(1)

    def _table(self, lines: list[Line]) -> None:
        for line in lines:
            self.stdout.write(f"{MARKS[line.ok]:8} {line.name:16} {line.says}")
            if line.remedy and not line.ok:
                self.stdout.write(f"{'':25} → {line.remedy}")


def _database() -> Line:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Line("database", False, str(error).strip(), "set DATABASE_URL, or start it")
    return Line("database", True, f"{connection.vendor} answers")


def _graders() -> Line:
    try:
        slots = [grader["slots"] for grader in wire.graders()]
    except redis.RedisError as error:
        return Line("graders", False, f"no broker: {error}", "set REDIS_URL, or start it")
    if not slots:
        return Line("graders", False, "none announces itself", "start one and read its log")
    return Line("graders", True, f"{len(slots)}, with {sum(slots)} slots")
