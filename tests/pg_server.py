"""The PostgreSQL server that tests use, if there is one; each record is a schema of its own."""

import os
import uuid

ENV = "PARLEY_TEST_POSTGRES"
URL = os.environ.get(ENV, "")
SKIP = f"no PostgreSQL server: run python scripts/with_postgres.py make test, or name one by {ENV}"
PREFIX = f"test_{uuid.uuid4().hex[:12]}_"


def fresh_url():
    """The address of a record that is not there yet."""
    return f"{URL}{'&' if '?' in URL else '?'}schema={PREFIX}{uuid.uuid4().hex[:12]}"


def drop_all():
    """Drop every record that this run made."""
    if not URL:
        return
    import psycopg

    with psycopg.connect(URL, autocommit=True) as db:
        found = db.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", (PREFIX,))
        for (name,) in found.fetchall():
            db.execute(f'DROP SCHEMA "{name}" CASCADE')
