"""Ways to damage one record by its quotes."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.reader.export import Export
from tests.reader.ways_rows import Way, raw


def wrapped(export: Export, at: int, _rng: Random) -> None:
    """Quote the record as a whole."""
    text = export.written(export.cells(at)).replace('"', '""')
    export.put(at, f'"{text}"')


def quotes_lost(export: Export, at: int, _rng: Random) -> None:
    """Write a text that needs quotes without them."""
    # no line may be as wide as a record by chance
    pieces = 3 if export.columns.index("subject") < 6 else 6
    text = f"{export.delimiter} ".join("Hello" for _ in range(pieces)) + "\nAnn"
    export.put(at, export.raw(at, "subject", text))


def quote_in_a_number(export: Export, at: int, rng: Random) -> None:
    """Begin or end a number with a quote."""
    export.put(at, export.raw(at, "reopens", rng.choice(('"3', '3"', '3"0'))))


def quote_before_the_record(export: Export, at: int, _rng: Random) -> None:
    """Put a quote before a record: before its first cell, quoted or not."""
    export.put(at, '"' + export.written(export.cells(at)))


def quote_behind_the_record(export: Export, at: int, _rng: Random) -> None:
    """Put a quote behind a record."""
    export.put(at, export.written(export.cells(at)) + '"')


def closing_quote_lost(export: Export, at: int, rng: Random) -> None:
    """Leave a closing quote out where the text has delimiters or lines."""
    text = rng.choice((f'"a{export.delimiter} b', '"a\nb', '"a ""b""'))
    export.put(at, export.raw(at, "subject", text))


def opening_quote_lost(export: Export, at: int, rng: Random) -> None:
    """Leave an opening quote out where the text has delimiters or lines."""
    text = rng.choice((f'a{export.delimiter} b"', 'a\nb"', 'a ""b"""'))
    export.put(at, export.raw(at, "subject", text))


def two_quotes(first: str, second: str, gap: int) -> Way:
    """Return a way that puts a stray quote into each of two records."""

    def way(export: Export, at: int, _rng: Random) -> None:
        whole = export.whole()
        place = whole.index(at)
        if place + gap + 1 < len(whole):
            other = whole[place + gap + 1]
            export.put(other, export.raw(other, "subject", second))
        export.put(at, export.raw(at, "subject", first))

    return way


def pasted(export: Export, at: int, rng: Random) -> None:
    """Quote one to three records of the same export within a text."""
    whole = export.whole()
    copies = [export.records[rng.choice(whole)].text for _ in range(rng.randint(1, 3))]
    text = "\n".join(["please see", *copies, "thanks"])
    export.set(at, subject=text)


QUOTES: Mapping[str, Way] = {
    "wrapped in quotes": wrapped,
    "quotes lost": quotes_lost,
    "quote in a number": quote_in_a_number,
    "quote before the record": quote_before_the_record,
    "quote behind the record": quote_behind_the_record,
    "closing quote lost": closing_quote_lost,
    "opening quote lost": opening_quote_lost,
    "inch mark": raw('6" cable', '6" x 4" tray', 'cable 6"'),
    "quote left open": raw('"6 inch', '"', '"""', '""6 cable'),
    "backslash escapes": raw(r'"say \"hi\" ok"', r'"say \"hi, all\", ok"', r'"ends \""'),
    "quote not doubled": raw('"say "hi" ok"', '"a",b"', '"a" b', '"a, "b", c"'),
    "space before a quote": raw(' "a"', '\t"a"', ' "a, b"', '"a" '),
    "single quotes": raw("'a, b'"),
    "typographic quotes": raw("“a, b”", "„a, b“", "「a, b」"),
    "spreadsheet formula": raw('="00012"', '="a, b"'),
    "two quotes, close": two_quotes('"6 cable', 'cable 6"', 1),
    "two quotes, neighbours": two_quotes('"6 cable', 'cable 6"', 0),
    "two quotes, far": two_quotes('"6 cable', 'cable 6"', 60),
    "two quotes left open": two_quotes('"6 cable', '"4 cable', 2),
    "two inch marks": two_quotes('6" cable', '4" cable', 3),
    "records in a text": pasted,
}
