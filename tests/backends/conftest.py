"""What the tests of back ends share."""

import pytest
from model_server import ModelServer


@pytest.fixture
def server():
    with ModelServer() as running:
        yield running
