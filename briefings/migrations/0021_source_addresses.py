import django.core.validators
from django.db import migrations, models

ACCOUNT = r"^([A-Za-z][A-Za-z0-9+.-]*:)?[/\\]*[^/?#\\]*@"
NO_ACCOUNT = (
    "The address holds a name or a password before the host (user:password@): it would be shown to"
    " every reader. Leave that out."
)


def address() -> models.URLField:
    """Return the field of an address, which names no account."""
    refused = django.core.validators.RegexValidator(ACCOUNT, NO_ACCOUNT, inverse_match=True)
    return models.URLField(blank=True, max_length=1000, validators=[refused])


class Migration(migrations.Migration):
    dependencies = [("briefings", "0020_hold_what_lacks_a_fix")]

    operations = [
        *(
            migrations.AlterField(model_name=model, name=name, field=address())
            for model in ("source", "sourceevent")
            for name in ("url", "archived_url")
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("url__regex", ACCOUNT), _negated=True)
                & models.Q(("archived_url__regex", ACCOUNT), _negated=True),
                name="source_urls_name_no_account",
                violation_error_message=NO_ACCOUNT,
            ),
        ),
    ]
