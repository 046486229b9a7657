"""``exercise load FOLDER…``: into the database of this installation, without a server."""

import argparse
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from courses.models import Course
from exercises.cli.check import Checked, show
from exercises.cli.engines import engine_for
from exercises.cli.folders import exercise_folders
from exercises.cli.shown import LANGUAGES, Say, Unusable
from exercises.format import FormatErrors, Loaded, load_folder
from exercises.format.problems import listed
from exercises.models import Version
from exercises.services.importing import Fate
from exercises.services.loading import publish, settle
from graders import gate

HELP = "Check exercise folders and put them into the database: published at once."
_TOLD = {
    Fate.SAME: "is there already as version {number}; nothing has changed.",
    Fate.AGAIN: "has this very content as version {number}, which is the current one again.",
    Fate.PUBLISHED: "is published as version {number}: nothing in it can change a verdict.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Folders, and where they go."""
    parser.add_argument(
        "folders", nargs="+", metavar="FOLDER", help="exercises, or folders of them"
    )
    parser.add_argument(
        "--course",
        metavar="SLUG",
        help="the course whose exercises they become (default: the library of all courses)",
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en")


def run(options: dict[str, Any], say: Say) -> int:
    """0 if everything is in the database, 1 if the gate refuses some. Raises ``Unusable``."""
    folders = exercise_folders(options["folders"])
    language = options["language"]
    try:
        course = _course(options["course"])
        loaded = [_load(folder, language) for folder in folders]
        left = [
            pair for pair in zip(folders, loaded, strict=True) if not _settled(*pair, course, say)
        ]
        return _publish(left, course, language, say)
    except DatabaseError as error:
        raise Unusable(
            f"The database cannot be used ({str(error).strip()})."
            " `python manage.py migrate` sets it up."
        ) from None


def _course(slug: str | None) -> Course | None:
    if slug is None:
        return None
    found = Course.objects.filter(slug=slug).first()
    if found is None:
        known = listed(slug, Course.objects.values_list("slug", flat=True))
        raise Unusable(f"There is no course `{slug}`. Courses: {known}.")
    return found


def _load(folder: Path, language: str) -> Loaded:
    """All folders are read before anything is written: a broken one stops the load whole."""
    try:
        return load_folder(folder)
    except FormatErrors as errors:
        lines = [f"{folder}/{problem.text(language)}" for problem in errors.problems]
        raise Unusable("\n".join([*lines, "Nothing was loaded."])) from None


def _settled(folder: Path, loaded: Loaded, course: Course | None, say: Say) -> bool:
    done = settle(loaded=loaded, course=course)
    if done is not None:
        version, fate = done
        say(f"{loaded.slug} {_TOLD[fate].format(number=version.number)}")
    return done is not None


def _publish(
    left: list[tuple[Path, Loaded]], course: Course | None, language: str, say: Say
) -> int:
    """Run the gate on what is left; each folder that passes is stored at once."""
    if not left:
        return 0
    refused = 0
    with engine_for([loaded for _, loaded in left]) as engine:
        for folder, loaded in left:
            report = gate.check(engine, loaded.bundle)
            if not report.ok:
                refused += 1
                show(Checked(folder, loaded.slug, report=report), language, say)
                say(f"{loaded.slug} is not loaded.")
                continue
            version = publish(loaded=loaded, course=course, report=report)
            say(_published(version, course, len(report.variants)))
    return 1 if refused else 0


def _published(version: Version, course: Course | None, variants: int) -> str:
    where = f"in course {course.slug}" if course else "in the library"
    slug, number = version.exercise.slug, version.number
    return f"{slug} is published {where} as version {number}, with {variants} variants."
