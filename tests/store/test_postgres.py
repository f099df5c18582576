"""The PostgreSQL back end: the contract, and what only a server can do.

Needs a server: python scripts/with_postgres.py make test
"""

import pytest
from contract import StoreContract

from parley.store import open_store
from pg_server import SKIP, URL, fresh_url

if not URL:
    pytest.skip(SKIP, allow_module_level=True)


class TestPostgres(StoreContract):
    def make(self, path):
        return open_store(fresh_url(), create=True)
