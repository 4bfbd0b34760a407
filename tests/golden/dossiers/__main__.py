"""Pin what merging makes of the cases: `python -m tests.golden.dossiers` rewrites the files; read the diff as code."""

from pathlib import Path
from typing import Any

import msgspec

from dossiers import Answered, to_dossiers
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.dossier import Dossier

HERE = Path(__file__).parent
CASES: dict[str, dict[str, Any]] = msgspec.toml.decode((HERE / "cases.toml").read_bytes())


def answered(case: str, engine: Pipeline) -> list[Answered]:
    """The articles of a case, read."""
    return [
        Answered(given["id"], engine.extract(Article(text=given["text"], published_at=given["published_at"])))
        for given in CASES[case]["articles"]
    ]


def view(dossier: Dossier) -> dict[str, Any]:
    """What a reader checks of a dossier: names in place of ids, and nothing of single articles."""
    names = {official.id: official.name for official in dossier.officials}
    names |= {place.id: place.name for place in dossier.places}
    names |= {figure.id: figure.measures for figure in dossier.figures}
    names |= {trip.id: "trip" for trip in dossier.trips}
    names |= {
        meeting.id: ", ".join(names.get(party.official or "", party.name) for party in meeting.participants)
        for meeting in dossier.meetings
    }
    names |= {statement.id: statement.text for statement in dossier.statements}
    return {
        "title": dossier.title,
        "articles": dossier.articles,
        "officials": [[each.name, each.variants, each.sources] for each in dossier.officials],
        "trips": [
            {
                "who": [names[traveller] for traveller in trip.travellers],
                "status": trip.status,
                "legs": [
                    [names.get(leg.place or ""), leg.country, leg.date and leg.date.edtf, leg.status, leg.sources]
                    for leg in trip.legs
                ],
            }
            for trip in dossier.trips
        ],
        "meetings": [
            {
                "who": names[meeting.id],
                "status": meeting.status,
                "date": meeting.date and meeting.date.edtf,
                "place": names.get(meeting.place or ""),
                "history": [[step.article, step.status, step.change] for step in meeting.history],
            }
            for meeting in dossier.meetings
        ],
        "statements": [
            [
                statement.speaker and (statement.speaker.name or statement.speaker.description),
                statement.text,
                statement.sources,
            ]
            for statement in dossier.statements
        ],
        "conflicts": [
            {
                "about": names.get(conflict.about, conflict.about),
                "field": conflict.field,
                "values": [[names.get(value.value, value.value), value.sources] for value in conflict.values],
                "chosen": names.get(conflict.chosen, conflict.chosen),
                "reason": conflict.reason,
            }
            for conflict in dossier.conflicts
        ],
    }


def merged(case: str, engine: Pipeline) -> bytes:
    """What merging a case gives, as it is pinned."""
    reports = answered(case, engine)
    answer = to_dossiers(reports, reports[0].answer.engine)
    return msgspec.json.format(msgspec.json.encode([view(each) for each in answer.dossiers]), indent=1) + b"\n"


def pinned(case: str) -> Path:
    """Where a case is pinned."""
    return HERE / f"{case}.json"


if __name__ == "__main__":
    pipeline = Pipeline.load()
    for name in CASES:
        pinned(name).write_bytes(merged(name, pipeline))
