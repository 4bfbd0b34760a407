"""Titles said of people by verbs: "X, who was …", "elected …", "served as …"."""

from extractors.officials import stances
from extractors.officials.ledger import ONE, Linker
from extractors.officials.lexicon import KINDS, NOUNS, VERBS, WORDS
from extractors.officials.phrases import OfficePhrase
from extractors.officials.tokens import POSSESSIVES
from extractors.syntax import negated, tense
from extractors.tree import Token
from schemas.official import RoleStatus

RUNNING = frozenset({"running", "standing", "campaigning", "competing", "vying"})
COPULAS = frozenset({"is", "was", "been", "has", "had", "became", "becomes", "remains", "will", "be", "remained"})
COUNTING = frozenset({"fifth", "first", "fourth", "last", "latest", "only", "second", "sixth", "third"})
CHOSEN = frozenset({"appointed", "elected", "named"})
# What stands between "who" and a title that is said of somebody.
SAID_OF = CHOSEN | {"is", "'s", "’s", "was", "been", "became", "becomes", "remained", "remains", "served", "serves"}
# "Promoted X to" some office; others rise by themselves.
MOVING = frozenset({"elevate", "promote", "raise"})
# "Called herself the president".
NAMING, REFLEXIVE = frozenset({"call", "crown", "declare", "proclaim", "style"}), frozenset({"herself", "himself"})
# "X, the predecessor of Y as premier".
SUCCEEDED: dict[str, RoleStatus] = {"predecessor": "former", "successor": "current"}
# "Bowed out as mayor".
OUT = frozenset({"aside", "down", "out"})
# A person, the status where it is said, and the start of the words that say so.
Found = tuple[int, RoleStatus | None, int]


