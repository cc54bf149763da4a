"""Every vendor's example: whose cases, how they are laid out, in which bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from making import vendor_sheets as sheets
from making.cases import (
    Case,
    good_or_bad,
    make_cases,
    never_void,
    replied_in_minutes,
    to_the_minute,
    without_complaints,
    without_first,
    without_last,
)
from making.draw import Draw
from making.sheets import Sheet, as_csv

COUNT = 52


@dataclass(frozen=True)
class Vendor:
    """How one vendor writes: its layout, what of a case it cannot say, its bytes."""

    lay_out: Callable[[list[Case]], Sheet]
    seed: int
    narrowed: tuple[Callable[[Case], Case], ...] = ()
    encoding: str = "utf-8"
    delimiter: str = ","

    def cases(self) -> list[Case]:
        """Return the cases as far as the vendor can write them down."""
        cases = make_cases(Draw(self.seed), COUNT)
        for narrow in self.narrowed:
            cases = [narrow(case) for case in cases]
        return cases

    def export(self) -> bytes:
        """Return the bytes of the export."""
        text = as_csv(self.lay_out(self.cases()))
        if self.delimiter != ",":
            text = text.replace(",", self.delimiter)
        return text.encode(self.encoding)


VENDORS = {
    "zendesk": Vendor(sheets.zendesk, 61, (replied_in_minutes, good_or_bad, without_complaints)),
    "freshdesk": Vendor(sheets.freshdesk, 62),
    "jira": Vendor(sheets.jira, 63, (to_the_minute,)),
    "servicenow": Vendor(sheets.servicenow, 64),
    "intercom": Vendor(sheets.intercom, 65, (never_void,)),
    "hubspot": Vendor(sheets.hubspot, 66, (to_the_minute, never_void)),
    "zammad": Vendor(sheets.zammad, 67, (without_first,)),
    "osticket": Vendor(sheets.osticket, 68, (), "utf-8-sig", "\t"),
    "udesk": Vendor(sheets.udesk, 69, (), "utf-8-sig"),
    "hotline": Vendor(sheets.hotline, 70, (good_or_bad, without_last), "gb18030"),
    "plain": Vendor(sheets.plain, 71),
}
