"""Has the database hold what the models declare, after every `migrate`: triggers, and who is told.

django-pgtrigger's own way to do so (PGTRIGGER_INSTALL_ON_MIGRATE) makes all of them anew each time,
and locks every table against its readers for that.
"""

from __future__ import annotations

import pgtrigger
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from briefings.models.triggers.embedders import embedders_function
from briefings.models.triggers.naming import names_function

INSTALLED = """
    SELECT relname, tgname, obj_description(pg_trigger.oid, 'pg_trigger')
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
"""


def install_triggers(using: str, **_: object) -> None:
    """Install the triggers that the database lacks or has otherwise; drop those that no model has.

    Where nothing differs it only reads, and locks no table. Nothing is done where `migrate` stopped
    on the way: what the triggers name may not be there.
    """
    connection = connections[using]
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes("briefings")):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(INSTALLED)
        installed = {*cursor.fetchall()}
        for model, trigger in pgtrigger.registered():
            compiled = trigger.compile(model)
            if (model._meta.db_table, compiled.sql.pgid, compiled.hash) not in installed:
                trigger.install(model, database=using)
        pgtrigger.prune(database=using)
        cursor.execute(embedders_function())
        cursor.execute(names_function())
        cursor.execute("SELECT briefings_keep_plans()")