class Predicates(Linker):
    """Titles said of people by verbs: "X, who was …", "elected …", "served as …"."""

    def link(self, phrase: OfficePhrase) -> None:
        """Find whom a verb says a title of, first by the words around it, then by the tree."""
        if phrase.end < len(self.lower) and self.lower[phrase.end] in POSSESSIVES:
            return
        if phrase.title.words in KINDS.leaders and self._counts(phrase):
            return  # "is the fifth foreign leader to visit the island"
        found = (
            self._who_clause(phrase)
            or self._chosen(phrase)
            or self._copular(phrase)
            or self._inverted(phrase)
            or self._joined(phrase)
            or (self._by_tree(phrase) if self.parsed else None)
        )
        if found:
            person, status, start = found
            self.ledger.hold(person, phrase, "predicate", status, start=min(start, phrase.start), end=phrase.end)

    def _joined(self, phrase: OfficePhrase) -> Found | None:
        """ "Became leader of the party and prime minister": what a verb says of the title before, it says of this."""
        before = self.ledger.by_end.get(phrase.start - 1) if self.lower[phrase.start - 1] == "and" else None
        bare = phrase.start == phrase.title_start and not phrase.plural and phrase.title.strength == "full"
        for holding in self.ledger.told(before) if before and bare else ():
            if holding.rule == "officials.predicate":
                return holding.person, holding.status, holding.start
        return None

    def _who_clause(self, phrase: OfficePhrase) -> Found | None:
        """X, who was/has been/became/served as … TITLE."""
        for position in range(phrase.start - 1, max(phrase.start - 9, 0), -1):
            lower = self.lower[position]
            if lower in {",", ".", ";", "and", "but"} or position in self.named:
                return None
            if lower == "who":
                end = position if position in self.ends else position - 1
                end = self.ledger.past_asides(end) if end not in self.ends else end
                end = self._past_description(end)
                if end not in self.ends:
                    return None
                verbs = set(self.lower[position + 1 : phrase.start])
                if self.lower[phrase.start - 1] != "as" and verbs.isdisjoint(SAID_OF):
                    return None
                if verbs & {"not", "n't", "never"}:
                    return None
                person, start = self.ends[end]
                status = phrase.status
                if verbs & RUNNING:
                    status = "candidate"
                elif status is None and verbs & {"was", "served"} and verbs.isdisjoint(CHOSEN | {"has", "sworn"}):
                    status = "former"
                return person, status, start
        return None

    def _past_description(self, end: int) -> int:
        """From "who" back over ", a former banker" to the end of the name that it describes."""
        if end in self.ends:
            return end
        for position in range(end - 1, max(end - 9, 0), -1):
            if position in self.named or self.lower[position] in {".", ";"}:
                break
            if self.lower[position] == "," and self.lower[position + 1] in {"a", "an", "the"}:
                return self.ledger.past_asides(position)
        return end

    def _copular(self, phrase: OfficePhrase) -> Found | None:
        """X is/was/has been/became [the] TITLE, read off the words."""
        position = phrase.start - 1
        while position > 0 and self.lower[position] in WORDS.adverbs:
            position -= 1
        last = self.lower[position] if position > 0 else ""
        if last not in COPULAS:
            return None
        while position > 0 and (self.lower[position - 1] in COPULAS or self.lower[position - 1] in WORDS.adverbs):
            position -= 1
        if position not in self.ends or self.lower[position] == "be":
            return None
        verbs = set(self.lower[position : phrase.start])
        person, start = self.ends[position]
        status = phrase.status
        if status is None and "will" in verbs:
            status = None if self._counts(phrase) else "elect"
        elif status is None and "was" in verbs:
            status = "former"
        return person, status, start

    def _counts(self, phrase: OfficePhrase) -> bool:
        """Whether a title counts who does something in office: "the first minister to visit the island"."""
        counted = not COUNTING.isdisjoint(self.lower[phrase.start : phrase.head])
        return counted and self.lower[phrase.end : phrase.end + 1] == ["to"]

    def _inverted(self, phrase: OfficePhrase) -> Found | None:
        """Fiji's premier is X."""
        verb = self.lower[phrase.end] if phrase.end < len(self.lower) else ""
        future = self.lower[phrase.end : phrase.end + 2] == ["will", "be"]
        start = self.ledger.past_honorifics(phrase.end + 1 + future)
        if not (future or verb in {"is", "remains", "was"}) or start not in self.starts or phrase.plural:
            return None
        person, end = self.starts[start]
        if end < len(self.lower) and self.lower[end] in POSSESSIVES:
            return None
        return person, phrase.status or ("former" if verb == "was" else "elect" if future else None), phrase.start

    def _chosen(self, phrase: OfficePhrase) -> Found | None:
        """X, elected president in May, …; X's election as president; X for president."""
        position = phrase.start - 1
        if position > 0 and self.lower[position] == "for" and not phrase.determiner and position in self.ends:
            person, start = self.ends[position]
            return (person, "candidate", start) if phrase.title.strength == "full" else None
        if position > 0 and self.lower[position] == "as":
            position -= 1
        verb = self.tokens.doc[position].lemma_ if position > 0 else ""
        if self.tokens.tags[position] in {"VBN", "VBD"} and verb in VERBS.choosing | VERBS.nominating:
            back = position - 1
            while back > 0 and self.lower[back] in {"newly", "first", "recently", "re", "-", "later", "then"}:
                back -= 1
            end = self.ledger.past_asides(back) if self.lower[back] == "," else -1
            if end in self.ends:
                person, start = self.ends[end]
                return person, phrase.status or ("nominee" if verb in VERBS.nominating else None), start
        if self.lower[position] in NOUNS.elections and self.lower[position + 1] == "as":
            for back in range(position - 1, max(position - 6, 0), -1):
                if self.lower[back] in POSSESSIVES and back in self.ends:
                    person, start = self.ends[back]
                    return person, phrase.status, start
        return None

    def _by_tree(self, phrase: OfficePhrase) -> Found | None:
        """A title that is the predicate of a clause or hangs on a verb or noun."""
        head = self.ledger.head(phrase)
        if phrase.plural and head.lower_ != ONE:
            return None
        copula = next((child for child in head.children if child.dep_ == "cop"), None)
        if copula is not None:
            if negated(head):
                return None
            asked = self._asked(head, copula)
            if asked is not None:
                return asked, phrase.status or "nominee", self.ledger.start_of(asked, phrase)
            person = self.ledger.subject(head)
            if person is None:
                return None
            perfect = any(child.lemma_ == "have" for child in head.children if child.dep_.startswith("aux"))
            chosen = any(child.dep_ == "amod" and child.lemma_ in VERBS.choosing for child in head.children)
            now = perfect or (chosen and not phrase.determiner)  # "was re-elected mayor"
            counted = self._counts(phrase) and tense(head) == "future"
            status = phrase.status or ("current" if now or counted else self._status_by_tense(head))
            return person, status, self.ledger.start_of(person, phrase)
        verb = head.head
        if verb.dep_ == "obl:agent":
            verb = verb.head  # "chosen by X as premier"
        if verb.i == head.i or verb.pos_ not in {"VERB", "AUX", "NOUN", "ADJ", "ADV"}:
            return None
        if head.dep_ not in {"xcomp", "obl", "obj", "ccomp", "iobj", "nmod", "obl:arg", "dep", "advcl", "acl"}:
            return None
        return self._by_verb(phrase, head, verb)

    def _asked(self, head: Token, copula: Token) -> int | None:
        """Whom a verb asks or picks for an office: "chose X to be premier", "X was tapped to be premier"."""
        verb = head.head
        if copula.lower_ != "be" or head.dep_ not in {"ccomp", "xcomp"} or verb.pos_ != "VERB" or negated(verb):
            return None
        passive = any(child.dep_ == "nsubj:pass" for child in verb.children)
        if passive and verb.lemma_ in VERBS.choosing | VERBS.nominating:
            return self.ledger.subject(verb)
        return self.ledger.object_of(verb, head)

    def _by_verb(self, phrase: OfficePhrase, head: Token, verb: Token) -> Found | None:
        """A title that hangs on a verb of becoming, choosing, serving and the like; who it is said of and how."""
        lemma = verb.lemma_
        case = next((child.lower_ for child in head.children if child.dep_ in {"case", "mark"}), "")
        if negated(verb):
            return None
        passive = stances.passive(verb)
        status = phrase.status
        if lemma in NAMING and any(child.lower_ in REFLEXIVE and child.dep_ == "obj" for child in verb.children):
            person = self.ledger.subject(verb)
        elif lemma in VERBS.becoming and not case:
            entered = stances.entering(verb)
            person = self.ledger.subject(verb) if entered else None
            status = status or entered
        elif lemma in VERBS.choosing and case in {"", "as"} and head.dep_ in {"xcomp", "obl", "obj"}:
            chosen = stances.taking(verb)
            person = self.ledger.subject(verb) if passive else self.ledger.object_of(verb, head)
            person, status = (person if chosen else None), status or chosen
        elif lemma in VERBS.raising and case == "to":
            person = self.ledger.object_of(verb, head) if lemma in MOVING and not passive else self.ledger.subject(verb)
            status = status or stances.taking(verb)
        elif lemma in VERBS.nominating and case in {"", "as", "for"}:
            person = self.ledger.subject(verb) if passive else self.ledger.object_of(verb, head)
            status = "nominee"
        elif lemma in VERBS.seeking and case == "for":
            person, status = self.ledger.subject(verb), "candidate"
        elif lemma in VERBS.serving and case == "as":
            held = stances.holding(verb)
            person = self.ledger.subject(verb) if held else None
            status = status or ("acting" if lemma == "act" else held)
        elif lemma in VERBS.entering and case == "as":
            person = self.ledger.subject(verb)
            status = status or ("elect" if tense(verb) == "future" else "current")
        elif lemma in VERBS.leaving and case == "as":
            alone = passive or lemma in {"resign", "quit", "retire", "step"}
            person = self.ledger.subject(verb) if alone else self.ledger.object_of(verb, head)
            status = status or ("former" if tense(verb) == "past" else "current")
            agent = next((child for child in verb.children if child.dep_ == "obl:agent"), None)
            if lemma in VERBS.succeeding and agent is not None:  # "X was replaced as mayor by Y"
                self._pass_on(phrase, self.ledger.person(agent), person, "current" if status == "former" else "elect")
        elif lemma in VERBS.succeeding and case == "as":
            agent = next((child for child in verb.children if child.dep_ == "obl:agent"), None)
            person = self.ledger.subject(verb) if agent is None else self.ledger.person(agent)
            predecessor = self.ledger.object_of(verb, head) if agent is None else self.ledger.subject(verb)
            status = status or ("elect" if tense(verb) == "future" or verb.tag_ == "VBG" else "current")
            self._pass_on(phrase, predecessor, person, "former" if status == "current" else "current")
        elif lemma in SUCCEEDED and case == "as":
            named = self.ledger.person(verb)
            person = self.ledger.subject(verb) if named is None else named
            status = status or SUCCEEDED[lemma]
            owner = next((child for child in verb.children if child.dep_ in {"nmod", "nmod:poss"}), None)
            self._pass_on(phrase, None if owner is None else self.ledger.person(owner), person, "former")
        elif case == "as" and phrase.determiner != "the":
            person = self.ledger.subject(verb)
            out = not OUT.isdisjoint(child.lower_ for child in verb.children)
            status = status or (stances.leaving(verb) if out else None)
        else:
            return None
        return None if person is None else (person, status, self.ledger.start_of(person, phrase))

    def _pass_on(self, phrase: OfficePhrase, other: int | None, person: int | None, status: RoleStatus) -> None:
        """Let whoever comes before or after a person have held or hold the office too, where no title tells of it."""
        if other is not None and person not in {None, other} and not self.held.get(other):
            start = self.ledger.start_of(other, phrase)
            self.ledger.hold(other, phrase, "predecessor", status, start=start, end=phrase.end)

    def _status_by_tense(self, head: Token) -> RoleStatus | None:
        """What the tense of a copula says of an office: "was", "will be"."""
        match tense(head):
            case "past":
                return "former"
            case "future":
                return "elect"
        return None
