"""Whom "he", "she", "him", "her" and "his" stand for: the person for whom most speaks, or nobody."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from extractors.inflection import written
from extractors.officials.lexicon import VERBS, Sex
from extractors.officials.people import Person
from extractors.officials.salience import NOBODY, likeliest
from extractors.officials.sexes import sex_of_name, titled
from extractors.officials.tokens import Tokens
from extractors.quotations import quoted
from extractors.syntax import antecedent, case, clausal, predicate, subjects
from extractors.tree import Token

MASCULINE: Final = frozenset({"he", "him", "himself", "his"})
FEMININE: Final = frozenset({"she", "her", "herself", "hers"})
PERSONAL: Final = MASCULINE | FEMININE
STYLES: Final = frozenset({"eminence", "excellency", "grace", "highness", "holiness", "majesty"})
FINITE: Final = frozenset({"MD", "VBD", "VBP", "VBZ"})
REFLEXIVE: Final = frozenset({"himself", "herself"})
# "Acts in his absence": not in the subject's own.
AWAY: Final = frozenset({"absence", "place", "stead"})
SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
# After how many sentences somebody is forgotten, and after how many whoever is named most.
SENTENCES, LONG = 4, 8
# From how many namings on somebody counts as named so often.
OFTEN: Final = (1, 2, 3, 5, 9)
SAYING = written(VERBS.saying)
# Relations through which a part of a phrase plays the part of the whole.
PART = frozenset({"flat", "compound", "appos", "nmod:desc", "conj", "amod"})


class Naming(Struct, frozen=True):
    """One naming of a person, by name, description or pronoun."""

    at: int  # token
    sentence: int
    paragraph: int
    part: str


def _subject(verb: Token) -> bool:
    """Whether a predicate has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _suffers(token: Token) -> bool:
    """Whether a nominal is what its verb is done to or with."""
    return token.dep_ in {"obj", "iobj"} or token.dep_.startswith("obl")


def _kind(token: Token) -> str:
    """What a pronoun is in its clause."""
    if token.dep_ in SUBJECTS:
        return "subject"
    return "owner" if token.dep_ == "nmod:poss" else "object"


