"""Write the example exports of `vendors/`, one for each vendor, the same bytes on every machine.

Run `python examples/make_vendors.py` from the root of the repository.
"""

from __future__ import annotations

from pathlib import Path

from making.vendors import VENDORS

HERE = Path(__file__).parent / "vendors"


def main() -> None:
    """Write every export."""
    HERE.mkdir(exist_ok=True)
    for name, vendor in VENDORS.items():
        (HERE / f"{name}.csv").write_bytes(vendor.export())


if __name__ == "__main__":
    main()
