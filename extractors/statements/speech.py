"""The verbs that tell of saying, with who says it and to whom."""

from collections.abc import Iterable

from msgspec import Struct
from spacy.attrs import LOWER
from spacy.tokens import Doc, Token

from extractors.matches import InterlocutorMatch
from extractors.scene import agents
from extractors.statements.patterns import ACCORDING, BODIES, BY_ID, LEXICON, LISTENERS, OFFICIALS, WITHHOLDING, Verb
from extractors.statements.speakers import IMPERSONAL, PERSONAL, Speakers
from extractors.syntax import NOMINAL, RELATIVE, antecedent, case, negated, subjects

# Whoever is quoted passively speaks: "was quoted as saying", "is reported to have said".
QUOTED = frozenset({"quoted", "cited", "reported", "recorded", "heard", "overheard", "filmed"})
# How far from a verb its subject is looked for where the tree shows none.
NEAR, FAR = 12, 60
REACH = 200  # tokens of a sentence to each side of its verb
STOPS = frozenset({".", "?", "!"})


class Cue(Struct, frozen=True):
    """A verb of saying in its sentence: position, verb, and the token of whoever speaks."""

    i: int
    verb: Verb
    head: Token
    speaker: InterlocutorMatch | None


class Speech:
    """Reads the verbs of saying of one doc that stand outside quotation marks; each is read once."""

    def __init__(self, doc: Doc, speakers: Speakers, quoted: bytearray) -> None:
        self.doc = doc
        self.speakers = speakers
        self.quoted = quoted
        self._counted = {
            i for figure in doc._.figures for i in range(figure.start, figure.end) if figure.unit != "count"
        }
        self.verbs = {
            i: verb
            for i, word in enumerate(doc.to_array([LOWER]).tolist())
            if (verb := BY_ID.get(word)) is not None and not quoted[i]
        }
        self.cue: dict[int, Cue] = {}
        for i, verb in self.verbs.items():
            if (cue := self._read(i, verb)) is not None:
                self.cue[i] = cue

    def cues(self, positions: Iterable[int]) -> list[Cue]:
        """The cues at some tokens, in the order given."""
        return [self.cue[i] for i in positions if i in self.cue]

    def _read(self, i: int, verb: Verb) -> Cue | None:
        """The cue at a token, if it is one: a verb of saying that is not denied and has a subject who can speak."""
        token = self.doc[i]
        if verb is ACCORDING:
            head = self._source(token)
        elif not self._speaks(token, verb):
            return None
        else:
            head = self._subject(token)
        if head is None:
            return None
        meant = antecedent(head)
        if meant.lower_ in PERSONAL:
            before = self._spoke_before(meant)
            unnamed = before is not None and before.name is None
            speaker = before if unnamed else self.speakers.at(head) or before
        elif meant.lower_ in IMPERSONAL:
            speaker = self._body_before(meant)
        else:
            speaker = self.speakers.at(head)
        return Cue(i, verb, head, speaker)

    def _speaks(self, token: Token, verb: Verb) -> bool:
        """Whether a written form is the verb here, with the preposition that it needs, and tells that it was said."""
        if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"amod", "compound", "case", "fixed"} or negated(token):
            return False
        if token.head.lower_ in WITHHOLDING and token.dep_ == "xcomp":
            return False
        particle = LEXICON.particles.get(verb.lemma)
        if particle is not None and (token.i + 1 >= len(self.doc) or self.doc[token.i + 1].lower_ != particle):
            return False
        return bool(agents(token)) or all(child.dep_ != "aux:pass" for child in token.children)

    def needs(self, cue: Cue) -> bool:
        """Whether the verb stands with the preposition without which it reports no words: "called for"."""
        wanted = LEXICON.prepositions.get(cue.verb.lemma)
        return wanted is None or any(
            case(child) in wanted or (child.dep_ == "mark" and child.lower_ in wanted)
            for child in self.doc[cue.i].children
            if child.i > cue.i
        )

    def sentence(self, i: int) -> tuple[int, int]:
        """The tokens of the sentence of a verb; a stop ends it even where the model reads on, as inside marks."""
        doc, start, end = self.doc, i, i + 1
        while start > max(0, i - REACH) and not doc[start].is_sent_start and not self._ends(start - 1):
            start -= 1
        while end < min(len(doc), i + REACH) and not doc[end].is_sent_start and not self._ends(end - 1):
            end += 1
        return start, end

    def _ends(self, i: int) -> bool:
        """Whether a sentence ends with a token: a stop, and the mark after it, before a capital letter."""
        if self.doc[i].is_quote:
            i -= 1
        elif i + 1 < len(self.doc) and self.doc[i + 1].is_quote:
            return False
        after = i + 1
        while after < len(self.doc) and self.doc[after].is_quote:
            after += 1
        capital = after == len(self.doc) or not self.doc[after].text[:1].islower()
        return self.doc[i].text in STOPS and capital

    def inserted(self, cue: Cue) -> bool:
        """Whether subject and verb stand between commas, or after one at the end: "the talks, A said, will go on"."""
        token, doc = self.doc[cue.i], self.doc
        if any(child.dep_ == "mark" or child.tag_ in {"WP", "WDT", "WRB"} for child in token.children):
            return False
        start, end = min(cue.i, cue.head.left_edge.i), max(cue.i, cue.head.i) + 1
        if start == 0 or doc[start - 1].text not in {",", "—", "–"} or cue.head.lower_ in RELATIVE:
            return False
        clause = any(child.dep_ in {"ccomp", "xcomp", "obj"} and child.i > cue.i for child in token.children)
        return not clause or (end < len(doc) and doc[end].text == ",")

    def _source(self, according: Token) -> Token | None:
        """Whom "according to" names."""
        after = according.i + 1
        if after >= len(self.doc) or self.doc[after].lower_ != "to":
            return None
        if according.head.i > after and not self.quoted[according.head.i]:
            return according.head
        return self._first_nominal(after + 1, after + NEAR)

    def _subject(self, verb: Token) -> Token | None:
        """The subject of a verb; for a passive one, its agent."""
        helpers = [child for child in verb.children if child.dep_.startswith("aux")]
        participle = verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not helpers
        if participle or any(helper.dep_ == "aux:pass" for helper in helpers):
            return next((agent for agent in agents(verb) if not self.quoted[agent.i]), None)
        inverted = verb.dep_ == "parataxis" and verb.i > 0 and self.doc[verb.i - 1].text == ","
        found = [
            subject
            for subject in subjects(verb)
            if not self.quoted[subject.i]
            and (subject.head.i == verb.i or not inverted)
            and (subject.dep_ != "nsubj:pass" or subject.head.lower_ in QUOTED)
            and not (subject.i > verb.i and (verb.tag_ == "VBG" or any(self.quoted[verb.i : subject.i])))
        ]
        before = [subject for subject in found if subject.i < verb.i]
        subject = before[-1] if before else found[0] if found else None
        if subject is None or not self.speakers.is_person(subject):
            return self._apposed(verb.i) or subject or self._beside(verb)
        return subject

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
        """The subject right before a verb or, where a mark opens its clause, right after, if the tree shows none.

        A participle takes the subject of the sentence before it: "A defended the plan, saying …".
        """
        doc = self.doc
        before = verb.i - 1
        while before >= 0 and doc[before].dep_ in {"aux", "advmod"}:
            before -= 1
        if before >= 0 and not self.quoted[before] and doc[before].pos_ in NOMINAL:
            return _top(doc[before])
        opened = before < 0 or self.quoted[before] or doc[before].is_space
        opened = opened or (doc[before].text == "," and verb.tag_ != "VBG")
        if opened and (following := self._first_nominal(verb.i + 1, verb.i + 1 + NEAR)) is not None:
            return following
        for i in range(before, max(-1, before - FAR), -1):
            token = doc[i]
            if token.text in STOPS or token.is_space:
                return None
            if token.dep_.startswith("nsubj") and not self.quoted[i] and token.i != verb.i:
                return token
        return None

    def _first_nominal(self, start: int, end: int) -> Token | None:
        """The head of the first nominal phrase in a stretch that nothing cuts off."""
        for i in range(start, min(end, len(self.doc))):
            token = self.doc[i]
            if self.quoted[i] or token.is_punct or token.is_space:
                return None
            if token.pos_ in NOMINAL:
                return _top(token)
        return None

    def _spoke_before(self, pronoun: Token) -> InterlocutorMatch | None:
        """Who spoke last in the paragraph, if nobody else was a subject since: "a spokesman said …. He added"."""
        for i in range(pronoun.i - 1, max(-1, pronoun.i - FAR), -1):
            token = self.doc[i]
            if "\n" in token.text:
                return None
            cue = self.cue.get(i)
            if cue is not None and cue.speaker is not None and cue.head.i < pronoun.i:
                singular = cue.head.tag_ not in {"NNS", "NNPS"}
                person = cue.head.lower_ in OFFICIALS or cue.speaker.official or self.speakers.is_person(cue.head)
                return cue.speaker if singular and person else None
            if not token.dep_.startswith("nsubj") or self.quoted[i] or token.head.i in self.cue:
                continue
            if self.speakers.is_person(token):
                return None
            person = token.lower_ in LEXICON.nouns.people or (token.lower_ == "one" and token.head.i > i + 1)
            if person and token.head.dep_ in {"root", "ROOT"}:
                return self.speakers.one(token)
        return None

    def _body_before(self, pronoun: Token) -> InterlocutorMatch | None:
        """The body or, for "they", the people that were the subject last before a pronoun."""
        for i in range(pronoun.i - 1, max(-1, pronoun.i - FAR), -1):
            token = self.doc[i]
            if token.dep_.startswith("nsubj") and not self.quoted[i] and token.lower_ not in IMPERSONAL:
                entity = self.speakers.entities.get(i)
                body = token.lower_ in BODIES or (entity is not None and entity.label_ == "ORG")
                group = token.tag_ == "NNS" and pronoun.lower_ == "they"
                return self.speakers.one(token) if body or group else None
        return None

    def addressee(self, cue: Cue) -> InterlocutorMatch | None:
        """To whom it is said: the object of "told", whoever stands after "to"."""
        if cue.verb is ACCORDING:
            return None
        verb = self.doc[cue.i]
        addressing = cue.verb.lemma in LEXICON.verbs.addressing
        for child in verb.children:
            if self.quoted[child.i] or child.pos_ not in NOMINAL or child.i == cue.head.i:
                continue
            to = child.dep_.startswith("obl") and case(child) in {"to", "on", "upon"}
            if to and case(child) != "to" and cue.verb.lemma != "call":
                continue
            if to or (addressing and child.dep_ in {"obj", "iobj"}):
                found = self.speakers.at(child)
                if found is not None and self._listens(child):
                    return found
        return None

    def _listens(self, token: Token) -> bool:
        """Whether somebody can be spoken to: "to the minister", but "to the surprise of many"."""
        return (
            self.speakers.is_person(token)
            or token.i in self.speakers.offices
            or token.i in self.speakers.entities
            or (token.tag_ in {"NNS", "NNPS"} and token.i not in self._counted)
            or token.lower_ in LISTENERS
        )


def _top(token: Token) -> Token:
    """The head of the whole nominal phrase that a token stands in."""
    while token.head.i != token.i and token.head.pos_ in NOMINAL and token.dep_ not in {"nsubj", "obj"}:
        token = token.head
    return token
