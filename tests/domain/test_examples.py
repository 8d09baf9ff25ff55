"""The examples in the docstrings of the domain are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import perfdesk.domain


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(perfdesk.domain.__path__)])
def test_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"perfdesk.domain.{name}")).failed == 0
