"""Options that several commands have, each with its words in one place."""

from __future__ import annotations

from typing import Annotated

import typer

Rules = Annotated[
    str | None,
    typer.Option(
        "-r",
        "--rules",
        help="Rule file or builtin:NAME. [default: sqeval.yaml, else builtin:service-desk]",
    ),
]
Survey = Annotated[list[str] | None, typer.Option(help="Export of the table surveys.")]
Reviews = Annotated[list[str] | None, typer.Option(help="Export of the table reviews.")]
AnyTable = Annotated[list[str] | None, typer.Option(help="NAME=FILE: export of any table.")]
AsOf = Annotated[
    str | None,
    typer.Option(help="Look at the data as of this moment. [default: the latest in it]"),
]
Timezone = Annotated[str | None, typer.Option(help="Zone of periods and of times without offset.")]
Encoding = Annotated[
    str | None, typer.Option(help="Encoding of the exports, such as gb18030. [default: utf-8]")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour.")]
