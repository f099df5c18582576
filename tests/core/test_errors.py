"""The drawn tree is the real one."""

import inspect
import re

from parley import errors


def test_the_tree_in_the_docstring_names_every_exception():
    drawn = set(re.findall(r"[├└]── (\w+)|^ {4}(ParleyError)$", errors.__doc__, re.M))
    names = {a or b for a, b in drawn}
    real = {n for n, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, errors.ParleyError)}
    assert names == real
