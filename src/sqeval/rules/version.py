"""The version that rule files and profiles begin with."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from sqeval.nodes import Scalar


def _version(value: object) -> object:
    """Take the whole number 1 alone: neither a text nor true."""
    if not isinstance(value, Scalar) or repr(value.read) != "1":
        raise PydanticCustomError("version", "this version of sqeval reads 'version: 1'")
    return value.read


#: The version of the rule language.
Version = Annotated[Literal[1], BeforeValidator(_version)]
