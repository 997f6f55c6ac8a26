"""Stored bodies name the statements that they quote, as bodies approved from now on do.

Where a quotation is not found again in the body it is read as one of nobody knows what: its words
stay, and the name of who spoke goes.
"""

import re
from collections import defaultdict

from django.db import migrations

TIED = re.compile(r'<(blockquote|q) data-statement="([0-9a-f-]{36})">(.*?)</\1>', re.DOTALL)
FIGURE = re.compile(
    r'<figure class="(quotation|pullquote)">(?=<blockquote>(.*?)</blockquote><figcaption>)',
    re.DOTALL,
)
SAID = re.compile(r'<q class="said" (?=title="[^"]*">(.*?)</q>)', re.DOTALL)
NOTE = re.compile(r"<sup\b.*?</sup>", re.DOTALL)


def words(html):
    """Return what two spellings of one quotation have in common."""
    return re.sub(r"\W", "", re.sub(r"<[^>]*>", "", NOTE.sub("", html)))


def tied(body, rendered):
    """Return stored HTML with the statements of the body that it was made of."""
    statements = defaultdict(list)
    for kind, id_, quoted in TIED.findall(body):
        statements[kind, words(quoted)].append(id_)

    def tie(kind, quoted):
        found = statements[kind, words(quoted)]
        return f' data-statement="{found.pop(0)}"' if found else ""

    def figure(found):
        return f'<figure class="{found[1]}"{tie("blockquote", found[2])}>'

    def said(found):
        return f'<q class="said"{tie("q", found[1])} '

    return SAID.sub(said, FIGURE.sub(figure, rendered))


def tie_stored(apps, schema_editor):
    """Write the statements into the HTML of approved editions."""
    editions = apps.get_model("briefings", "Edition").objects
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('briefings.redacting', 'on', true)")
        quoting = editions.filter(approved_at__isnull=False, body__contains="data-statement")
        for edition in quoting.only("body", "rendered").iterator(chunk_size=200):
            rendered = tied(edition.body, edition.rendered)
            if rendered != edition.rendered:
                editions.filter(pk=edition.pk).update(rendered=rendered)
        cursor.execute("SELECT set_config('briefings.redacting', '', true)")


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0022_publishing"),
    ]

    operations = [
        migrations.RunPython(tie_stored, migrations.RunPython.noop),
    ]
