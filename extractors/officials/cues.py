"""Offices that other words name: "his counterpart", "her predecessor", "the incumbent"."""

from bisect import bisect_left, bisect_right
from collections import defaultdict

from msgspec.structs import replace

from extractors.officials.ledger import Holding, Ledger, Linker
from extractors.officials.lexicon import WORDS, Cue, lexicon
from extractors.officials.patterns import title_named
from extractors.officials.phrases import OfficePhrase
from extractors.officials.references import HEADS, PEERS
from extractors.officials.tokens import OWNERS
from extractors.syntax import clausal, predicate, subjects
from schemas.official import RoleStatus

THIRD = frozenset({"he", "she"})
CUE_RULES: dict[Cue, str] = {
    "same": "counterpart",
    "former": "predecessor",
    "elect": "successor",
    "candidate": "candidate",
    "incumbent": "incumbent",
    "deputy": "deputy",
    "mate": "running-mate",
}


# The deputies of some offices, by class or title of these.
DEPUTIES = {
    "head_of_government": "deputy prime minister",
    "head_of_state": "vice president",
    "secretary of state": "deputy secretary of state",
}


class Cues(Linker):
    """Reads the cues of a ledger; to be asked when all other offices are known."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._holdings: defaultdict[int, list[Holding]] = defaultdict(list)  # of each official
        self._bearers: defaultdict[str, set[int]] = defaultdict(set)  # of each title
        plain = [h for h in ledger.holdings if not h.phrase.named_by_other and h.phrase.title.strength != "rank"]
        for holding in plain:
            self._holdings[holding.person].append(holding)
            self._bearers[holding.phrase.title.words].add(holding.person)
        self._cued = {h.person: h for h in ledger.holdings if h.phrase.named_by_other and not h.phrase.plural}
        self._heads = [holding for holding in plain if holding.phrase.office in HEADS]
        self._namings = sorted(position for position, person in self.named.items() if person in self._holdings)
        self._pronouns = sorted(self.references.pronouns)
        self._titles = [p for p in ledger.phrases if not (p.plural or p.named_by_other)]
        self._title_ends = [phrase.end for phrase in self._titles]
        self._unheld = {phrase.head: phrase for phrase in self._titles if not ledger.is_settled(phrase)}

    def resolved(self, holding: Holding) -> Holding | None:
        """A holding whose title is a cue ("his counterpart", "the challenger") with the office that the cue means."""
        phrase = holding.phrase
        if not phrase.named_by_other:
            return holding
        kind = next(kind for kind, words in lexicon().cues.items() if phrase.title.words in words)
        if kind == "candidate" and phrase.owner is not None:
            return None  # "X's nominee for the court" seeks no office of X's
        origin = (self._paired(phrase, holding.person) if kind == "same" else None) or self._origin(holding, kind)
        if origin is None or (
            kind == "same" and not phrase.countries and phrase.determiner not in OWNERS | {"possessive"}
        ):
            return None
        office = origin.phrase
        own = (h.phrase.title.strength == "full" for h in self._holdings.get(holding.person, ()))
        if kind == "deputy" and office.office not in HEADS and any(own):
            return None  # "his deputy, the trade minister"
        portfolio = " ".join(word for word in phrase.text.lower().split() if word in WORDS.portfolios)
        colleague = kind == "same" and portfolio and not phrase.countries  # "his defense counterpart": of his country
        if kind == "same" and portfolio:
            words = f"{portfolio} minister"
            office = replace(
                office, title=title_named("minister"), text=words, office="minister", setting=phrase.setting
            )
        countries = phrase.countries or (() if kind == "same" and not colleague else office.countries)
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
            opposite=origin.person if kind == "same" and not colleague and origin.person != holding.person else None,
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

    def _paired(self, phrase: OfficePhrase, bearer: int) -> Holding | None:
        """Whose counterpart each of as many is, in order: "A and B hosted their Fijian counterparts, C and D"."""
        if not phrase.plural or phrase.determiner != "their":
            return None
        held = [h.person for h in self.ledger.holdings if h.phrase.start == phrase.start and h.phrase.named_by_other]
        owners: list[int] = []
        for at in range(phrase.start - 1, -1, -1):
            if len(owners) == len(held) or self.ledger.sentences_between(at, phrase.start) > 1:
                break
            person = self.named.get(at)
            if person is not None and person not in owners and (person in self._holdings or person in self._cued):
                owners.insert(0, person)
        if len(held) < 2 or len(owners) != len(held) or not set(held).isdisjoint(owners):
            return None
        owner = owners[held.index(bearer)]
        own = self._holdings.get(owner)
        return own[0] if own else self.resolved(self._cued[owner])

    def _deputised(self, office: OfficePhrase) -> OfficePhrase:
        """The office of the deputy of whoever holds `office`."""
        words = DEPUTIES.get(office.office) or DEPUTIES.get(office.title.words)
        if words:
            title = title_named(words)
            return replace(office, title=title, text=words, office=title.office)
        text = office.text if office.text.istitle() else office.text.lower()
        return replace(office, text=f"deputy {text}", setting=replace(office.setting, deputy=True))

    def _origin(self, holding: Holding, kind: Cue) -> Holding | None:
        """The holding whose office a cue repeats: of the person named as owner, else the nearest before."""
        phrase, officials = holding.phrase, self._holdings.keys()
        if kind in {"candidate", "incumbent", "mate"}:
            subject = self.references.subject_at(phrase.start)
            return max(
                (h for h in self._heads if h.person != holding.person or kind == "incumbent"),
                key=lambda h: (h.person == subject, h.status == "candidate", -abs(h.start - phrase.start)),
                default=None,
            )
        owner = self.named.get(phrase.owner) if phrase.owner is not None else None
        if owner is None and phrase.determiner in OWNERS:
            if kind in {"same", "deputy"} and (doer := self._doer(phrase)) is not None:
                return replace(holding, phrase=doer)
            owner = next(iter(officials)) if len(officials) == 1 else None
        if owner is not None:
            return next(iter(self._holdings.get(owner, ())), None)
        if phrase.determiner in OWNERS | {"possessive"}:
            owner = self._owner_before(phrase) if phrase.determiner in OWNERS else self._possessor(phrase)
            if owner in officials and owner != holding.person:
                held = self._holdings[owner]
                return next((h for h in held if h.phrase.office in PEERS), held[0])
        nearest = self._official_before(holding)
        if nearest is None:
            return None
        if phrase.determiner in OWNERS:
            subject = self.references.subject_at(phrase.start)
            if subject in officials and subject != holding.person:
                nearest = subject if self.ledger.named_before(subject, phrase.start) else nearest
        return min(self._holdings[nearest], key=lambda h: abs(h.start - phrase.start))

    def _doer(self, phrase: OfficePhrase) -> OfficePhrase | None:
        """The title that is the subject of the clause of a cue, or of one over it where a pronoun is, where nobody else
        is said to hold that office and nobody named in the sentence owns the cue."""
        owner = self._owner_before(phrase)
        if not self.parsed or (owner is not None and self.ledger.named_before(owner, phrase.start)):
            return None
        verb = predicate(self.doc[phrase.head])
        for clause in (verb, *(step for step in verb.ancestors if clausal(step))):
            told = subjects(clause)
            for subject in told:
                title = self._unheld.get(subject.i)
                if title is not None and title.office in PEERS and not self._bearers.get(title.title.words):
                    return title
            if any(subject.lower_ not in THIRD for subject in told):
                return None
        return None

    def _official_before(self, holding: Holding) -> int | None:
        """The official other than the holder who is named last before a cue, in its sentence or the one before."""
        start = holding.phrase.start
        for place in range(bisect_left(self._namings, start) - 1, -1, -1):
            position = self._namings[place]
            if self.ledger.sentences_between(position, start) > 1:
                return None
            if self.named[position] != holding.person:
                return self.named[position]
        return None

    def _possessor(self, phrase: OfficePhrase) -> int | None:
        """Who bears the title that owns a cue: "the Minister's Fijian colleague"; whoever was named last of several."""
        title = next((t for t in self._titles if t.start == phrase.start and t.end < phrase.title_start), None)
        bearers = self._bearers.get(title.title.words, set()) if title is not None else set()
        named = (self.named[at] for at in reversed(self._namings) if at < phrase.start)
        return next((person for person in named if person in bearers), None)

    def _owner_before(self, phrase: OfficePhrase) -> int | None:
        """Whom a pronoun or a bare title before "his counterpart" stands for in its sentence."""
        said = bisect_left(self._pronouns, phrase.title_start) - 1
        if said >= 0 and not self.ledger.sentences_between(self._pronouns[said], phrase.start):
            return self.references.pronouns[self._pronouns[said]]
        titled = bisect_right(self._title_ends, phrase.start) - 1
        if titled < 0 or self.ledger.sentences_between(self._titles[titled].head, phrase.start):
            return None
        bearers = self._bearers.get(self._titles[titled].title.words, set())
        return next(iter(bearers)) if len(bearers) == 1 else None
