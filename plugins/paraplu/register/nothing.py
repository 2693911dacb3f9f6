"""What stands for what a register does not say."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.base.findings import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_SOURCE = Source("", 0)
EMPTY: Mapping[str, Any] = MappingProxyType({})
