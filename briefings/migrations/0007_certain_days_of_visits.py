"""Drop the certain days of visits: lists work them out from the days of start and end."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("briefings", "0006_one_index_of_words")]

    operations = [
        migrations.RemoveField(model_name="visit", name="certain_days"),
        migrations.RunSQL("DROP FUNCTION public.briefings_certain_days(text, text)"),
    ]
