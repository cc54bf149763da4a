"""Rule files by name whose shape is good.

Only the shape of each entry is at stake: columns that do not exist, expressions and weights are
looked at later. ``extends: base.yaml`` is the first of them.
"""

from __future__ import annotations

BASE = """
version: 1
title: The base
calendars:
  office: {hours: {mon-fri: ["09:00-18:00"]}, holidays: CN}
  night: {hours: {daily: ["22:00-06:00"]}}
tables:
  tickets:
    key: id
    clock: created
    columns:
      id: {}
      created: {type: datetime}
      done: {type: datetime, formats: [iso]}
      mark: {type: integer, min: 1, max: 5}
      priority: {type: category, values: {P1: [Urgent], P2: []}}
  surveys: {columns: {answer: {}}}
indicators:
  on_time: {type: within, from: created, to: done, limit: 4h, target: {at_least: 90%}}
  good: {type: ratio, good: mark >= 4, min_n: 20}
  age: {type: duration, from: created, to: done, aggregate: p90}
scorecard:
  parts: {all: {weight: 2, indicators: {on_time: 60, good: 40}}}
  indicators: {age: 1}
  grades: {A: 90, B: 0}
"""

GOOD = {
    "the least": "version: 1",
    "every head key": """
version: 1
title: {en: Desk, zh: 服务台}
timezone: Asia/Shanghai
fiscal_year_start: 4
month_starts: 26
periods: {rush: 2026-11-01..2026-11-15, year: 2026}
""",
    "texts by their source": """
version: 1
title: 2026
tables: {tickets: {key: 010, title: true, missing: ["", 0, 1.5, no], columns: {010: {from: 7}}}}
indicators: {n: {type: count, owner: 5, where: true}}
""",
    "no stages": "version: 1\ntables: {t: {stages: []}}",
    "stages of every kind": """
version: 1
tables:
  t:
    stages:
      - created
      - {at: taken, title: {en: Taken, zh: 签收}, limit: 30m, calendar: office}
      - {at: done, from: created, limit: {by: priority, P1: 4h, default: 5wd}, pause: hold}
      - {id: late, at: due, limit: due_at, calendar: {by: site, default: office}, pause: [a, b]}
      - {id: told, at: {table: log, where: activity == "called"}}
      - {id: again, at: {table: log, take: last}, pause: {table: log, status: s, in: [wait]}}
      - {id: care, at: {table: log, take: all}}
""",
    "zone UTC": "version: 1\ntimezone: UTC",
    "zone of three parts": "version: 1\ntimezone: America/Argentina/Buenos_Aires",
    "a whole table": """
version: 1
tables:
  tickets:
    title: Tickets
    profile: auto
    key: [id, step]
    duplicates: refuse
    clock: at
    missing: ["", "-"]
    timezone: Europe/Berlin
    encoding: gb18030
    lookup: {surveys: [a, b], people: agent}
    columns: {id: {}, step: {}, at: {type: datetime}}
""",
    "states": """
version: 1
tables:
  tickets:
    states:
      by: state
      to: done
      resolved: [solved, 1, true]
      in_progress: open
      waiting: [new, pending]
      void: []
      overdue: on_time
      ages: [90s, 1d12h, 1w]
""",
    "an empty table": "version: 1\ntables: {tickets: {}}",
    "empty columns": "version: 1\ntables:\n  tickets:\n    columns:\n",
    "empty column": "version: 1\ntables:\n  tickets:\n    columns:\n      id:\n      team: ~\n",
    "keep last": "version: 1\ntables: {t: {key: id, duplicates: {keep: last, by: updated}}}",
    "keep first": "version: 1\ntables: {t: {key: [], duplicates: {keep: first}}}",
    "derived table": """
version: 1
tables:
  tickets:
    derive: {from: events, per: case}
    columns:
      case: {}
      solved: {value: max(at), where: step == "Solved"}
      steps: {value: count(), title: Steps, required: false}
""",
    "text columns": """
version: 1
tables: {t: {columns: {a: {type: text}, b: {from: B}, c: {from: [[Date, Time], Both, [One]]}}}}
""",
    "integer column": """
version: 1
tables: {t: {columns: {a: {type: integer, min: 1, max: 5.5, thousands: ","}, b: {type: integer}}}}
""",
    "number column": """
version: 1
tables:
  t:
    columns:
      a: {type: number, decimal: ",", thousands: "."}
      b: {type: number, min: -0.5, thousands: ","}
      c: {type: number, decimal: ".", thousands: " "}
      d: {type: number, decimal: ",", thousands: "'", max: 0x10}
""",
    "boolean column": """
version: 1
tables: {t: {columns: {a: {type: boolean, values: {true: [Y, 1], "false": N}}, b: {type: boolean}}}}
""",
    "category column": """
version: 1
tables: {t: {columns: {a: {type: category, values: {P1: 1, P2: []}}}}}
""",
    "scale column": """
version: 1
tables: {t: {columns: {a: {type: scale, values: {5: [Great], -0.5: Meh, "1": [Bad]}}}}}
""",
    "date and time columns": """
version: 1
tables:
  t:
    columns:
      a: {type: date, formats: ["%d/%m/%Y", excel]}
      b: {type: datetime, formats: [epoch s]}
      c: {type: date}
""",
    "duration column": """
version: 1
tables:
  t:
    columns: {a: {type: duration, unit: m}, b: {type: duration, formats: ["h:mm:ss", "-h:mm"]}}
""",
    "ratio": """
version: 1
indicators:
  r: {type: ratio, good: solved, total: present(solved), table: surveys, clock: at, where: a == 1}
""",
    "what every measure may say": """
version: 1
indicators:
  n:
    title: {zh: 数量}
    about: {en: Why, zh: 为何}
    owner: lead
    type: count
    min_n: 20
    target: {at_most: 5, warn: 4}
    points: {steps: {5: 100, 10: 50}}
""",
    "duration": """
version: 1
indicators:
  a: {type: duration, from: x, to: y, aggregate: p90}
  b: {type: duration, from: x, to: y, aggregate: p97.5, open: age}
  c: {type: duration, from: x, to: y, aggregate: median, open: exclude}
""",
    "within": """
version: 1
indicators:
  a: {type: within, from: x, to: y, limit: 1h30m, open: exclude}
  b: {type: within, from: x, to: y, limit: due_at, open: late}
  c: {type: within, from: x, to: y, limit: {by: [p], P1: 0.5d}}
""",
    "calendars": """
version: 1
calendars:
  always: {hours: 24x7}
  office:
    timezone: Asia/Shanghai
    hours: {mon-thu: ["09:00-12:00", "13:30-18:00"], "fri, sun": ["22:00-06:00"], sat: []}
    holidays: CN
    closed: ["2026-12-31", 2026-08-03..2026-08-07]
    open: {2026-02-14: ["10:00-16:00"], "2026-02-15": ["00:00-24:00"]}
    versions:
      - {from: 2026-07-01, hours: {daily: ["08:30-17:30"]}}
      - {from: "2027-01-01", holidays: [US-CA], closed: [], open: {}}
      - {from: 2027-02-01, hours: 24x7, holidays: []}
""",
    "working time": """
version: 1
indicators:
  a: {type: within, from: x, to: y, limit: 5wd, calendar: office}
  b: {type: within, from: x, to: y, limit: [due, extended], calendar: {by: p, A: b, default: c}}
  c: {type: within, from: x, to: y, limit: {by: [p, q], A: {x: 1wd, y: 4h}, default: 20wd}}
  d: {type: within, from: x, to: y, limit: [due], pause: on_hold}
  e: {type: duration, from: x, to: y, aggregate: p90, open: survival, pause: [a, b]}
  f:
    type: duration
    from: x
    to: y
    aggregate: mean
    pause: {table: changes, status: state, in: [pending, no, 5]}
""",
    "limits by two": """
version: 1
indicators:
  a:
    type: within
    from: x
    to: y
    limit: {by: [p, q], P1: {net: 2h, default: 4h}, default: 24h}
""",
    "statistic": "version: 1\nindicators: {a: {type: statistic, of: wait + talk, aggregate: sum}}",
    "nps": """
version: 1
indicators: {a: {type: nps, table: surveys, of: mark, target: {at_least: 40}}}
""",
    "formula": """
version: 1
indicators: {a: {type: formula, value: b / c * 1000, target: {at_most: 5}, min_n: 3}}
""",
    "targets by category": """
version: 1
indicators:
  a: {type: count, target: {by: p, at_most: {P1: 30m, default: 8h}, warn: 90%}}
  b: {type: count, target: {by: p, between: {P1: [1, 2], default: [0, 5.5]}}}
""",
    "bands": """
version: 1
indicators:
  a: {type: count, target: {between: [3m, 6m]}}
  b: {type: count, target: {between: [-5%, 1]}}
""",
    "points": """
version: 1
indicators:
  a: {type: count, points: {curve: {100%: 100, 150%: 60.5, 300%: 0}}}
  b: {type: count, points: {curve: {30m: 100, 2h: 0}}}
  c: {type: count, points: {steps: {0.5: 90, 1e1: 100}}}
  d: {type: count, points: {deduct: 2, per: 1%}}
  e: {type: count, points: {deduct: 0.5, per: 5s, steps: begun}}
  f: {type: count, points: {deduct: 1, per: 3, steps: full}}
""",
    "scorecard": """
version: 1
scorecard:
  missing: zero
  indicators: {a: 60, b: 0.5}
  parts:
    one: {title: One, weight: 40, missing: void, parts: {below: {indicators: {c: 1}}}}
    two: {}
  gates:
    - {when: missed(a), cap: C}
    - {when: points(one) < 60, cap: B, why: {en: privacy, zh: 隐私}}
  grades: {A: 90, B: 80.5, 不合格: -1}
  outcomes: {A: recognise, B: {zh: 辅导}}
""",
    "extends by text": "version: 1\nextends: base.yaml",
    "extends nothing": "version: 1\nextends: []",
    "extends and changes values": """
version: 1
extends: [base.yaml]
title: null
tables:
  tickets:
    clock: null
    columns:
      mark: {max: 10}
      done: {formats: null, from: [Solved]}
      priority: {values: {P3: []}}
      created: null
      team: {}
calendars: {office: {closed: ["2026-12-31"], holidays: null}, night: null}
indicators:
  on_time: {target: {at_least: 95%}, limit: 8h, calendar: office}
  good: {total: present(mark), min_n: null}
  age: {aggregate: median, open: age}
scorecard:
  parts: {all: {weight: null, indicators: {good: null, on_time: 1}}}
  grades: {A: 80, B: 0}
""",
    "extends and removes": """
version: 1
extends: [base.yaml]
tables: {surveys: null}
indicators: {good: ~, age: null}
scorecard: {parts: {all: null}, indicators: {age: null}, grades: null}
""",
    "extends and removes sections": "version: 1\nextends: base.yaml\nscorecard: null\ntables: null",
    "extends and adds": """
version: 1
extends: [base.yaml]
tables: {calls: {columns: {wait: {type: duration, unit: s}}}}
indicators: {wait: {type: statistic, table: calls, of: wait, aggregate: mean}}
""",
    "extends and changes a type": """
version: 1
extends: [base.yaml]
tables: {tickets: {columns: {mark: {type: text, min: null, max: null}}}}
indicators:
  on_time: {type: ratio, good: present(done), from: null, to: null, limit: null}
""",
}
