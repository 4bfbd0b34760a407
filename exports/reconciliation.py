"""A reconciliation as rows of words."""

from exports.rows import Rows
from schemas.reconciliation import Reconciliation


def to_rows(compared: Reconciliation) -> tuple[Rows, ...]:
    """Every stop, the record beside the dossier."""
    rows = tuple(
        (
            stop.agreement.replace("_", " "),
            stop.traveller,
            f"{stop.record.start} to {stop.record.end}, {stop.record.locale or stop.record.country}"
            if stop.record
            else "",
            f"{stop.start or '?'} to {stop.end or '?'}, {stop.place or stop.country}" if stop.dossier else "",
            ", ".join(stop.met_in_both),
            ", ".join(stop.met_in_record),
            ", ".join(stop.met_in_dossier),
        )
        for stop in compared.stops
    )
    columns = ("agreement", "who", "record", "dossier", "met in both", "only in the record", "only in the dossier")
    return (Rows("stops", columns, rows),)
