"""A foreign key by string may reach upwards where no import can be seen: look at the models."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field

ORDER = ("core", "web", "api", "accounts", "courses", "exercises", "quizzes", "lms")


def _relations() -> Iterator[tuple[str, str, str]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in ORDER:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.related_model:
                target = field.related_model._meta.app_label
                yield f"{model._meta.label}.{field.name}", model._meta.app_label, target


def test_every_app_of_ours_has_its_place_in_the_order() -> None:
    ours = {c.label for c in apps.get_app_configs() if c.name.partition(".")[0] in ORDER}
    assert ours == set(ORDER)


def test_no_relation_points_to_a_higher_app() -> None:
    upwards = [
        f"{name} → {target}"
        for name, own, target in _relations()
        if target in ORDER and ORDER.index(target) > ORDER.index(own)
    ]
    assert upwards == []


def test_the_guard_sees_relations() -> None:
    assert ("exercises", "accounts") in {(own, target) for _, own, target in _relations()}
