"""With other arguments than it takes, a function has no answer.

`present` and `missing` take one value, such as a column. `exists` takes a table, `points` and `met`
take an indicator, and the regular expression of `matches` is written out in quotes.

Bad::

    version: 1
    tables:
      tickets: {columns: {agent: {}, team: {}}}
    indicators:
      assigned: {type: count, where: 'present(agent, team)'}

Good::

    version: 1
    tables:
      tickets: {columns: {agent: {}, team: {}}}
    indicators:
      assigned: {type: count, where: present(agent) and present(team)}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
