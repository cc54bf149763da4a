"""The generator of the vendors' examples, which knows what each row was meant to say."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = ROOT / "examples" / "vendors"

sys.path.append(str(ROOT / "examples"))

#: Every vendor's example by its name: its ``cases()`` and its ``export()``.
VENDORS: dict[str, Any] = importlib.import_module("making.vendors").VENDORS
