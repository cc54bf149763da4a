"""An entry that rests on something which is not there cannot be worked out.

To look a ticket up from a survey, for instance, the tickets need a key that finds one of them.

Bad::

    version: 1
    tables:
      tickets:
        columns: {ticket_id: {}, team: {}}
      surveys:
        lookup: {tickets: ticket_id}
        columns: {ticket_id: {}, mark: {type: integer}}

Good::

    version: 1
    tables:
      tickets:
        key: ticket_id
        columns: {ticket_id: {}, team: {}}
      surveys:
        lookup: {tickets: ticket_id}
        columns: {ticket_id: {}, mark: {type: integer}}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
