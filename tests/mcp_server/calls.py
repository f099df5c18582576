"""The official SDK's client, connected to the server as a user's client starts it."""

import json
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

import parley


@asynccontextmanager
async def connected(folder):
    """The client, once both sides have greeted each other."""
    env = {
        "PYTHONPATH": str(Path(parley.__file__).parents[1]),
        "XDG_CONFIG_HOME": os.environ["XDG_CONFIG_HOME"],
    }
    command = ["-m", "parley", "mcp", "-r", str(folder)]
    started = StdioServerParameters(command=sys.executable, args=command, env=env)
    async with Client(stdio_client(started)) as session:
        yield session


def call(folder, *calls):
    """The results of some calls in one session: `(is_error, text)` of each."""

    async def run():
        out = []
        async with connected(folder) as session:
            for name, arguments in calls:
                result = await session.call_tool(name, arguments)
                out.append((result.is_error, "".join(part.text for part in result.content)))
        return out

    return anyio.run(run)


def read(folder, name, **arguments):
    """The value that one call gives."""
    [(failed, text)] = call(folder, (name, arguments))
    assert not failed, text
    return json.loads(text)
