"""Whom "he", "she", "him", "her" and "his" stand for: the most salient person who fits, or nobody.

Salience after Lappin and Leass (1994): what part a naming plays in its sentence, halved with each sentence since.
"""

from collections.abc import Sequence
from typing import Final

from extractors.inflection import written
from extractors.officials.lexicon import VERBS, Sex
from extractors.officials.people import Person
from extractors.officials.sexes import sex_of_name, titled
from extractors.officials.tokens import Tokens
from extractors.quotations import quoted
from extractors.syntax import antecedent, clausal, predicate, subjects
from extractors.tree import Token

MASCULINE: Final = frozenset({"he", "him", "himself", "his"})
FEMININE: Final = frozenset({"she", "her", "herself", "hers"})
PERSONAL: Final = MASCULINE | FEMININE
STYLES: Final = frozenset({"eminence", "excellency", "grace", "highness", "holiness", "majesty"})
REFLEXIVE: Final = frozenset({"himself", "herself"})
SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
# What a naming weighs by the part of its phrase in the sentence.
MAIN, SUBORDINATE, OWNER, OBJECT, OBLIQUE, ELSE = 1.0, 0.8, 0.55, 0.5, 0.4, 0.3
# What remains of a weight with each sentence since, and after how many nothing does.
FADING, SENTENCES = 0.5, 3
# After how many sentences it is still whoever is named most that is meant, where the others weigh less than this.
LONG, WEAK = 8, 0.14
# What a naming in the pronoun's own sentence gains.
NEAR = 1.5
# What is left of somebody whose given name is of the right sex, of either, or of the other (which may be a surname).
LIKELY: Final = {True: 1.0, None: 0.7, False: 0.3}
# What is gained by whoever a pronoun stood for in the sentence before or in this one.
CONTINUED: Final = 1.3
# What each naming before adds, and up to how many.
OFTEN, COUNTED = 0.065, 8
# Two fit where the second weighs this share of the first.
UNDECIDED: Final = 0.9
SAYING = written(VERBS.saying)
# Relations through which a part of a phrase plays the part of the whole.
PART = frozenset({"flat", "compound", "appos", "nmod:desc", "conj", "amod"})


