"""Running as a user without rights: root may write what is read-only."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def without_rights() -> Iterator[Path]:
    """Yield a folder of a user without rights, who is the one that runs what is inside.

    What is loaded on the way has to be loaded before: that user may not read it.
    """
    place = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(place, 65534, 65534)
        os.seteuid(65534)
    try:
        yield place
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(place)
