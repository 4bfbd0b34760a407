"""When people took up their offices: "X, who took office in March", "came to power", "became premier on Monday"."""

from collections import defaultdict

from msgspec import Struct

from extractors.matches import DateMatch, RoleMatch
from extractors.officials.ledger import Ledger, Linker
from extractors.officials.lexicon import NOUNS, VERBS
from extractors.officials.pronouns import PERSONAL
from extractors.syntax import subjects
from extractors.tree import Token
from schemas.official import Office

# These say by themselves, in the passive, that an office is entered.
PASSIVE = frozenset({"inaugurate", "swear"})
BECOMING = "become"
ENTERING = PASSIVE | {BECOMING, *VERBS.taking}
# The offices of which it is said that somebody takes office or power.
POWERFUL: frozenset[Office] = frozenset(
    {"deputy_head", "foreign_minister", "head_of_government", "head_of_state", "igo", "minister", "subnational"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
MAIN = frozenset({"root", "ROOT", "conj", "parataxis"})
COMPLEMENTS = frozenset({"obj", "obl", "xcomp"})
# Tokens after the office within which its date begins.
FOLLOWING = 4


class Term(Struct, frozen=True):
    """When somebody took up an office; the words of its title, or none where only office or power is told of."""

    date: DateMatch
    title: str | None

    def fits(self, role: RoleMatch) -> bool:
        """Whether a role is the one that was taken up."""
        if self.title is None:
            return role.status in {"current", "acting", "elect"} and role.office in POWERFUL
        return role.title.lower().endswith(self.title)


class Terms(Linker):
    """Reads when terms began; to be asked when everybody's offices are known."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._offices = {holding.phrase.head: holding.phrase.text.lower() for holding in ledger.holdings}

    def began(self) -> dict[int, list[Term]]:
        """The terms of each person, in order of the text."""
        by_token = {i: date for date in self.doc._.dates for i in range(date.start, date.end)}
        found: defaultdict[int, list[Term]] = defaultdict(list)
        for position in self.ledger.verbs(ENTERING) if by_token else ():
            verb = self.doc[position]
            person, entered = self._enterer(verb), self._entered(verb)
            if person is not None and entered is not None and (date := self._date(verb, entered, by_token)) is not None:
                title = (
                    self._offices.get(entered.i) if verb.lemma_ == BECOMING else NOUNS.governments.get(entered.lower_)
                )
                found[person].append(Term(date, title))
        return found

    def _enterer(self, verb: Token) -> int | None:
        """Who takes up an office; in a subordinate clause ("since he took office") a pronoun may mean anybody."""
        pronoun = any(subject.lower_ in PERSONAL for subject in subjects(verb))
        return None if pronoun and verb.dep_ not in MAIN else self.ledger.subject(verb)

    def _entered(self, verb: Token) -> Token | None:
        """The office or power that is entered; the verb itself where it alone says so."""
        if verb.lemma_ in PASSIVE:
            return verb if any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children) else None
        for child in verb.children:
            relation = "obl" if verb.lemma_ == "come" else "obj"
            if verb.lemma_ == BECOMING and child.dep_ in COMPLEMENTS and child.i in self._offices:
                return child
            if verb.lemma_ != BECOMING and child.dep_ == relation and child.lower_ in VERBS.taking[verb.lemma_]:
                return child
        return None

    def _date(self, verb: Token, entered: Token, by_token: dict[int, DateMatch]) -> DateMatch | None:
        """The date that hangs on the verb or follows what it takes, or that it describes: "in May, when X took it"."""
        for child in verb.children:
            if child.i in by_token and child.dep_ not in SUBJECTS:
                return by_token[child.i]
        for token in self.doc[entered.i + 1 : entered.i + 1 + FOLLOWING]:
            if token.i in by_token:
                return by_token[token.i]
            if token.is_punct or token.pos_ in {"VERB", "AUX"}:
                break
        when = next((child.i for child in verb.children if child.lower_ == "when"), 0)
        before = when - 1 if when and self.lower[when - 1] != "," else when - 2
        return by_token.get(before) if before >= 0 else None
