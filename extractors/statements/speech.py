"""The verbs that tell of saying, with who says it and to whom."""

from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct
from spacy.attrs import LOWER, POS, SENT_START
from spacy.parts_of_speech import IDS
from spacy.strings import get_string_id

from extractors.cast import agents
from extractors.matches import InterlocutorMatch
from extractors.statements.patterns import (
    ACCORDING,
    BODIES,
    BY_ID,
    DOCUMENTS,
    LEXICON,
    LISTENERS,
    OFFICIALS,
    PEOPLE,
    WITHHOLDING,
    Verb,
)
from extractors.statements.speakers import IMPERSONAL, PERSONAL, Speakers
from extractors.statements.subjects import FAR, STOPS, Subjects
from extractors.syntax import NOMINAL, RELATIVE, antecedent, case, negated
from extractors.tree import Token, Tree

# Tokens between a verb of saying and a quotation that is near it.
REACH = 200
VOICES = OFFICIALS | PEOPLE | BODIES | DOCUMENTS
STOP_IDS = frozenset(map(get_string_id, STOPS))
VERBAL = frozenset({IDS["VERB"], IDS["AUX"]})


class Cue(Struct, frozen=True):
    """A verb of saying in its sentence: position, verb, and the token of whoever speaks."""

    i: int
    verb: Verb
    head: Token
    speaker: InterlocutorMatch | None