def _subject(verb: Token) -> bool:
    """Whether a predicate has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _suffers(token: Token) -> bool:
    """Whether a nominal is what its verb is done to or with."""
    return token.dep_ in {"obj", "iobj"} or token.dep_.startswith("obl")


class Pronouns:
    """Reads one doc from its beginning; `meant` maps the token of each resolved pronoun to a person's number."""

    def __init__(self, tokens: Tokens, people: Sequence[Person], named: dict[int, int]) -> None:
        self.tokens = tokens
        self.named = named
        self.sexes: dict[int, Sex] = titled(tokens, people)
        self.likely: dict[int, Sex] = {i: sex for i, p in enumerate(people) if (sex := sex_of_name(p.words))}
        self.meant: dict[int, int] = {}
        self.subject: dict[int, int] = {}  # the person who was the subject last, by token
        self._meant_in: dict[int, int] = {}  # person → the last sentence in which a pronoun stood for them
        self._weights: dict[int, dict[int, float]] = {}  # person → sentence → weight of the weightiest naming
        self._counts: dict[int, int] = {}
        self._spoken = quoted(tokens.doc)
        self._read()

    def _read(self) -> None:
        tokens, sentence, current = self.tokens, 0, None
        for i, lower in enumerate(tokens.lower):
            if tokens.opens[i]:
                sentence += 1
                self._forget(sentence)
            person = self.named.get(i)
            if person is None and lower in PERSONAL and tokens.parts[i] == "PRON" and not self._styles(i):
                person = self._antecedent(i, lower, sentence)
                if person is not None:
                    self.meant[i] = person
                    self._meant_in[person] = sentence
            if person is not None:
                weight = self._part(i)
                known = self._weights.setdefault(person, {})
                known[sentence] = max(known.get(sentence, 0.0), weight)
                self._counts[person] = self._counts.get(person, 0) + 1
                if weight >= SUBORDINATE:
                    current = person
            if current is not None:
                self.subject[i] = current

    def _styles(self, i: int) -> bool:
        """Whether a pronoun is part of a style: "His Excellency", "Her Royal Highness"."""
        return not STYLES.isdisjoint(self.tokens.lower[i + 1 : i + 3])

    def _forget(self, sentence: int) -> None:
        """Drop the namings that lie too far back, so that each pronoun looks at few people."""
        leading = max(self._counts, key=self._counts.__getitem__, default=None)
        for person, weights in [*self._weights.items()]:
            reach = LONG if person == leading else SENTENCES
            kept = {at: weight for at, weight in weights.items() if sentence - at <= reach}
            if kept:
                self._weights[person] = kept
            else:
                del self._weights[person]

    def _part(self, i: int) -> float:
        """What a naming weighs by its part in the sentence."""
        token = self.tokens.doc[i]
        while token.dep_ in PART and token.head.i != token.i and token.head.pos_ != "VERB" and not clausal(token):
            token = token.head
        relation = token.dep_
        if relation == "nmod:desc" and token.i < token.head.i:
            return MAIN  # a title right before a verb
        if relation in SUBJECTS:
            main = predicate(token).dep_ in {"root", "ROOT"}
            return MAIN if main else SUBORDINATE
        if relation == "nmod:poss":
            return OWNER
        if relation in {"obj", "iobj"}:
            return OBJECT
        return OBLIQUE if relation.startswith("obl") else ELSE

    def _antecedent(self, i: int, lower: str, sentence: int) -> int | None:
        sex: Sex = "m" if lower in MASCULINE else "f"
        token = self.tokens.doc[i]
        blocked = self._blocked(token, lower)
        beside = self._beside(token)
        if (
            beside is not None
            and beside not in blocked
            and self.sexes.get(beside, sex) == sex == self.likely.get(beside, sex)
        ):
            return beside
        scores: dict[int, float] = {}
        far, strongest = None, 0.0
        for person, weights in self._weights.items():
            if person in blocked or self.sexes.get(person, sex) != sex:
                continue
            best = max(
                weight * FADING ** (sentence - at) * (NEAR if at == sentence else 1) for at, weight in weights.items()
            )
            if all(sentence - at > SENTENCES for at in weights):
                far = person
                continue
            strongest = max(strongest, best)
            known = 1.0 if person in self.sexes else LIKELY[self.likely.get(person) and self.likely[person] == sex]
            scores[person] = (best + OFTEN * min(self._counts[person], COUNTED)) * known
            if sentence - self._meant_in.get(person, -1) <= 1:
                scores[person] *= CONTINUED
        if (ahead := self._ahead(token, sex)) is not None and not any(
            sentence in self._weights[person] for person in scores
        ):
            return ahead
        if far is not None and strongest < WEAK:
            return far
        if not scores:
            return None
        first, *rest = sorted(scores, key=lambda person: -scores[person])
        if rest and scores[rest[0]] >= UNDECIDED * scores[first]:
            return None
        self.likely.setdefault(first, sex)
        return first

    def _blocked(self, token: Token, lower: str) -> set[int]:
        """Whom a pronoun cannot mean: the subject whose object it is, and whoever speaks the words it stands in."""
        found: set[int] = set()
        verb = predicate(token)
        if token.dep_ in SUBJECTS or token.dep_ == "conj":  # "A and he"
            beside = [child for child in token.head.children if child.dep_ in SUBJECTS and child.i < token.i]
            beside += [token.head] if token.dep_ == "conj" else []
            found |= {person for other in beside if (person := self._of(other)) is not None}
        if token.dep_ in SUBJECTS and token.head.i == verb.i:  # "he met A": not A
            acts = [verb, *(child for child in verb.children if child.dep_ == "conj" and not _subject(child))]
            suffering = [child for act in acts for child in act.children if child.i > token.i and _suffers(child)]
            found |= {person for other in suffering if (person := self._of(other)) is not None}
        if token.dep_ not in SUBJECTS and token.dep_ != "nmod:poss" and lower not in REFLEXIVE:
            found |= {person for subject in subjects(verb) if (person := self._of(subject)) is not None}
        if token.dep_ == "nmod:poss" and (owned := self._of(token.head)) is not None:
            found.add(owned)  # "his spokeswoman, B": not B's
        if self._spoken[token.i]:
            for step in (verb, *verb.ancestors):
                if step.lower_ in SAYING and not self._spoken[step.i]:
                    found |= {person for subject in subjects(step) if (person := self._of(subject)) is not None}
        return found

    def _beside(self, token: Token) -> int | None:
        """A of "A and her colleague"."""
        owned = token.head
        if token.dep_ != "nmod:poss" or owned.dep_ != "conj":
            return None
        listed = [owned.head, *(child for child in owned.head.children if child.dep_ == "conj" and child.i < owned.i)]
        return self._of(listed[-1])

    def _of(self, token: Token) -> int | None:
        """The person whom a nominal names or means."""
        token = antecedent(token)
        for step in (token, *(child for child in token.children if child.dep_ in PART - {"conj"})):
            if (person := self.named.get(step.i, self.meant.get(step.i))) is not None:
                return person
        return None

    def _ahead(self, token: Token, sex: Sex) -> int | None:
        """The subject of the main clause after a clause before it: "Before he left, A said"."""
        clause = predicate(token)
        if clause.dep_ != "advcl" or clause.head.i < token.i:
            return None
        for subject in subjects(clause.head):
            person = self._of(subject)
            if subject.i > token.i and person is not None and self.sexes.get(person, sex) == sex:
                return person
        return None
