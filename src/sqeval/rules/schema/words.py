"""What an editor says of each key: one or two sentences and examples, by model and key.

They stand here and not on the models, so that the models stay lean and cheap to import. ``Column``
and ``Measure`` hold what all columns and all measures share; ``Rules`` holds the sections of a
file, which are no model.
"""

from __future__ import annotations

from sqeval.rules.schema.word import Word
from sqeval.rules.schema.words_calendars import CALENDAR_WORDS
from sqeval.rules.schema.words_columns import COLUMN_WORDS
from sqeval.rules.schema.words_files import FILE_WORDS
from sqeval.rules.schema.words_indicators import INDICATOR_WORDS
from sqeval.rules.schema.words_stages import STAGE_WORDS
from sqeval.rules.schema.words_targets import TARGET_WORDS

#: Every key of every model.
WORDS: dict[str, dict[str, Word]] = {
    **FILE_WORDS,
    **STAGE_WORDS,
    **CALENDAR_WORDS,
    **COLUMN_WORDS,
    **INDICATOR_WORDS,
    **TARGET_WORDS,
}
