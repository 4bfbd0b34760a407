"""People on a par with officials whose own office is not said: "she dined with X", "talks with A, B and C"."""

from extractors.officials.ledger import Ledger, Linker
from extractors.officials.lexicon import VERBS, WORDS
from extractors.officials.lists import Lists
from extractors.officials.people import Name
from extractors.officials.tokens import NOUN_TAGS, POSSESSIVES
from extractors.syntax import case, copular

JOINTS = frozenset({",", "and", "&", ";"})
PARTIES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"})
# What an official calls whoever is on a par with him.
ALIKE = frozenset({"colleague", "counterpart", "host", "peer"})
# Where somebody is asked or welcomed.
BRINGING = frozenset({"bring", "host", "invite", "receive", "welcome"})
WHITHER = frozenset({"at", "in", "to"})
CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})


class Peers(Linker):
    """People on a par with officials whose own office is not said."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.lists = Lists(ledger)

    def find(self, officials: set[int], countries: dict[int, set[str]]) -> dict[int, Name]:
        """Whoever else is named as officials are named, and where.

        `officials` are those whose office is known, `countries` those whom the ones who deal with other states serve.
        """
        found: dict[int, Name] = {}
        foreign = len(set().union(*countries.values())) > 1 and 3 * len(countries) >= len(officials)
        if not (self.parsed and foreign):
            return found
        bare = {i for i in range(len(self.people)) if i not in officials and not self._described(i)}
        more = bool(bare)
        while more:
            known = countries.keys() | found.keys()
            new = {i: name for i in bare - known if (name := self._on_a_par(i, known))}
            found |= new
            more = bool(new)
        return found

    def _on_a_par(self, person: int, known: set[int]) -> Name | None:
        """The naming by which a person stands on a par with somebody known."""
        names = self.people[person].names
        whole = any(len(name.words) > 1 for name in names)
        for name in names:
            if (
                self._met(name, known)
                or self._listed(name, known)
                or (whole and (self._of_country(name, known) or self._acts(name)))
            ):
                return name
        return None

    def _described(self, person: int) -> bool:
        """Whether words beside the name say who it is: "the economist X", "X, a shopkeeper", "X, who sells cars"."""
        words = WORDS.honorifics
        for name in self.people[person].names:
            head = self.doc.root(name.start, name.end)
            if head.dep_ == "appos" and head.head.pos_ == "NOUN" and head.head.lower_ not in ALIKE:
                return True
            if self._named_after_noun(name.start) or self._of_body(name.end):
                return True
            for child in head.children:
                noun = child.pos_ == "NOUN" and child.lower_ not in words
                if noun and child.dep_ in {"appos", "compound", "nmod:desc"}:
                    return True
                lasting = child.tag_ in {"VBZ", "VBP"} or copular(child)
                if child.dep_ == "acl:relcl" and lasting and any(word.lower_ == "who" for word in child.subtree):
                    return True
        return False

    def _named_after_noun(self, start: int) -> bool:
        """Whether a noun that is neither honorific nor part of the sentence before runs into the name: "CEO X"."""
        before = start - 1
        return (
            before >= 0
            and self.tokens.tags[before] in NOUN_TAGS
            and not self.tokens.opens[start]
            and self.lower[before] not in WORDS.honorifics
            and self.tokens.heads[before] in range(start, start + 4)
        )

    def _of_body(self, end: int) -> bool:
        """Whether the name goes with a body: "X of the Ruritanian Bar"."""
        match = self.affiliations.get(end + 1 + (self.lower[end + 1 : end + 2] == ["the"]))
        return self.lower[end : end + 1] == ["of"] and match is not None and match.kind == "body"

    def _listed(self, name: Name, known: set[int]) -> bool:
        """Whether a list of names, each with its country or without, holds an official beside the name."""
        after = self._past_joint(self._past_country(name.end))
        if after in self.starts and self.starts[after][0] in known:
            return True
        before = name.start - 1
        if before >= 0 and self.lower[before] in POSSESSIVES:
            match = self.ending_affiliations.get(before)
            before = match.start - 1 if match else before
        joined = False
        while before >= 0 and (self.lower[before] in JOINTS or self.lower[before] in WORDS.honorifics):
            joined = joined or self.lower[before] in JOINTS
            before -= 1
        if not joined:
            return False
        for end in range(before + 1, max(before - 4, 0), -1):
            if end in self.ends and self._past_country(end) == before + 1:
                return self.ends[end][0] in known
        return False

    def _acts(self, name: Name) -> bool:
        """Whether the name, whole, is the subject or object of a clause: the reader is taken to know who that is."""
        head = self.doc.root(name.start, name.end)
        before = self.lower[name.start - 1].rstrip(".")
        return head.dep_ in CORE and head.head.pos_ == "VERB" and len(name.words) > 1 and before not in WORDS.learned

    def _of_country(self, name: Name, known: set[int]) -> bool:
        """Whether the name stands with its country in a sentence with an official."""
        of_country = self.lists.country_beside(name.start, name.end) is not None
        return of_country and any(self.ledger.same_sentence(other, name.start) for other in known)

    def _past_country(self, position: int) -> int:
        """Past "of Fiji" or "(Fiji)" after a name."""
        if position + 1 >= len(self.lower) or self.lower[position] not in {"of", "("}:
            return position
        match = self.affiliations.get(position + 1 + (self.lower[position + 1] == "the"))
        if match is None:
            return position
        return match.end + (self.lower[position] == "(")

    def _past_joint(self, position: int) -> int:
        """Past "and" or a comma, and a country that owns the next name, to that name; -1 where nothing joins."""
        start = position
        while position < len(self.lower) and self.lower[position] in JOINTS:
            position += 1
        if position == start:
            return -1
        match = self.affiliations.get(position)
        if match and match.end < len(self.lower) and self.lower[match.end] in POSSESSIVES:
            return match.end + 1
        return self.ledger.past_honorifics(position)

    def _met(self, name: Name, known: set[int]) -> bool:
        """Whether a verb of encounter, or "with", ties the name to an official of its clause."""
        head = self.doc.root(name.start, name.end)
        while head.dep_ == "conj":
            head = head.head
        if head.dep_ not in PARTIES and not head.dep_.startswith("nmod"):
            return False
        verb = head.head
        if case(head) in WHITHER and verb.lemma_ in BRINGING:
            return False  # "welcomed her to X"
        company = any(child.lower_ == "with" for child in head.children)
        if verb.lemma_ not in VERBS.encountering and not company:
            return False
        while verb.pos_ != "VERB" and verb.head.i != verb.i:
            verb = verb.head
        for child in (*verb.children, *(verb.head.children if verb.dep_ in {"xcomp", "conj", "advcl"} else ())):
            if child.dep_ in PARTIES and child.i != head.i:
                other = self.ledger.person(child)
                if other is not None and other in known:
                    return True
        return False
