import json

from django.db import migrations, models

# As promises.summaries keeps them; written out, because a migration must not change when the code does.
_KEPT = ("slug", "title", "municipalities", "period", "parties", "themes", "registered_afterwards")


def summarise(apps, schema_editor):
    """Texts that are public already get the summary that they would have got when they were published."""
    revisions = apps.get_model("promises", "Revision").objects
    texts = apps.get_model("promises", "PromiseVersion").objects.filter(revision__published_at__isnull=False)
    for revision, canonical in texts.values_list("revision", "canonical").iterator():
        document = json.loads(canonical)
        kept = {key: document[key] for key in _KEPT}
        kept["activities"] = sum(len(area["activities"]) for area in document["focus_areas"])
        revisions.filter(pk=revision).update(summary=kept)


class Migration(migrations.Migration):

    dependencies = [
        ("promises", "0005_search_text"),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="summary",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(summarise, migrations.RunPython.noop),
    ]