class Speech:
    """The verbs of saying of one doc that stand outside quotation marks (`quoted`), by token."""

    def __init__(self, doc: Tree, speakers: Speakers, quoted: bytearray) -> None:
        self.doc = doc
        self.speakers = speakers
        self.quoted = quoted
        self._subjects = Subjects(doc, speakers, quoted)
        self._measured = {
            i for figure in doc._.figures for i in range(figure.start, figure.end) if figure.unit != "count"
        }
        self.cue: dict[int, Cue] = {}
        words, opens, parts = doc.parsed.to_array([LOWER, SENT_START, POS]).T.tolist() if len(doc) else ([], [], [])
        stops = [i for i, word in enumerate(words) if word in STOP_IDS]
        starts = {i for i, opening in enumerate(opens) if opening == 1}
        self._starts = sorted(starts.union(after for i in stops if (after := self._after(i)) is not None))
        for i in [i for i, word in enumerate(words) if word in BY_ID]:
            verb = BY_ID[words[i]]
            if quoted[i] or (parts[i] not in VERBAL and verb is not ACCORDING):
                continue
            near = quoted.find(1, max(0, i - REACH), i + REACH) >= 0
            if (near or verb.complement != "quoting") and (cue := self._read(i, verb, near)) is not None:
                self.cue[i] = cue

    def cues(self, positions: Iterable[int]) -> list[Cue]:
        """The cues at some tokens, in the order given."""
        return [self.cue[i] for i in positions if i in self.cue]

    def _read(self, i: int, verb: Verb, near: bool) -> Cue | None:
        """The cue at a token, if it is one: a verb of saying that is not denied and has a subject who can speak.

        Where no quotation is near, a thing that speaks ("the study says") matters to nobody.
        """
        token = self.doc[i]
        if verb is ACCORDING:
            head = self._subjects.source(token)
        else:
            head = self._subjects.of(token) if self._speaks(token, verb) else None
        if head is None:
            return None
        meant = antecedent(head)
        if not near and meant.pos_ == "NOUN" and meant.lower_ not in VOICES and meant.i not in self.speakers.offices:
            return None
        if meant.lower_ in PERSONAL:
            speaker = self._meant(meant, adding=self._adds(i, verb))
        elif meant.lower_ in IMPERSONAL:
            speaker = self._body_before(meant)
        else:
            speaker = self.speakers.at(head)
        return Cue(i, verb, head, speaker)

    def _speaks(self, token: Token, verb: Verb) -> bool:
        """Whether a written form is the verb here, with the word that it needs, and tells that something was said."""
        if token.dep_ in {"amod", "compound", "case", "fixed"} or negated(token):
            return False
        if token.head.lower_ in WITHHOLDING and token.dep_ == "xcomp":
            return False
        particle = LEXICON.particles.get(verb.lemma)
        if particle is not None and (token.i + 1 >= len(self.doc) or self.doc[token.i + 1].lower_ != particle):
            return False
        return all(child.dep_ != "aux:pass" for child in token.children) or bool(agents(token))

    # -- pronouns

    def _adds(self, i: int, verb: Verb) -> bool:
        """Whether quoted words before a verb go on from what was said: "…,” he added"."""
        return verb.lemma in LEXICON.verbs.adding and self.quoted.find(1, max(0, i - 2), i) >= 0

    def _meant(self, pronoun: Token, adding: bool) -> InterlocutorMatch | None:
        """Whom "he" or "she" stands for: who spoke before and adds to it, an unnamed one too, else one by name."""
        before = self._spoke_before(pronoun, breaks=int(adding))
        if before is not None and (adding or before.name is None):
            return before
        person = self.speakers.people.get(pronoun.i)
        outside = person is not None and any(not self.quoted[start] for start, _ in person.mentions)
        return (self.speakers.at(pronoun) if outside else None) or self._spoke_before(pronoun, breaks=1)

    def _spoke_before(self, pronoun: Token, breaks: int) -> InterlocutorMatch | None:
        """Who spoke last, if nobody else was a subject since: "a spokesman said …. He added"."""
        for i in range(pronoun.i - 1, max(-1, pronoun.i - FAR), -1):
            token = self.doc[i]
            breaks -= "\n" in token.text
            if breaks < 0:
                return None
            cue = self.cue.get(i)
            if cue is not None and cue.speaker is not None and cue.head.i < pronoun.i:
                return cue.speaker if self._human(cue.head) else None
            if not token.dep_.startswith("nsubj") or self.quoted[i] or token.head.i in self.cue:
                continue
            if self.speakers.is_person(token):
                return None
            if self._human(token) and token.head.dep_ in {"root", "ROOT"}:
                return self.speakers.one(token)
        return None

    def _human(self, token: Token) -> bool:
        """Whether a nominal stands for one person: a name, an office, "a nurse", "one of the victims"."""
        if self.speakers.is_person(token):
            return True
        one = token.lower_ == "one" and any(child.dep_ == "nmod" for child in token.children)
        return one or (token.tag_ not in {"NNS", "NNPS"} and token.lower_ in OFFICIALS | PEOPLE)

    def _body_before(self, pronoun: Token) -> InterlocutorMatch | None:
        """The body or, for "they", the people that were the subject last before a pronoun."""
        for i in range(pronoun.i - 1, max(-1, pronoun.i - FAR), -1):
            token = self.doc[i]
            if token.dep_.startswith("nsubj") and not self.quoted[i] and token.lower_ not in IMPERSONAL:
                entity = self.speakers.entities.get(i)
                body = token.lower_ in BODIES or (entity is not None and entity.label_ == "ORG")
                group = token.tag_ == "NNS" and pronoun.lower_ == "they" and token.lower_ in OFFICIALS | PEOPLE
                return self.speakers.one(token) if body or group else None
        return None

    # -- the words around a verb

    def sentence(self, i: int) -> tuple[int, int]:
        """The tokens of the sentence of a verb; a stop ends it even where the model reads on, as inside marks."""
        at = bisect_right(self._starts, i)
        start = self._starts[at - 1] if at else 0
        return start, self._starts[at] if at < len(self._starts) else len(self.doc)

    def _after(self, stop: int) -> int | None:
        """Where a sentence begins after a stop and the marks behind it: at a capital letter."""
        after = stop + 1
        while after < len(self.doc) and self.doc[after].is_quote:
            after += 1
        return after if after < len(self.doc) and not self.doc[after].text[:1].islower() else None

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

    def addressee(self, cue: Cue) -> InterlocutorMatch | None:
        """To whom it is said: the object of "told", whoever stands after "to"."""
        for child in self.doc[cue.i].children:
            if self.quoted[child.i] or child.pos_ not in NOMINAL or child.i == cue.head.i or cue.verb is ACCORDING:
                continue
            preposition = case(child) if child.dep_.startswith("obl") else ""
            to = preposition == "to" or (preposition in {"on", "upon"} and cue.verb.lemma == "call")
            told = child.dep_ in {"obj", "iobj"} and cue.verb.lemma in LEXICON.verbs.addressing
            if (to or told) and self._listens(child) and (found := self.speakers.at(child)) is not None:
                return found
        return None

    def _listens(self, token: Token) -> bool:
        """Whether somebody can be spoken to: "to the minister", but "to the surprise of many"."""
        return (
            self.speakers.is_person(token)
            or token.i in self.speakers.offices
            or token.i in self.speakers.entities
            or (token.tag_ in {"NNS", "NNPS"} and token.i not in self._measured)
            or token.lower_ in LISTENERS
        )