class Pronouns:
    """Reads one doc from its beginning; `meant` maps the token of each resolved pronoun to a person's number."""

    def __init__(self, tokens: Tokens, people: Sequence[Person], named: dict[int, int]) -> None:
        self.tokens = tokens
        self.named = named
        self.sexes: dict[int, Sex] = titled(tokens, people)
        self.likely: dict[int, Sex] = {i: sex for i, p in enumerate(people) if (sex := sex_of_name(p.words))}
        self.meant: dict[int, int] = {}
        self.subject: dict[int, int] = {}  # the person who was the subject last, by token
        self._namings: dict[int, list[Naming]] = {}
        self._counts: dict[int, int] = {}
        self._meant_in: dict[int, int] = {}  # person → the last sentence in which a pronoun stood for them
        self._by_sex: dict[Sex, int] = {}  # whom the last pronoun of a sex stood for
        self._sayer: int | None = None
        self._spoken = quoted(tokens.doc)
        self._read()

    def _read(self) -> None:
        tokens, sentence, paragraph, current = self.tokens, 0, 0, None
        for i, lower in enumerate(tokens.lower):
            if tokens.opens[i]:
                sentence += 1
                self._forget(sentence)
            if "\n" in tokens.words[i]:
                paragraph += 1
            person = self.named.get(i)
            if person is None and lower in PERSONAL and tokens.parts[i] == "PRON" and not self._styles(i):
                person = self._antecedent(i, lower, sentence, paragraph)
                if person is not None:
                    sex: Sex = "m" if lower in MASCULINE else "f"
                    self.meant[i] = person
                    self.likely.setdefault(person, sex)
                    self._meant_in[person] = sentence
                    self._by_sex[sex] = person
            if person is not None and self.named.get(i + 1) != person:  # the last token of a naming
                part = self._part(i)
                self._counts[person] = self._counts.get(person, 0) + 1
                self._namings.setdefault(person, []).append(Naming(i, sentence, paragraph, part))
                if part in {"main", "subordinate"}:
                    current = person
                    if predicate(tokens.doc[i]).lower_ in SAYING:
                        self._sayer = person
            if current is not None:
                self.subject[i] = current

    def _styles(self, i: int) -> bool:
        """Whether a pronoun is part of a style: "His Excellency", "Her Royal Highness"."""
        return not STYLES.isdisjoint(self.tokens.lower[i + 1 : i + 3])

    def _forget(self, sentence: int) -> None:
        """Drop the namings that lie too far back, so that each pronoun looks at few people."""
        leading = max(self._counts, key=self._counts.__getitem__, default=None)
        for person, namings in [*self._namings.items()]:
            reach = LONG if person == leading else SENTENCES
            kept = [naming for naming in namings if sentence - naming.sentence <= reach]
            if kept:
                self._namings[person] = kept
            else:
                del self._namings[person]

    def _part(self, i: int) -> str:
        """The part of a naming in its sentence."""
        token = self.tokens.doc[i]
        following = token.nbor() if i + 1 < len(self.tokens) else token
        if following.tag_ in FINITE:  # "the secretary for trade X said": the tree may part X from "secretary"
            subject = next((t for t in subjects(predicate(following)) if t.i <= i), None)
            if subject is not None and all(t.pos_ != "PUNCT" for t in self.tokens.doc[subject.i : i]):
                token = subject
        while token.dep_ in PART and token.head.i != token.i and token.head.pos_ != "VERB" and not clausal(token):
            token = token.head
        relation = token.dep_
        if relation == "nmod:desc" and token.i < token.head.i:
            return "main"  # a title right before a verb
        if relation in SUBJECTS:
            return "main" if predicate(token).dep_ in {"root", "ROOT"} else "subordinate"
        if relation == "nmod:poss":
            return "owner"
        if relation in {"obj", "iobj"}:
            return "object"
        return "oblique" if relation.startswith("obl") else "else"

    def _antecedent(self, i: int, lower: str, sentence: int, paragraph: int) -> int | None:
        """The person whom a pronoun stands for, or None."""
        token = self.tokens.doc[i]
        if lower in REFLEXIVE or (token.dep_ == "nmod:poss" and token.head.lower_ == "part"):  # "for his part, A"
            own = (person for subject in subjects(predicate(token)) if (person := self._of(subject)) is not None)
            if (person := next(own, None)) is not None or lower in REFLEXIVE:
                return person
        return likeliest(self.options(token, lower, sentence, paragraph))

    def options(self, token: Token, lower: str, sentence: int, paragraph: int) -> dict[int, list[str]]:
        """What speaks for each person whom a pronoun can stand for, and for nobody."""
        sex: Sex = "m" if lower in MASCULINE else "f"
        blocked, ahead = self._blocked(token, lower), self._ahead(token)
        people = {*self._namings, *(() if ahead is None else (ahead[1],))} - blocked
        people = {person for person in people if self.sexes.get(person, sex) == sex}
        last = {person: namings[-1] for person in people if (namings := self._namings.get(person))}
        nearest = max(last.values(), key=lambda naming: naming.at, default=None)
        most = max(self._counts.values(), default=0)
        leading = [person for person, count in self._counts.items() if count == most]
        roles = dict(self._clauses(token))
        kind = _kind(token)
        options = {NOBODY: ["nobody", "nobody-quoted" if self._spoken[token.i] else "nobody-told"]}
        for person in sorted(people):
            cues = [self._sex(person, sex)]
            if namings := self._namings.get(person):
                gap = sentence - namings[-1].sentence
                near = [naming.part for naming in namings if naming.sentence == namings[-1].sentence]
                cues += [f"gap-{min(gap, SENTENCES)}", f"{near[-1]}-{min(gap, 2)}", f"{near[-1]}-{min(gap, 2)}-{kind}"]
                cues += [f"{part}-before" for part in {*near[:-1]} - {near[-1]}]
                if gap == 1 and kind == "subject" and "main" in near:
                    cues.append("parallel")
                acting = [naming.sentence for naming in namings if naming.part in {"main", "subordinate"}]
                if acting and acting[-1] != namings[-1].sentence:
                    cues.append(f"acting-{min(sentence - acting[-1], SENTENCES)}")
                if any(naming.paragraph == paragraph for naming in namings):
                    cues.append("paragraph")
                if nearest is not None and (gap, near[-1]) == (sentence - nearest.sentence, nearest.part):
                    cues.append("nearest")  # or beside the nearest: "A and B met; he"
            cues.append(f"often-{max(n for n in OFTEN if n <= max(1, self._counts.get(person, 0)))}")
            if leading == [person]:
                cues.append("leading")
            if sentence - self._meant_in.get(person, -9) <= 1:
                cues.append("continued")
            if self._by_sex.get(sex) == person:
                cues.append("same-sex-before")
            if person in roles:
                cues.append(f"{roles[person]}-{kind}")
            if ahead is not None and ahead[1] == person:
                cues.append(ahead[0])
            if person == self._sayer and kind == "subject" and token.head.lower_ in SAYING and namings:
                cues.append(f"says-again-{min(sentence - namings[-1].sentence, 2)}")
            options[person] = cues
        return options

    def _sex(self, person: int, sex: Sex) -> str:
        if person in self.sexes:
            return "title-agrees"
        known = self.likely.get(person)
        return "name-open" if known is None else "name-agrees" if known == sex else "name-differs"

    def _clauses(self, token: Token) -> Iterator[tuple[int, str]]:
        """Who takes what part in the clauses around a pronoun, the nearest last."""
        verb = predicate(token)
        steps = [verb, *verb.ancestors]
        for step in reversed(steps[1:]):
            for child in step.children:
                if child.i < token.i and _suffers(child) and (person := self._of(child)) is not None:
                    yield person, "above-object"
            for subject in subjects(step):
                if (person := self._of(subject)) is not None:
                    yield person, "above-subject"
        for ancestor in token.ancestors:
            if (person := self.named.get(ancestor.i)) is not None:
                yield person, "around"
        for child in verb.children:
            if child.i < token.i and _suffers(child) and (person := self._of(child)) is not None:
                yield person, "own-object"
        for subject in subjects(verb):
            if subject.i != token.i and (person := self._of(subject)) is not None:
                yield person, "own-subject"
        if (person := self._beside(token)) is not None:
            yield person, "beside"

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
        if token.dep_ == "nmod:poss" and token.head.lower_ in AWAY and case(token.head) == "in":
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

    def _ahead(self, token: Token) -> tuple[str, int] | None:
        """The subject after what stands before it: "Before he left, A said", "On his second visit, A"."""
        verb = predicate(token)
        clause = verb.dep_ == "advcl" and verb.head.i > token.i
        told = "clause" if clause and _subject(verb) else "participle" if clause else "phrase"
        for subject in subjects(verb.head if clause else verb):
            person = self._of(subject)
            if subject.i > token.i and person is not None:
                return f"ahead-{told}", person
        return None
