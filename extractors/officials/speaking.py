"""For whom a spokesperson speaks of whose office the words say no more."""

from extractors.officials.ledger import Holding, Linker
from extractors.officials.lexicon import VERBS
from extractors.officials.references import PEERS
from extractors.syntax import clausal, predicate, subjects
from extractors.tree import Token

ATTRIBUTED = 4  # tokens between "attributable" and the title


class Speaking(Linker):
    """Spokespeople of one ledger, by what they say."""

    def country(self, holding: Holding, served: dict[int, str]) -> str | None:
        """The country of whoever it is that a spokesperson tells about, where that is somebody in a high office."""
        phrase = holding.phrase
        own = phrase.organization is not None and not phrase.organization.islower()  # no "ministry spokesperson"
        if phrase.office != "spokesperson" or own or not self.parsed:
            return None
        if "attributable" in self.lower[max(0, phrase.start - ATTRIBUTED) : phrase.start]:
            return self._of_readout(served)
        told = self._told(predicate(self.doc[holding.end - 1]))
        people = (self.ledger.person(subject) for subject in subjects(told)) if told is not None else ()
        return next((served[person] for person in people if person in served and self._leads(person)), None)

    def tellers(self, holding: Holding, served: dict[int, str]) -> set[str]:
        """The countries of those in office who say what the holder does: "President X will go to Lima, Y said"."""
        if not self.parsed:
            return set()
        name = self.ledger.nearest_name(holding.person, holding.end)
        if not self.doc[name].dep_.startswith("nsubj"):
            return set()
        verb = predicate(self.doc[name])
        saying = [verb.head] if verb.dep_ == "ccomp" else []
        saying += [child for child in verb.children if child.dep_ == "parataxis"]
        said = [clause for clause in saying if clause.lemma_ in VERBS.saying]
        people = {self.ledger.person(subject) for clause in said for subject in subjects(clause)} - {holding.person}
        return {served[person] for person in people if person is not None and person in served}

    def _of_readout(self, served: dict[int, str]) -> str | None:
        """The country of the official whom a readout names first: "attributable to Spokesperson X"."""
        first = sorted((person.names[0].start, i) for i, person in enumerate(self.people) if self._leads(i))
        return next((served[person] for _, person in first if person in served), None)

    def _leads(self, person: int) -> bool:
        return any(held.phrase.office in PEERS for held in self.held.get(person, ()))

    def _told(self, verb: Token) -> Token | None:
        """The clause that somebody says: "A will visit Lima, spokesperson X said", "X said that A would"."""
        if verb.lemma_ not in VERBS.saying:
            return None
        if verb.dep_ == "parataxis" and clausal(verb.head):
            return verb.head
        return next((child for child in verb.children if child.dep_ == "ccomp"), None)
