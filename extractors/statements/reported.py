"""What officials are reported to have said, in the article's words: what a verb of saying governs."""

from collections.abc import Iterable, Iterator

from extractors.countries import country_of_capital, country_of_metonym
from extractors.matches import Match, stretch
from extractors.quotations import Stretch
from extractors.statements.attribution import Utterance
from extractors.statements.patterns import ACCORDING, BODIES, LEXICON, OFFICIALS
from extractors.statements.speech import Cue, Speech
from extractors.statements.subjects import STOPS
from extractors.syntax import HAVE, MODAL, WILL, case, clausal, predicate
from extractors.tree import Token, Tree

# What makes the words of a verb no report: "if he said", "accused of saying".
UNREAL = frozenset({"if", "unless", "whether", "of", "without", "from", "for", "as"})
# Parts of what is said by a deed: "accused A of …", "urged A to …", "called for …", "demanded that …".
PARTS = frozenset({"obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "obl:arg"})
EDGES = frozenset({"that", ",", ":", ";", "–", "—", "-", ".", "and", "but", "while"})


class Reports:
    """The reported statements of one doc, in order of the text."""

    def __init__(self, doc: Tree, speech: Speech) -> None:
        self.doc = doc
        self.speech = speech
        self._mined: bytearray | None = doc._.mined
        self._dated = {i for date in doc._.dates for i in range(date.start, date.end)}

    def read(self, utterances: Iterable[Utterance]) -> Iterator[tuple[Cue, tuple[Match, ...]]]:
        """Each verb of saying of an official with the words that it reports.

        What is quoted whole is not told again; what is quoted in pieces is, if most of it stands outside the marks.
        """
        quoting = {utterance.cue.i: utterance for utterance in utterances if utterance.cue is not None}
        for i, cue in self.speech.cue.items():
            utterance = quoting.get(i)
            if (
                (utterance is not None and not utterance.partial)
                or cue.verb.complement == "quoting"
                or not (self._mined is None or self._mined[i])
            ):
                continue
            if cue.verb is not ACCORDING and not _told(self.doc[i]):
                continue
            if not self._public(cue) or not self._governs(cue):
                continue
            spans = tuple(match for stretch in self._stretches(cue) if (match := self._match(cue, *stretch)))
            if spans and self._mostly_retold(spans):
                yield cue, spans

    def _governs(self, cue: Cue) -> bool:
        """Whether the verb stands with the preposition without which it reports no words: "called for"."""
        wanted = LEXICON.prepositions.get(cue.verb.lemma)
        return wanted is None or any(
            case(child) in wanted or (child.dep_ in {"mark", "compound:prt"} and child.lower_ in wanted)
            for child in self.doc[cue.i].children
            if child.i > cue.i and child.i not in self._dated
        )

    def _mostly_retold(self, spans: tuple[Match, ...]) -> bool:
        words = [i for span in spans for i in range(span.start, span.end)]
        return 2 * sum(self.speech.quoted[i] for i in words) < len(words)

    def _public(self, cue: Cue) -> bool:
        """Whether an official or a public body speaks."""
        speaker, head = cue.speaker, cue.head
        if speaker is None:
            return False
        if speaker.official is not None or head.i in self.speech.speakers.offices:
            return True
        if speaker.name is None:
            first = self.speech.speakers.one(head)
            together = first is not None and first.official is not None
            return together or head.lower_ in OFFICIALS or head.lower_ in BODIES
        place = self.speech.speakers.places.get(head.i)
        if place is not None:
            return place.kind == "country" or country_of_capital(place.name) is not None
        return country_of_metonym(speaker.name) is not None or speaker.name.split()[-1].lower() in BODIES

    def _stretches(self, cue: Cue) -> list[Stretch]:
        """The tokens that hold what is said."""
        token = self.doc[cue.i]
        if cue.verb is ACCORDING:
            clause = predicate(cue.head)
            while clause.dep_ in {"advcl", "acl", "xcomp"} and clause.head.i != clause.i:
                clause = predicate(clause.head)
            start, end = _edges(clause)
            low, high = _edges(cue.head)
            return [(a, b) for a, b in ((start, min(low, end)), (max(high, start), end)) if b > a]
        if cue.verb.complement == "deed":
            return self._deed(token, cue)
        clauses = [child for child in token.children if child.dep_ == "ccomp" and not self._aside(child)]
        if not clauses and any(child.dep_ == "xcomp" for child in token.children):
            return self._deed(token, cue)
        clauses += [child for child in token.children if child.dep_ == "parataxis" and self._joined(token, child)]
        clauses += [child for child in token.children if child.dep_ == "obj" and child.i > token.i and clausal(child)]
        if clauses:
            behind = [clause for clause in clauses if clause.i > token.i] or clauses[:1]
            start, end = behind[0].left_edge.i, max(clause.right_edge.i for clause in behind) + 1
            marks = (child.i + 1 for child in behind[0].children if child.dep_ == "mark" and child.lower_ == "that")
            return self._apart(cue, next(marks, start), end)
        if token.head.i < token.i and self.speech.inserted(cue):
            clause = token.head if clausal(token.head) else predicate(token.head)
            start, end = _edges(clause)
            return self._apart(cue, start, max(end, token.right_edge.i + 1))
        return self._deed(token, cue) if cue.verb.lemma in LEXICON.verbs.content else []

    def _deed(self, verb: Token, cue: Cue) -> list[Stretch]:
        """Everything from the first complement after the verb to the end of the last."""
        parts = [
            child
            for child in verb.children
            if child.i > verb.i and child.i != cue.head.i and child.dep_ in PARTS and not self._aside(child)
        ]
        while parts and parts[0].i in self._dated:
            parts.pop(0)  # "agreed on Thursday to …"
        if not parts or (cue.verb.lemma in LEXICON.verbs.receiving and self.speech.speakers.is_person(parts[0])):
            return []
        wanted = cue.verb.lemma in LEXICON.prepositions
        if not wanted and all(part.dep_.startswith(("obl", "advcl")) for part in parts):
            return []
        start, end = parts[0].left_edge.i, max(part.right_edge.i for part in parts) + 1
        visits = any(token.lower_ in {"on", "upon"} for token in self.doc[verb.i + 1 : start + 1])
        if visits and all(token.tag_ != "TO" for token in self.doc[start:end]):
            return []  # "called on the speaker"
        return [(start, self._until(start, end))]

    def _until(self, start: int, end: int) -> int:
        """Where an infinitive ends that the tree goes on from with what was done next: "urged A to stay and left"."""
        for token in self.doc[start:end]:
            if token.dep_ == "conj" and token.tag_ in {"VBD", "VBZ"} and token.head.tag_ == "VB":
                return min((child.i for child in token.children if child.dep_ == "cc"), default=token.i)
        return end

    def _joined(self, verb: Token, clause: Token) -> bool:
        """Whether a clause right after a verb is what is said: "said talks would resume", but not "said so; A left"."""
        between = self.doc[verb.i + 1 : clause.left_edge.i]
        return clause.i > verb.i and all(token.text not in {";", "—", "–"} for token in between)

    def _apart(self, cue: Cue, start: int, end: int) -> list[Stretch]:
        """A clause without the words of saying that stand in it or behind it: "the talks, A said, will go on"."""
        head = cue.head
        low = min(cue.i, head.left_edge.i)
        high = max(cue.i, head.right_edge.i if head.i > cue.i else cue.i) + 1
        if end <= low or start >= high:
            return [(start, end)]
        goes_on = high + 1 < end and self.doc[high].text == "," and self.doc[high + 1].tag_ != "VBG"
        found = [(start, low)] if start < low else []
        return [*found, (high, end)] if goes_on or not found else found

    def _aside(self, part: Token) -> bool:
        """Whether a complement stands behind a comma: "urged calm, saying …"."""
        joined = part.dep_ == "advcl" or (part.dep_ == "ccomp" and part.tag_ == "VBG")
        edge = part.left_edge.i
        return joined and "," in {self.doc[edge].text, self.doc[max(0, edge - 1)].text}

    def _edge(self, i: int) -> bool:
        """Whether a token at the edge of what is said does not belong to it."""
        token = self.doc[i]
        return token.lower_ in EDGES or token.is_space

    def _match(self, cue: Cue, start: int, end: int) -> Match | None:
        """The words of a stretch within the sentence of its verb, without marks and conjunctions at its edges."""
        doc, (first, last) = self.doc, self.speech.sentence(cue.i)
        start, end = max(start, first), min(end, last)
        while start < end and self._edge(start):
            start += 1
        while end > start and self._edge(end - 1):
            end -= 1
        marks = [token.i for token in doc[start:end] if token.is_quote]
        close = end + 1 if end < last and doc[end].text in STOPS else end
        if len(marks) % 2 and close < last and doc[close].is_quote:  # the partner of a mark stands outside
            end = close + 1
        elif marks and (len(marks) % 2 or marks == [start, end - 1]):
            start, end = start + (marks[0] == start), end - (marks[-1] == end - 1)
        if end - start < (1 if cue.verb.complement == "deed" else 2):
            return None
        rule = "statements.according" if cue.verb is ACCORDING else f"statements.{cue.verb.complement}"
        return stretch(doc, start, end, rule)


def _edges(token: Token) -> Stretch:
    return token.left_edge.i, token.right_edge.i + 1


def _told(verb: Token) -> bool:
    """Whether a verb tells that something was said, not that it might be or will be."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "aux:pass"}}
    if helpers & (MODAL | WILL) or any(child.lower_ in UNREAL for child in verb.children if child.dep_ == "mark"):
        return False
    return verb.tag_ != "VB" and (verb.tag_ != "VBN" or bool(helpers & HAVE))
