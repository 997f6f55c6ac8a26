"""When the public sees each row, worked out anew from the live periods of all that it is with."""

from django.apps import apps
from django.db import connection
from django.db.models import Model

from briefings.models.triggers.belonging import published_with, target_of

KEPT = [
    model
    for model in apps.get_app_config("briefings").get_models()
    if any(field.name == "public_periods" for field in model._meta.fields)
]


def worked_out(model: type[Model], row: str) -> str:
    """Return SQL for when a row is public that reads nothing but foreign keys and live periods."""
    factors = ["'{(,)}'::tstzmultirange"]
    if any(field.name == "live_period" for field in model._meta.fields):
        factors.append(f"briefings_periods({row}.live_period)")
    for relation in published_with(model):
        target, above = target_of(model, relation), f"{row}_{relation}"
        found = (
            f"SELECT {worked_out(target, above)} FROM {target._meta.db_table} {above}"
            f" WHERE {above}.id = {row}.{relation}_id"
        )
        factors.append(f"CASE WHEN {row}.{relation}_id IS NULL THEN '{{(,)}}' ELSE ({found}) END")
    return " * ".join(factors)


# Each is worked out once for a row: OFFSET keeps the planner from doing it again for the WHERE.
WRONG = " UNION ALL ".join(
    f"SELECT * FROM (SELECT '{model._meta.model_name}', r.id, r.public_periods AS kept,"
    f" {worked_out(model, 'r')} AS public FROM {model._meta.db_table} r OFFSET 0) AS worked_out"
    " WHERE kept IS DISTINCT FROM public"
    for model in KEPT
)
# A mention is live when its edition is.
WRONG += """
    UNION ALL
    SELECT 'mention', m.id, briefings_periods(m.live_period), briefings_periods(e.live_period)
    FROM briefings_mention m JOIN briefings_edition e ON e.id = m.edition_id
    WHERE m.live_period IS DISTINCT FROM e.live_period
"""


def wrong_periods() -> list[str]:
    """Return each row that keeps other moments than those when it is public (one query).

    It is prepared: to plan it takes longer than to run it, and it is asked after most tests.
    """
    with connection.cursor() as cursor:
        cursor.cursor.execute(WRONG, prepare=True)
        return [
            f"{kind} {key} keeps {kept}, is public in {public}"
            for kind, key, kept, public in cursor.fetchall()
        ]
