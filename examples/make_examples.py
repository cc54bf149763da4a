"""Write the example exports of this folder, the same bytes on every machine.

Run `python examples/make_examples.py` from the root of the repository.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from making.calls import calls_sheet, make_calls, orders_sheet, reviews_sheet
from making.damage import damaged
from making.draw import Draw
from making.events import events_sheet
from making.sheets import as_csv, surveys_sheet, tickets_sheet, tickets_zh_sheet
from making.surveys import make_surveys
from making.tickets import make_tickets

HERE = Path(__file__).parent
YEAR = (date(2025, 1, 1), 365)
QUARTER = (date(2025, 1, 1), 90)
LAST_QUARTER = (date(2025, 10, 1), 92)


def main() -> None:
    """Write every export beside this file."""
    tickets = make_tickets(Draw(2025), 20_000, *YEAR)
    write("tickets.csv", damaged(Draw(2027), tickets_sheet(tickets)))
    write("surveys.csv", as_csv(surveys_sheet(make_surveys(Draw(2026), tickets, 2080))))

    desk = make_tickets(Draw(31), 2_000, *LAST_QUARTER)
    rated = make_surveys(Draw(32), desk, 4000)
    write("tickets-zh.csv", "\ufeff" + as_csv(tickets_zh_sheet(desk, rated)))

    calls = make_calls(Draw(41), 5_000, *QUARTER)
    write("calls.csv", as_csv(calls_sheet(calls)))
    write("call-reviews.csv", as_csv(reviews_sheet(Draw(42), calls)))
    write("work-orders.csv", as_csv(orders_sheet(Draw(43), calls)))

    write("events.csv", as_csv(events_sheet(Draw(51), 300, *QUARTER)))


def write(name: str, text: str) -> None:
    """Write text as it is, as UTF-8."""
    (HERE / name).write_bytes(text.encode())


if __name__ == "__main__":
    main()
