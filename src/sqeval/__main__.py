"""``python -m sqeval``."""

from __future__ import annotations

from sqeval.cli.main import main

if __name__ == "__main__":
    main()
