"""The parts of a run in order, each with its note where an earlier run has done it."""

from collections.abc import Iterator

from bulk.ledger import Ledger, Request
from bulk.parts import Done, Part, cut
from bulk.sources import Tracker, rows


def planned(request: Request, ledger: Ledger) -> Iterator[tuple[Part, Done | None]]:
    """Cut the inputs into parts. Errors: InputError."""
    tracker = Tracker()
    found = ((row, tracker.position) for row in rows(request.inputs, request.kind, tracker))
    for part in cut(found, request.rows_of_a_part):
        yield part, ledger.done(part)
