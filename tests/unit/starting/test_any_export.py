"""Whatever an export holds, the file made from it loads, fits the export, and scores it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, reject, settings

from sqeval.api import Options, fit, load_rules, open_sources, score
from sqeval.inspection.look import look
from sqeval.problems import Exit, InputError
from sqeval.starting.standard import STANDARD
from sqeval.starting.start import start
from sqeval.starting.texts import Lang
from tests.unit.starting.exports import exports, known_exports

#: What an export causes by itself; anything else is a fault of the rule file. Where columns are
#: those of the standard set, values and cells that it does not read are told and stay warnings.
OF_THE_DATA = {"SQ556"}
OF_CELLS = {"SQ553", "SQ555", *OF_THE_DATA}


def check(path: Path, lang: Lang = "en") -> None:
    """Make a rule file for an export, and use it as `sqeval check` and `sqeval score` do."""
    try:
        started = start([look(str(path))], lang=lang)
    except InputError:  # no table at all, such as a header of blanks
        reject()
    rules_file = path.with_name("rules.yaml")
    rules_file.write_text(started.text, "utf-8", newline="")
    rules = load_rules(rules_file)
    found = [*rules.problems, *fit(rules, open_sources(rules, started.paths), Options())]
    expected = OF_CELLS if STANDARD in started.text else OF_THE_DATA
    weighty = [p for p in found if p.severity != "notice" and p.code not in expected]
    assert not weighty, "\n".join(map(str, weighty)) + "\n" + started.text
    report = score(rules, started.paths, period=started.period or "all", max_rejected=1.0)
    assert report.whole.indicators


@settings(max_examples=40)
@given(exports())
def test_any_export_gets_rules_that_fit_it(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(content)
        check(path)


@settings(max_examples=30)
@given(known_exports())
def test_any_cells_under_known_headers_get_rules_that_fit_them(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(content)
        check(path)


ODD_EXPORTS = {
    "one column": "Wait\n3\n5\n",
    "no times": "Name,Place\na,x\nb,y\n",
    "no rows": "Ticket,Opened,Solved\n",
    "one row": "Ticket,Opened,Solved\nT1,2026-01-05 10:00,Y\n",
    "200 columns": ",".join(f"c{i}" for i in range(200)) + "\n" + ",".join("1" * 200) + "\n",
    "the same header 50 times": ",".join(["x"] * 50) + "\n" + ",".join("1" * 50) + "\n",
    "signs in headers": '"a,b","say ""hi""","two\nlines",c: d,# e,  f,{g},- h\n1,2,3,4,5,6,7,8\n',
    "words of YAML": "yes,null,1e3,~,true,<<,*x,&y,!z\nyes,null,1e3,~,true,<<,*x,&y,!z\n",
    "Chinese": "编号,创建时间,状态\n甲1,2026-01-05 10:00,已完成\n甲2,2026-01-06 10:00,处理中\n",
    "emoji": "😀,👍🏽\n😀,👍🏽\n🎉,x\n",
    "values of YAML": "kind,x\nyes,1\nnull,2\n- x,3\n{a},4\nyes,1\nnull,2\n- x,3\n{a},4\n",
    "comments that silence": "Kind,x\n# sqeval: ignore[SQ319],1\n# sqeval: ignore[SQ319],2\n",
    "words of expressions": "not,and,month,present\n1,2,3,4\n",
    "names of tables": "tickets,events,case,activity,at\n1,2,c,a,2026-01-05 10:00\n",
    "semicolons": "a;b\n1;2\n3;4\n",
    "preamble": "Report of January\n\nno,Opened\n1,2026-01-05 10:00\n2,2026-01-06 10:00\n",
    "total row": "no,amount\n1,5\n2,6\nTotal,11\n",
    "a damaged row": "a,b\n1,2\n3\n4,5\n",
    "an event log without days": "Case,Activity\nc,x\nc,y\nc,z\n",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ODD_EXPORTS)
def test_odd_exports_get_rules_that_fit_them(tmp_path: Path, name: str, lang: Lang) -> None:
    path = tmp_path / "export.csv"
    path.write_text(ODD_EXPORTS[name], "utf-8", newline="")
    check(path, lang)


def test_headers_that_name_nothing_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text('"\x94"\nx\n', "utf-8")
    with pytest.raises(InputError) as raised:
        start([look(str(path))])
    assert raised.value.exit_code == Exit.REFUSED
