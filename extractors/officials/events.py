"""Offices that what happened makes plain: successions, elections, governments, endings."""

from collections.abc import Iterator

from msgspec.structs import replace

from extractors.officials import stances
from extractors.officials.ledger import Holding, Linker
from extractors.officials.lexicon import KINDS, NOUNS, VERBS, WORDS, lexicon
from extractors.officials.phrases import OfficePhrase, by_title, headship
from extractors.officials.predicates import COPULAS
from extractors.officials.references import HEADS, PEERS, same_office
from extractors.officials.tokens import POSSESSIVES
from extractors.syntax import negated, tense
from extractors.tree import Token
from schemas.official import RoleStatus

# Rules by which a title stands before the name of one person.
TITLED = frozenset({"officials.title-before-name", "officials.title-comma-name"})
DESCRIBED = PEERS | {"deputy_head"}
NEXT = 60  # tokens after a title within which its bearer is named
# Sentences between a name and a title that may be the same person's.
SAME, BEFORE = frozenset({0, 1}), frozenset({1})
# Verbs of coming into office.
ENTERING = VERBS.becoming | VERBS.choosing | VERBS.entering | VERBS.succeeding | VERBS.taking.keys()


class Events(Linker):
    """Offices that what happened makes plain: successions, elections, governments, endings."""

    def gone(self) -> set[int]:
        """Who is said to be late, to have resigned or to have been overthrown."""
        gone = {
            i for i, person in enumerate(self.people) for name in person.names if self.lower[name.start - 1] == "late"
        }
        if not self.parsed:
            return gone
        titled = {h.phrase.head: h.person for h in self.ledger.holdings if h.rule in TITLED}
        gone |= {person for end, person in self._endings() if self._ensues(self.doc[end])}
        leaving = VERBS.resigning | VERBS.overthrowing
        former = {(h.person, h.phrase.title.words) for h in self.ledger.holdings if h.status == "former"}
        past = {person for person, _ in former}
        lasting = {
            h.person
            for h in self.ledger.holdings
            if (h.person, h.phrase.title.words) not in former
            and not (h.rule == "officials.predicate" and h.person in past)
        }
        for position, person in (self.named | titled).items():
            head = self.tokens.heads[position]
            lemma = self.tokens.lemmas[head]
            if self.tokens.parts[head] != "VERB" or lemma not in leaving:
                continue
            if lemma in VERBS.dying and person in lasting:
                continue  # who dies in office holds it until then
            relation, verb = self.tokens.relations[position], self.doc[head]
            if negated(verb) or verb.tag_ in {"VB", "VBG"} or tense(verb) == "future":
                continue
            if (
                relation == "nsubj"
                and verb.lemma_ in VERBS.resigning
                and tense(verb) == "past"
                and self._resigned(verb)
                or relation in {"obj", "nsubj:pass"}
                and verb.lemma_ in VERBS.overthrowing
            ):
                gone.add(person)
        return gone

    def _ensues(self, noun: Token) -> bool:
        """Whether something comes after what a noun tells: "following the resignation of X"."""
        first = noun.left_edge.i
        return noun.pos_ == "NOUN" and bool(
            {"after", "following", "since"} & set(self.lower[max(0, first - 1) : noun.i])
        )

    def _resigned(self, verb: Token) -> bool:
        """Whether "stepped" is "stepped down" and neither the office left ("resigned as mayor") nor another one that is
        taken ("quit to become minister") is named beside."""
        words = {child.lower_ for child in verb.children}
        if verb.dep_ != "advcl" and any(child.tag_ == "VB" and child.lemma_ in ENTERING for child in verb.children):
            return False
        return (verb.lemma_ != "step" or bool(words & {"down", "aside"})) and not any(
            child.dep_ == "obl" and any(grandchild.lower_ in {"as", "from"} for grandchild in child.children)
            for child in verb.children
        )

    def described(self) -> None:
        """X did this. The … premier did that: nobody else is said to hold that office, and X holds no other."""
        told: set[tuple[str, str | None]] = set()  # titles that nobody named bears
        for phrase in self.ledger.phrases:
            title = (phrase.title.words, phrase.country)
            if title in told:
                continue
            determiners = {phrase.determiner, self.lower[phrase.start]}
            definite = "the" in determiners or ("possessive" in determiners and phrase.country is not None)
            if self.ledger.is_settled(phrase) or phrase.plural or not definite or phrase.named_by_other:
                continue
            leads = phrase.title.words in KINDS.leaders and phrase.country is not None
            if not (leads or phrase.office in DESCRIBED) or phrase.status == "former":
                continue
            if not phrase.country and any(h.phrase.office == phrase.office for h in self.ledger.holdings):
                continue
            if any(same_office(phrase, h.phrase, h.phrase.country) for h in self.ledger.holdings):
                continue
            nearby = {
                self.named[position]
                for position in range(max(0, phrase.start - 80), phrase.start)
                if position in self.named
                and self.ledger.sentences_between(position, phrase.start) in (SAME if self._acts(phrase) else BEFORE)
                and self.lower[self.ledger.nearest_name(self.named[position], position) - 1]
                != "/"  # a picture's credit
            }
            free = {person for person in nearby if person not in self.held}
            subject = self.references.subject_at(phrase.start)
            if subject in free and self._joined(subject, phrase.start) & free:
                continue
            person = subject if subject in free else next(iter(free)) if len(free) == 1 and phrase.country else None
            if person is None and phrase.country and not nearby:
                person = self._named_next(phrase)
            if person is not None:
                self.ledger.hold(person, phrase, "description", start=phrase.start, end=phrase.end)
            elif phrase.country:
                told.add(title)

    def counterparts(self) -> None:
        """X met his Fijian counterpart. X and Y shook hands, or Y thanked X: Y is the counterpart."""
        for phrase in self.ledger.phrases if self.parsed else ():
            cue = phrase.named_by_other and phrase.title.words in lexicon().cues["same"]
            if not cue or not phrase.countries or phrase.plural or self.ledger.is_settled(phrase):
                continue
            named = (at for at in range(phrase.end, min(phrase.end + NEXT, len(self.lower))) if at in self.starts)
            start = next(named, None)
            if start is None or self.ledger.sentences_between(phrase.end, start) != 1:
                continue
            head = self.doc[start]
            pair = [self.named[token.i] for token in (head, *head.conjuncts) if token.i in self.named]
            if not head.dep_.startswith("nsubj"):
                continue
            if len(pair) == 2 and pair[0] in self.held and pair[1] not in self.held:
                self.ledger.hold(pair[1], phrase, "description", start=phrase.start, end=phrase.end)
            elif len(pair) == 1 and pair[0] not in self.held and self._dealing_with(head) & self.held.keys():
                self.ledger.hold(pair[0], phrase, "description", start=phrase.start, end=phrase.end)

    def _dealing_with(self, subject: Token) -> set[int]:
        """Whom a bare subject does something to: "Y thanked X", not "Y, a clerk, thanked X"."""
        if any(child.dep_ in {"appos", "nmod:desc", "acl:relcl"} for child in subject.children):
            return set()
        objects = (child for child in subject.head.children if child.dep_ == "obj")
        return {self.named[child.i] for child in objects if child.i in self.named}

    def _acts(self, phrase: OfficePhrase) -> bool:
        """Whether a title is a subject or an owner, and may be of somebody named in its own sentence; not the owner of
        another's title, "the emir's envoy"."""
        if not self.parsed:
            return True
        head = self.ledger.head(phrase)
        if head.dep_ == "nmod:poss":
            return all(other.head != head.head.i for other in self.ledger.phrases)
        return head.dep_.startswith("nsubj")

    def _joined(self, person: int, position: int) -> set[int]:
        """Who is named together with a person, in the last naming before a token: "A and B"."""
        name = next(name for name in reversed(self.people[person].names) if name.start < position)
        return {self.named[token.i] for token in self.doc[name.start].conjuncts if token.i in self.named}

    def _named_next(self, phrase: OfficePhrase) -> int | None:
        """Whoever is first named in the sentence after that of a title, as a subject and with nothing to say who that
        is; nobody where another country's title stands beside."""
        if any(self._rival(phrase, other) for other in self.ledger.phrases):
            return None
        for start in range(phrase.end, min(phrase.end + NEXT, len(self.lower))):
            if start not in self.starts or not self.ledger.sentences_between(phrase.end, start):
                continue
            person, end = self.starts[start]
            head = self.doc[start]
            known = self.people[person].first < start or person in self.held
            aside = self.lower[end + 1] if end + 1 < len(self.lower) else ""
            telling = end + 1 < len(self.lower) and self.tokens.tags[end + 1] in {"VBG", "VBN"}
            explained = self.tokens.opens[start] and (aside in {"in", "who", "whose"} or aside.isdigit() or telling)
            bare = self.tokens.tags[start - 1] not in {"NN", "NNP", "JJ", "POS"}
            bare = bare and (self.lower[end : end + 1] != [","] or explained)
            if known or not bare or head.dep_ != "nsubj" or self.ledger.sentences_between(phrase.end, start) != 1:
                return None
            return person
        return None

    def _rival(self, phrase: OfficePhrase, other: OfficePhrase) -> bool:
        """Whether another title without a name stands in the sentence of one, and whoever is named next may bear it."""
        apart = other.country not in {None, phrase.country} and other.office in DESCRIBED
        near = not self.ledger.sentences_between(*sorted((phrase.start, other.start)))
        return apart and near and not other.plural and not self.ledger.is_settled(other)

    def successions(self) -> None:
        """X succeeded Y, X took over from Y: whatever office the one holds, the other held or will hold."""
        for position in self.ledger.verbs(VERBS.succeeding | {"take", "hand", "inherit", "precede"}):
            verb = self.doc[position]
            successor = self.ledger.subject(verb)
            over = verb.lemma_ not in VERBS.succeeding | {"precede"}
            other = next(
                (
                    self.ledger.person(child)
                    for child in verb.children
                    if child.dep_ == ("obl" if over else "obj")
                    and (not over or self.lower[child.left_edge.i] in {"from", "to"})
                    and self.ledger.person(child) is not None
                ),
                None,
            )
            if successor is None or other is None or successor == other:
                continue
            if over and not any(child.lower_ == "over" for child in verb.children):
                continue
            if verb.lemma_ in {"hand", "precede"}:
                successor, other = other, successor
            self._pass_on(verb, successor, other)

    def _pass_on(self, verb: Token, successor: int, predecessor: int) -> None:
        done = tense(verb) == "past" or verb.tag_ == "VBZ"
        for person, source in ((predecessor, successor), (successor, predecessor)):
            if self.held.get(person):
                continue
            holding = next((h for h in self.held.get(source, ()) if h.phrase.title.strength == "full"), None)
            if holding is None or holding.phrase.named_by_other:
                continue
            status: RoleStatus
            status = ("former" if done else "current") if person == predecessor else "current" if done else "elect"
            start = self.ledger.nearest_name(person, verb.i)
            self.ledger.hold(
                person, holding.phrase, "succession", status, start=min(start, verb.i), end=max(start, verb.i) + 1
            )

    def ended(self) -> None:
        """No president since X was killed; she became president on the death of X: X held the office before."""
        for phrase in self.ledger.phrases:
            after = phrase.end + 1
            if not self.ledger.is_settled(phrase) and after in self.starts and self.lower[phrase.end] == "since":
                person, end = self.starts[after]
                self.ledger.hold(person, phrase, "ended", "former", start=phrase.start, end=end)
        for end, person in self._endings() if self.parsed else ():
            verb = next((ancestor for ancestor in self.doc[end].ancestors if ancestor.lemma_ in ENTERING), None)
            heir = self.ledger.subject(verb) if verb is not None and person not in self.held else None
            for holding in self._taken(verb, heir) if verb is not None and heir not in {None, person} else ():
                start, last = sorted((holding.start, end))
                self.ledger.hold(person, holding.phrase, "ended", "former", start=start, end=last + 1)

    def _taken(self, verb: Token, heir: int | None) -> list[Holding]:
        """The offices that a verb of coming into office speaks of: those named after it, else those its subject has."""
        told = [
            h
            for h in (self.held.get(heir, ()) if heir is not None else ())
            if h.status != "former"
            and h.phrase.title.strength in {"full", "bound"}
            and not self.ledger.sentences_between(*sorted((h.phrase.head, verb.i)))
        ]
        return [holding for holding in told if holding.phrase.head > verb.i] or told

    def _endings(self) -> Iterator[tuple[int, int]]:
        """The verbs and nouns that tell the end of somebody's time in office, and whose: "X's death", "X resigned"."""
        for position, word in enumerate(self.lower):
            if word in NOUNS.endings:
                owners = [child for child in self.doc[position].children if child.dep_ in {"nmod", "nmod:poss"}]
                people = [person for child in owners if (person := self.ledger.person(child)) is not None]
                if people:
                    yield position, people[0]
        for position in self.ledger.verbs(VERBS.resigning | VERBS.overthrowing):
            verb = self.doc[position]
            passive = any(child.dep_ == "nsubj:pass" for child in verb.children)
            gone = passive if verb.lemma_ in VERBS.overthrowing else self._resigned(verb)
            person = self.ledger.subject(verb) if gone and verb.dep_ == "advcl" else None
            if person is not None:
                yield position, person

    def gained(self) -> None:
        """X won the presidential election: the office is in the word for it."""
        for position in self.ledger.verbs(VERBS.gaining.keys()):
            verb = self.doc[position]
            won = next((child for child in verb.children if child.dep_ == "obj"), None)
            person = self.ledger.subject(verb) if won is not None and not negated(verb) else None
            if won is None or person is None or any(h.phrase.office in HEADS for h in self.held.get(person, ())):
                continue
            span = range(won.left_edge.i, won.i + 1)
            if won.lower_ not in NOUNS.votes - NOUNS.prizes or "presidential" not in self.lower[span.start : won.i]:
                continue
            phrase = by_title(won.i, "president", self.country_in(span))
            start = self.ledger.nearest_name(person, position)
            self.ledger.hold(
                person, phrase, "gained", None if stances.long_ago(verb) else VERBS.gaining[verb.lemma_],
                start=min(start, position), end=won.i + 1,
            )  # fmt: skip

    def contested(self) -> None:
        """X defeated Y in the presidential election: who seeks an office that the other holds or seeks."""
        for position in self.ledger.verbs(VERBS.contesting):
            verb = self.doc[position]
            subject = self.ledger.subject(verb)
            rival = next(
                (
                    self.ledger.person(child)
                    for child in verb.children
                    if child.dep_ in {"obj", "obl"} and self.ledger.person(child) is not None
                ),
                None,
            )
            if subject is None or rival is None or subject == rival:
                continue
            first = next((i for i in range(position, -1, -1) if self.tokens.opens[i]), 0)
            last = next((i for i in range(position + 1, len(self.lower)) if self.tokens.opens[i]), len(self.lower))
            if not NOUNS.votes & set(self.lower[first:last]):
                continue
            elected = bool(NOUNS.contests & set(self.lower[first:last])) and verb.lemma_ != "face"
            for person, other in ((subject, rival), (rival, subject)):
                source = next((h for h in self.held.get(other, ()) if h.phrase.office in HEADS), None)
                held = self.held.get(person, [])
                if source is not None and not any(not elected or h.phrase.office in HEADS for h in held):
                    start = self.ledger.nearest_name(person, position)
                    self.ledger.hold(
                        person, replace(source.phrase, status=None), "contest", "candidate",
                        start=min(start, position), end=max(start, position) + 1,
                    )  # fmt: skip

    def in_power(self) -> None:
        """X took office, X's government: X heads a country; X seeks re-election: X is a candidate too."""
        auxiliary = WORDS.adverbs | COPULAS - {"was"}
        for i, person in enumerate(self.people):
            for name in person.names:
                after = name.end + (name.end < len(self.lower) and self.lower[name.end] == ",")
                after += after < len(self.lower) and self.lower[after] == "who"
                while after < len(self.lower) and self.lower[after] in auxiliary:
                    after += 1
                words = " ".join(self.lower[after : after + 4])
                if words.startswith(lexicon().phrases.reelection):
                    heads = [h for h in self.held.get(i, ()) if h.phrase.office in HEADS]
                    if heads and not any(h.status == "candidate" for h in heads):
                        phrase = replace(heads[0].phrase, status=None)
                        self.ledger.hold(i, phrase, "re-election", "candidate", start=name.start, end=after + 2)
                elif i not in self.held and words.startswith(lexicon().phrases.power):
                    self.ledger.hold(i, headship(after), "in-power", start=name.start, end=after + 2)

    def governments(self) -> None:
        """The X administration, X's presidency: the office is in the word for the government."""
        for person, start, end in [(i, name.start, name.end) for i, p in enumerate(self.people) for name in p.names]:
            after = end + (end < len(self.lower) and self.lower[end] in POSSESSIVES)
            if self.lower[start - 1] == "of" and NOUNS.governments.get(self.lower[start - 2], "leader") != "leader":
                after = start - 2  # "the presidency of X"
            while end < after < len(self.lower) and self.tokens.tags[after] == "JJ":
                after += 1
            if after >= len(self.lower) or self.lower[after] not in NOUNS.governments:
                continue
            if any(h.phrase.office in HEADS for h in self.held.get(person, ())):
                continue
            words = NOUNS.governments[self.lower[after]]
            if after == end and self.lower[start - 1] != "the":
                continue
            country, last = self._realm(after + 1)
            phrase = replace(by_title(after, words, country), text=words.title())
            if words == "leader":
                phrase = replace(phrase, text=words, office="head_of_state")
            past = {"end", "ended", "former", "late"} & set(self.lower[max(0, start - 4) : start])
            self.ledger.hold(person, phrase, "government", "former" if past else None, start=start, end=last)

    def _realm(self, position: int) -> tuple[str | None, int]:
        """The country after "X's government in", and where the words for it end."""
        match = self.affiliations.get(position + 1) if {"in", "of"} & {*self.lower[position : position + 1]} else None
        return (match.country, match.end) if match is not None and match.country else (None, position)
