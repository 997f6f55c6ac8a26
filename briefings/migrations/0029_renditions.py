"""Pictures in smaller sizes."""

import django.db.models.deletion
from django.db import migrations, models

import briefings.models.renditions


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0028_stubs_of_places_and_detainees"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("width", models.PositiveSmallIntegerField()),
                ("original", models.CharField(max_length=120)),
                ("file", models.FileField(max_length=120, upload_to=briefings.models.renditions.stored_as)),
                ("image", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="briefings.image")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("image", "width"), name="rendition_once", violation_error_message="The picture stands in this width already."
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("width__in", (480, 960, 1600)), models.Q(("original", ""), _negated=True), models.Q(("file", ""), _negated=True)),
                        name="rendition_of_a_file",
                        violation_error_message="A rendition has a known width, a file and an original.",
                    ),
                ],
            },
        ),
    ]
