r"""JSON of findings: as it was found, yet harmless where it is printed.

JSON escapes only what would break it; bidi controls, C1 controls and halves of characters would go
out raw. They are written as ``\uXXXX`` too, which reads back as the very same text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqeval.render.visible import visible


def dumped(document: Mapping[str, object]) -> str:
    """Return the document as indented JSON that ends with a line feed."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    if text != visible(text, keep="\n"):
        text = "".join(c if c == "\n" or c == visible(c) else json.dumps(c)[1:-1] for c in text)
    return f"{text}\n"
