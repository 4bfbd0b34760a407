"""The token of whoever speaks: by the tree where it holds, else by what stands beside the verb."""

from extractors.cast import agents
from extractors.statements.speakers import Speakers
from extractors.syntax import NOMINAL, subjects
from extractors.tree import Token, Tree

# Whoever is quoted passively speaks: "was quoted as saying", "is reported to have said".
QUOTED = frozenset({"quoted", "cited", "reported", "recorded", "heard", "overheard", "filmed"})
STOPS = frozenset({".", "?", "!"})
# How far from a verb its subject is looked for after it, and before it, where the tree shows none.
NEAR, FAR = 12, 60


class Subjects:
    """Finds the subjects of verbs of saying in one doc; what stands in quotation marks (`quoted`) is none."""

    def __init__(self, doc: Tree, speakers: Speakers, quoted: bytearray) -> None:
        self.doc = doc
        self.speakers = speakers
        self.quoted = quoted

    def source(self, according: Token) -> Token | None:
        """Whom "according to" names."""
        after = according.i + 1
        if after >= len(self.doc) or self.doc[after].lower_ != "to":
            return None
        if according.head.i > after and not self.quoted[according.head.i]:
            return according.head
        return self._first_nominal(after + 1)

    def of(self, verb: Token) -> Token | None:
        """The subject of a verb; for a passive one, its agent."""
        helpers = [child for child in verb.children if child.dep_.startswith("aux")]
        participle = verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not helpers
        if participle or any(helper.dep_ == "aux:pass" for helper in helpers):
            return next((agent for agent in agents(verb) if not self.quoted[agent.i]), None)
        subject = self._by_tree(verb)
        if subject is not None and self.speakers.is_person(subject):
            return subject
        return self._apposed(verb.i) or subject or self._beside(verb)

    def _by_tree(self, verb: Token) -> Token | None:
        """The nearest subject that the tree gives, rather before the verb, on its side of any quotation."""
        inverted = verb.dep_ == "parataxis" and verb.i > 0 and self.doc[verb.i - 1].text == ","
        closed = self._closes(verb.i)
        found = [
            subject
            for subject in subjects(verb)
            if not self.quoted[subject.i]
            and (subject.head.i == verb.i or not inverted)
            and (subject.dep_ != "nsubj:pass" or subject.head.lower_ in QUOTED)
            and (verb.tag_ != "VBG" or subject.i < verb.i)
            and (not closed or subject.i > verb.i)
            and not any(self.quoted[verb.i : subject.i])
        ]
        before = [subject for subject in found if subject.i < verb.i]
        return before[-1] if before else found[0] if found else None

    def _closes(self, i: int) -> bool:
        """Whether a quotation ends right before a token, and a nominal phrase follows it: "…,” said the mayor"."""
        before = i - 2 if i > 1 and self.doc[i - 1].text == "," else i - 1
        following = i + 1 < len(self.doc) and self.doc[i + 1].pos_ in {*NOMINAL, "DET", "ADJ"}
        return before >= 0 and bool(self.quoted[before]) and following

    def _apposed(self, i: int) -> Token | None:
        """A name with a title or between commas right before a verb: "the delegate to the council, A B, said"."""
        comma = self.doc[i - 1].text == ","
        last = i - 2 if comma else i - 1
        if last < 1 or last not in self.speakers.people:
            return None
        person, first = self.speakers.people[last], last
        while first > 0 and self.speakers.people.get(first - 1) is person:
            first -= 1
        name, before = self.doc[first], self.doc[first - 1]
        if first == 0 or name.dep_ in {"obj", "iobj", "obl"}:
            return None
        return name if before.text == "," or (not comma and before.pos_ in {"NOUN", "PROPN"}) else None

    def _beside(self, verb: Token) -> Token | None:
        """The nominal right before a verb or, where a mark opens its clause, right after.

        A participle takes the subject of the sentence before it: "A defended the plan, saying …".
        """
        doc = self.doc
        before = verb.i - 1
        while before >= 0 and doc[before].dep_ in {"aux", "advmod"}:
            before -= 1
        if before >= 0 and not self.quoted[before] and doc[before].pos_ in NOMINAL:
            return self._top(doc[before])
        opened = before < 0 or self.quoted[before] or doc[before].is_space
        opened = opened or (doc[before].text == "," and verb.tag_ != "VBG")
        if opened and (following := self._first_nominal(verb.i + 1)) is not None:
            return following
        for i in range(before, max(-1, before - FAR), -1):
            token = doc[i]
            if token.text in STOPS or token.is_space:
                return None
            if token.dep_.startswith("nsubj") and not self.quoted[i]:
                return token
        return None

    def _first_nominal(self, start: int) -> Token | None:
        """The head of the first nominal phrase from a token on, if nothing cuts it off."""
        for i in range(start, min(start + NEAR, len(self.doc))):
            token = self.doc[i]
            if self.quoted[i] or token.is_punct or token.is_space:
                return None
            if token.pos_ in NOMINAL:
                return self._top(token)
        return None

    def _top(self, token: Token) -> Token:
        """The head of the whole nominal phrase that a token stands in."""
        while (
            token.head.i != token.i
            and token.head.pos_ in NOMINAL
            and token.dep_ not in {"nsubj", "obj"}
            and not self.quoted[token.head.i]
        ):
            token = token.head
        return token
