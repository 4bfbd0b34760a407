"""Offices that other words name: "his counterpart", "her predecessor", "the incumbent"."""

from msgspec.structs import replace

from extractors.officials.ledger import Holding, Linker
from extractors.officials.offices import OWNERS, OfficePhrase
from extractors.officials.patterns import Cue, lexicon, title_named
from extractors.officials.references import HEADS
from schemas.official import Office, RoleStatus

CUE_RULES: dict[Cue, str] = {
    "same": "counterpart",
    "former": "predecessor",
    "elect": "successor",
    "candidate": "candidate",
    "incumbent": "incumbent",
    "deputy": "deputy",
    "mate": "running-mate",
}


class Cues(Linker):
    """Offices that other words name: "his counterpart", "her predecessor", "the incumbent"."""

    def resolved(self, holding: Holding) -> Holding | None:
        """A holding whose title is a cue ("his counterpart", "the challenger") with the office that the cue means."""
        phrase = holding.phrase
        if not phrase.named_by_other:
            return holding
        kind = next(kind for kind, words in lexicon().cues.items() if phrase.title.words in words)
        if kind == "candidate" and phrase.owner is not None:
            return None  # "X's nominee for the court" seeks no office of X's
        origin = self._origin(holding, kind)
        if origin is None or (
            kind == "same" and not phrase.countries and phrase.determiner not in OWNERS | {"possessive"}
        ):
            return None
        office = origin.phrase
        countries = phrase.countries or (() if kind == "same" else office.countries)
        status: RoleStatus
        match kind:
            case "same":
                status = phrase.status or "current"
            case "former":
                status = "former"
            case "elect":
                status = "current" if origin.status == "former" and phrase.status != "elect" else "elect"
            case "candidate" | "mate":
                status = "candidate"
            case "incumbent" | "deputy":
                status = "current"
        meant = replace(
            office,
            start=phrase.start,
            end=phrase.end,
            countries=countries,
            organization=phrase.organization or (None if kind == "same" else office.organization),
            international=phrase.international or (office.international and kind != "same"),
            determiner="" if kind == "same" else phrase.determiner,
            owner=None if kind == "same" else self.people[origin.person].names[0].start,
        )
        if kind in {"deputy", "mate"}:
            meant = self._deputised(meant)
        return Holding(
            person=holding.person,
            phrase=meant,
            rule=f"officials.{CUE_RULES[kind]}",
            status=status,
            start=holding.start,
            end=holding.end,
        )

    def _deputised(self, office: OfficePhrase) -> OfficePhrase:
        """The office of the deputy of whoever holds `office`."""
        classes: dict[Office, Office] = {
            "head_of_state": "deputy_head", "head_of_government": "deputy_head", "foreign_minister": "diplomat",
        }  # fmt: skip
        words = {"head_of_state": "vice president", "head_of_government": "deputy prime minister"}.get(office.office)
        text = office.text if office.text.istitle() else office.text.lower()
        title = title_named(words) if words else office.title
        return replace(office, title=title, text=f"deputy {text}", office=classes.get(office.office, office.office))

    def _origin(self, holding: Holding, kind: Cue) -> Holding | None:
        """The holding whose office a cue repeats: of the person named as owner, else the nearest before."""
        phrase = holding.phrase
        plain = [h for h in self.ledger.holdings if not h.phrase.named_by_other and h.phrase.title.strength != "rank"]
        if kind in {"candidate", "incumbent", "mate"}:
            heads = [
                h for h in plain if h.phrase.office in HEADS and (h.person != holding.person or kind == "incumbent")
            ]
            subject = self.references.subject_at(phrase.start)
            return max(
                heads,
                key=lambda h: (h.person == subject, h.status == "candidate", -abs(h.start - phrase.start)),
                default=None,
            )
        owner = self.named.get(phrase.owner) if phrase.owner is not None else None
        if owner is None and phrase.determiner in OWNERS and (alone := {h.person for h in plain}) and len(alone) == 1:
            owner = next(iter(alone))
        if owner is not None:
            return next((h for h in plain if h.person == owner), None)
        officials = {h.person for h in plain} - {holding.person}
        if phrase.determiner in OWNERS and (owner := self._owner_before(phrase, plain)) in officials:
            return next(h for h in plain if h.person == owner)
        before = [position for position in self.named if position < phrase.start and self.named[position] in officials]
        if not before or self.ledger.sentences_between(max(before), phrase.start) > 1:
            return None
        nearest = self.named[max(before)]
        if phrase.determiner in OWNERS:
            subject = self.references.subject_at(phrase.start)
            if subject in officials and self.ledger.same_sentence(subject, phrase.start):
                nearest = subject
        return max((h for h in plain if h.person == nearest), key=lambda h: -abs(h.start - phrase.start), default=None)

    def _owner_before(self, phrase: OfficePhrase, plain: list[Holding]) -> int | None:
        """Whom a pronoun or a bare title before "his counterpart" stands for in its sentence."""
        said = [i for i in self.references.pronouns if i < phrase.start]
        if said and not self.ledger.sentences_between(max(said), phrase.start):
            return self.references.pronouns[max(said)]
        titled = [p for p in self.ledger.phrases if p.end <= phrase.start and not (p.plural or p.named_by_other)]
        if not titled or self.ledger.sentences_between(titled[-1].head, phrase.start):
            return None
        bearers = {h.person for h in plain if h.phrase.title.words == titled[-1].title.words}
        return bearers.pop() if len(bearers) == 1 else None
