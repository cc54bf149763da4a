"""``sqeval schema``: the JSON Schema of rule files, for editors."""

from __future__ import annotations

from typing import Annotated

import typer

from sqeval.cli.app import command_app
from sqeval.cli.telling import refusing
from sqeval.cli.writing import write_all
from sqeval.rules.schema.document import schema_text

app = command_app()


@app.command()
def schema(
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", help="Write here; - is stdout.", metavar="FILE")
    ] = "-",
) -> None:
    """Print the JSON Schema of rule files.

    Example: sqeval schema -o sqeval.schema.json

    An editor with a YAML language server completes and checks a rule file whose first line is
    "# yaml-language-server: $schema=sqeval.schema.json".
    """
    with refusing():
        write_all([(output, schema_text())])
