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
        if any(child.dep_ == "case" and child.tag_ != "POS" for child in head.children):
            return False
        if head.dep_ == "nsubj" and governor.pos_ in {"VERB", "AUX"}:
            return governor.lemma_.lower() in self.patterns.verbs
        if head.dep_ == "nsubj:pass":
            return governor.lemma_.lower() in self.patterns.verbs
        if head.dep_ in {"nmod:poss", "compound"} and governor.pos_ == "NOUN":
            return governor.lemma_.lower() in self.patterns.nouns
        return False
