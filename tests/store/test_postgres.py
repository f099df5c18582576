"""The PostgreSQL back end: the contract, and what only a server can do.

Needs a server: python scripts/with_postgres.py make test
"""

import os
import uuid

import pytest
from contract import StoreContract

ENV = "PARLEY_TEST_POSTGRES"
URL = os.environ.get(ENV, "")
pytestmark = pytest.mark.skipif(
    not URL, reason=f"no PostgreSQL server: run python scripts/with_postgres.py make test, or set {ENV}"
)


def fresh_url():
    """The address of a record that is not there yet."""
    return f"{URL}{'&' if '?' in URL else '?'}schema=test_{uuid.uuid4().hex}"


class TestPostgres(StoreContract):
    def make(self, path):
        from parley.store import open_store

        return open_store(fresh_url(), create=True)
