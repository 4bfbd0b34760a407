"""Where a place's name plainly stands for its government."""

from spacy.tokens import Doc

from extractors.places.patterns import Patterns
from extractors.places.sighting import Sighting
from schemas.place import PlaceKind

GOVERNING = frozenset({"country", "city", "facility"})


class Metonyms:
    """Tells by the syntax whether a mention of a country, a capital or a seat of power is its government."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns

    def __call__(self, doc: Doc, sighting: Sighting, kind: PlaceKind, seat: bool) -> bool:
        """Whether the mention stands for a government; `seat` where the place is the seat of one."""
        if kind not in GOVERNING or not (seat or kind == "country"):
            return False
        head = doc[sighting.start : sighting.end].root
        while head.dep_ in {"conj", "appos"} and head.head.i != head.i and head.head.pos_ == "PROPN":
            head = head.head
        governor = head.head
        if head.dep_ != "nmod:poss" and any(child.dep_ == "case" for child in head.children):
            return False
        verb, lemma = governor.pos_ in {"VERB", "AUX"}, governor.lemma_.lower()
        if head.dep_ == "nsubj" and verb:
            return lemma in self.patterns.verbs or (kind != "country" and lemma not in self.patterns.lying)
        if head.dep_ == "nsubj:pass" and verb:
            return lemma in self.patterns.addressed
        return head.dep_ in {"nmod:poss", "compound"} and lemma in self.patterns.nouns
