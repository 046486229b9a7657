from django.db import migrations

import core.fields


def sort_questions(apps, _schema):
    """Where jsonb has sorted them: in the order of the exercise again."""
    Variant = apps.get_model("exercises", "Variant")
    for variant in Variant.objects.select_related("version").iterator():
        known = variant.questions
        order = [q["id"] for q in variant.version.definition["questions"] if q["id"] in known]
        if list(known) != order and len(order) == len(known):
            variant.questions = {name: known[name] for name in order}
            variant.save(update_fields=["questions"])


class Migration(migrations.Migration):
    dependencies = [
        ('exercises', '0004_minutes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='part',
            name='details',
            field=core.fields.OrderedJSONField(default=list),
        ),
        migrations.AlterField(
            model_name='variant',
            name='questions',
            field=core.fields.OrderedJSONField(),
        ),
        migrations.AlterField(
            model_name='variant',
            name='values',
            field=core.fields.OrderedJSONField(),
        ),
        migrations.RunPython(sort_questions, migrations.RunPython.noop),
    ]
