"""Profiles of talks between invented states, as the TOML that a user would write."""

import json


def state(name, code, demonym, *capitals, role="party"):
    """A state that is a side of its own; without a role, one that the talks only name."""
    given = {"name": name, "code": code, "demonyms": [demonym]}
    given |= {"capitals": list(capitals)} if capitals else {}
    given |= {"side": name, "role": role} if role else {}
    return "\n".join(["[[states]]", *(f"{key} = {json.dumps(value)}" for key, value in given.items())])


def profile_of(name, *states, extends="peace"):
    head = [f"name = {json.dumps(name)}", f"extends = {json.dumps(extends)}"]
    return "\n".join([*head[: 2 if extends else 1], *states, ""])
