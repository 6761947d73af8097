import uuid

from django.db import migrations


def a_key_for_each_area(apps, schema_editor):
    """The column was added with one and the same key in every row; an area keeps its key through the versions."""
    FocusArea = apps.get_model("promises", "FocusArea")
    keys = {}
    for area in FocusArea.objects.select_related("revision").order_by("pk").iterator():
        key = keys.setdefault((area.revision.promise_id, area.title), uuid.uuid4())
        FocusArea.objects.filter(pk=area.pk).update(key=key)


class Migration(migrations.Migration):
    dependencies = [("promises", "0007_indicators")]
    operations = [migrations.RunPython(a_key_for_each_area, migrations.RunPython.noop)]
