"""Find the tellings of encounters, date, place and judge each, and join those of one encounter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from extractors.inflection import written
from extractors.matches import Match, MeetingMatch, ParticipantMatch, clause
from extractors.meetings.attendance import with_attendance
from extractors.meetings.candidates import Candidate, anew
from extractors.meetings.find import find
from extractors.meetings.merge import Telling, merged
from extractors.meetings.setting import Setting, Settings
from extractors.meetings.sides import sided
from extractors.meetings.status import status
from extractors.occasions import occasions
from extractors.scene import REPORTING, Scene
from extractors.syntax import predicate
from schemas.date import DateInterval

# "On Monday the two agreed to meet again".
PROMISING = written(["agree", "promise", "vow"])


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the step."""

    longest_evidence: int = 60  # tokens of a quoted clause


class Meetings:
    """Sets `doc._.meetings`."""

    def __init__(self, nlp: Language, config: Config) -> None:
        self.config = config

    def __call__(self, doc: Doc) -> Doc:
        scene = Scene.of(doc)
        settings = Settings(scene, occasions(scene))
        reference = doc._.reference.value
        tellings: list[Telling] = []
        for candidate in _confirmed(find(scene), settings):
            setting = settings.of(candidate)
            judged = status(candidate, setting.date, reference)
            if judged is None:
                continue
            ahead = judged == "planned" and (not setting.own_date or _promised(candidate))
            if ahead and (_over(setting.date, reference) or (_promised(candidate) and _today(setting, reference))):
                setting = replace(setting, date=None)  # the day of what was told before
            if judged == "proposed" and not setting.own_date and _over(setting.date, reference):
                setting = replace(setting, date=None, place=setting.place if setting.own_place else None)
            tellings.append(
                Telling(
                    kind=candidate.kind,
                    status=judged,
                    name=candidate.name,
                    anew=anew(candidate.trigger),
                    parties=sided(scene, candidate, setting.place),
                    date=setting.date,
                    own_date=setting.own_date,
                    place=setting.place,
                    own_place=setting.own_place,
                    topics=self._topics(scene, candidate),
                    rule=candidate.rule,
                    evidence=(self._clause(candidate),),
                )
            )
        held = with_attendance(scene, [telling for telling in merged(tellings) if _attended(telling)])
        doc._.meetings = tuple(_match(number, telling) for number, telling in enumerate(held, 1))
        return doc

    def _clause(self, candidate: Candidate) -> Match:
        """The clause that tells of the encounter, without a reporting frame."""
        top = predicate(candidate.trigger)
        if top.lower_ in REPORTING or candidate.trigger.i == top.i or top.pos_ != "VERB":
            top = candidate.trigger
        start, end = min(top.left_edge.i, candidate.trigger.left_edge.i), top.right_edge.i + 1
        return clause(candidate.trigger, start, end, self.config.longest_evidence, candidate.rule)

    def _topics(self, scene: Scene, candidate: Candidate) -> tuple[str, ...]:
        start, end = scene.sentence(candidate.trigger)
        return tuple(
            topic.id for topic in scene.doc._.topics if any(start <= mention.start < end for mention in topic.mentions)
        )


def _confirmed(found: Iterable[Candidate], settings: Settings) -> Iterator[Candidate]:
    """The candidates, those of a visit only where the two are told to meet nowhere else."""
    candidates = list(found)
    met: defaultdict[str, set[int]] = defaultdict(set)
    for number, each in enumerate(candidates):
        if not each.visiting:
            for party, _ in each.parties:
                met[party.key].add(number)
    for each in candidates:
        tellings = (met[party.key] for party, _ in each.parties)
        if not each.visiting or (set.isdisjoint(*tellings) and settings.visited(each)):
            yield each


def _over(when: DateInterval | None, reference: date | None) -> bool:
    return when is not None and when.end is not None and reference is not None and when.end < reference


def _today(setting: Setting, reference: date | None) -> bool:
    """Whether an encounter has no day but that of the report, which is taken over from what was told before."""
    return not setting.own_date and setting.date is not None and setting.date.start == reference


def _promised(candidate: Candidate) -> bool:
    """Whether an encounter is what somebody agreed to: the day is that of the promise."""
    return candidate.trigger.dep_ == "xcomp" and candidate.trigger.head.lower_ in PROMISING


def _attended(telling: Telling) -> bool:
    """Whether two parties are identified, one of them an official or both bodies."""
    return len(telling.parties) >= 2 and (telling.name is None or any(party.official for party, _ in telling.parties))


def _match(number: int, telling: Telling) -> MeetingMatch:
    return MeetingMatch(
        id=f"m{number}",
        kind=telling.kind,
        status=telling.status,
        name=telling.name,
        participants=tuple(
            ParticipantMatch(official=party.official, name=party.name, side=side) for party, side in telling.parties
        ),
        date=telling.date,
        place=telling.place.id if telling.place else None,
        topics=telling.topics,
        rule=telling.rule,
        evidence=tuple(sorted(telling.evidence, key=lambda match: match.start)),
    )


@Language.factory(
    "meetings",
    requires=["doc.ents", "token.dep", "token.tag", "doc._.officials", "doc._.places", "doc._.dates"],
    assigns=["doc._.meetings"],
    default_config={"config": to_builtins(Config())},
)
def make_meetings(nlp: Language, name: str, config: dict[str, Any]) -> Meetings:
    """The step under its name."""
    return Meetings(nlp, convert(config, Config))
