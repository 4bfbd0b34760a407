"""Who spoke the quoted words: by the verb beside them, the verb above them, or the sentence before."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field
from spacy.attrs import IDX
from spacy.tokens import Doc

from extractors.matches import InterlocutorMatch, Match, text_of
from extractors.statements.patterns import ACCORDING, LEXICON
from extractors.statements.quotations import Quotation, quotations, strip
from extractors.statements.speech import Cue, Speech
from extractors.syntax import ancestry, head_of, predicate

STOPS = frozenset({".", "?", "!"})
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# Words of a quotation that is whole by itself, and of one that is more than a name or a word held at arm's length.
WHOLE, FRAGMENT = 4, 3
# Tokens of a sentence around a quotation that are looked at.
WINDOW = 60


class Quoted(Struct, frozen=True, kw_only=True):
    """A quotation by tokens: its words, and with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    start_char: int
    end_char: int
    paragraph: int
    continues: bool

    def match(self, rule: str) -> Match:
        """The quoted words as evidence."""
        return Match(start=self.start, end=self.end, start_char=self.start_char, end_char=self.end_char, rule=rule)


class Utterance(Struct, kw_only=True):
    """A statement while its parts are gathered."""

    cue: Cue | None
    speaker: InterlocutorMatch | None
    rule: str
    partial: bool = False  # only pieces of what was said are quoted
    spans: list[Quoted] = field(default_factory=list)


def quoted_stretches(doc: Doc) -> list[Quoted]:
    """The quotations of the parts that are read, by tokens."""
    text = text_of(doc)
    paragraphs = [(start, end) for start, end in doc._.paragraphs or ((0, len(doc)),) if end > start]
    ranges = [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in paragraphs]
    ranges = [strip(text, start, end) for start, end in ranges]
    at: list[int] = doc.to_array([IDX]).tolist()
    opened = [start for start, _ in ranges]
    return [_quoted(found, at, opened) for found in quotations(text, ranges)]


def _quoted(found: Quotation, at: list[int], opened: list[int]) -> Quoted:
    start, end = bisect_left(at, found.start), bisect_left(at, found.end)
    return Quoted(
        start=start,
        end=max(end, start + 1),
        outer_start=min(bisect_left(at, found.outer_start), start),
        outer_end=max(bisect_left(at, found.outer_end), end),
        start_char=found.start,
        end_char=found.end,
        paragraph=bisect_left(opened, found.outer_start + 1) - 1,
        continues=found.continues,
    )


class Attribution:
    """Ties the quotations of one doc to those who spoke them, in order of the text."""

    def __init__(self, doc: Doc, stretches: Sequence[Quoted], speech: Speech) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.speech = speech
        self.paragraphs = [(start, end) for start, end in doc._.paragraphs or ((0, len(doc)),) if end > start]
        self.units = list(_units(stretches))
        self.utterances: list[Utterance] = []
        self._by_cue: dict[int, Utterance] = {}

    def read(self) -> list[Utterance]:
        """The utterances; quotations that nobody speaks are left out."""
        before: list[Quoted] | None = None
        earlier: Utterance | None = None
        for unit, following in pairwise([*self.units, None]):
            assert unit is not None
            utterance = self._utterance(unit, before, earlier, following)
            if utterance is not None:
                utterance.spans.extend(unit)
            before, earlier = unit, utterance
        return self.utterances

    def _utterance(
        self, unit: list[Quoted], before: list[Quoted] | None, earlier: Utterance | None, following: list[Quoted] | None
    ) -> Utterance | None:
        first, last = unit[0], unit[-1]
        start, end = self.paragraphs[first.paragraph][0], self.paragraphs[last.paragraph][1]
        gap = before[-1].outer_end if before is not None and before[-1].paragraph == first.paragraph else start
        after = following[0].outer_start if following is not None and following[0].paragraph == last.paragraph else end
        lead, joined = self._lead(gap, first.outer_start)
        joined = joined and gap != start
        if joined and before is not None and self._ends(before[-1]):
            joined = False
        tail = self._tail(last, after)
        shape = self._shape(unit, alone=lead[0] == lead[1])
        if shape == "name":
            if not self._introduced(lead, tail, last):
                return None
            shape = "whole"
        cue, rule = self._cue(unit, lead, tail, shape)
        if cue is not None:
            return self._of_cue(cue, rule, partial=shape != "whole")
        if joined and earlier is not None:
            return earlier
        if shape != "whole":
            return None
        if lead[1] > lead[0]:
            return self._led(lead, first)
        return self._unled(unit, gap, start, earlier)

    # -- the sentence around a quotation

    def _ends(self, quoted: Quoted) -> bool:
        """Whether the sentence ends with the quotation."""
        after = quoted.outer_end
        if after >= len(self.doc) or self.doc[after].is_space:
            return True
        closing = self.text[quoted.end_char - 1]
        token = self.doc[after]
        if token.text in STOPS:
            return False
        if closing == ".":
            return token.text[:1].isupper() or not token.text[:1].isalpha()
        return closing in "?!…]" and bool(token.is_sent_start) and token.text[:1].isupper()

    def _lead(self, gap: int, start: int) -> tuple[tuple[int, int], bool]:
        """The tokens before a quotation in its sentence, and whether nothing ends a sentence in the gap before it."""
        low = max(gap, start - WINDOW)
        for i in range(start - 1, low - 1, -1):
            if self._stop(i):
                return (i + 1, start), False
        return (low, start), low == gap

    def _tail(self, quoted: Quoted, after: int) -> tuple[int, int]:
        """The tokens after a quotation in its sentence."""
        start = quoted.outer_end
        if self._ends(quoted):
            return start, start
        for i in range(start, min(after, start + WINDOW)):
            if self._stop(i):
                return start, i
        return start, min(after, start + WINDOW)

    def _stop(self, i: int) -> bool:
        token = self.doc[i]
        return token.text in STOPS or "\n" in token.text

    def _shape(self, unit: list[Quoted], alone: bool) -> str:
        """Whether a quotation is a sentence by itself, a piece of one, or perhaps only a name or a word."""
        text = self.text[unit[0].start_char : unit[-1].end_char]
        words = WORD.findall(text[:400])
        closed = text.rstrip()[-1:] in {",", ".", "!", "?", "…", "]", "—", "–"}
        opened = next((char for char in text if char.isalnum() or char == "["), "")
        capital = opened == "[" or opened.isupper() or opened.isdigit()
        sentence = len(words) >= WHOLE or (closed and len(words) >= FRAGMENT)
        if capital and sentence and (not _titled(words) or len(words) > 2 * WHOLE):
            return "whole"
        if alone and capital and text.rstrip()[-1:] in STOPS:
            return "whole"
        if len(words) >= WHOLE + 4 or (closed and len(words) >= FRAGMENT):
            return "piece"
        return "piece" if len(words) >= FRAGMENT and not _titled(words) else "name"

    def _introduced(self, lead: tuple[int, int], tail: tuple[int, int], last: Quoted) -> bool:
        """Whether a word or name is said, not only named: "replied: “Never.”", "“Lima,” she said"."""
        mark = self.doc[lead[1] - 1].text if lead[1] > lead[0] else ""
        before = self.speech.cues(range(lead[1] - 1, max(lead[0], lead[1] - 3), -1))
        closed = self.text[last.end_char - 1] in ",.!?…"
        if mark == ":" or (before and (mark == "," or (closed and before[0].i == lead[1] - 1))):
            return True
        trailing = self.speech.cues(range(*tail))
        return bool(trailing) and (closed or self.doc[tail[0]].text == ",") and self._follows(trailing[0], tail)

    # -- the verb

    def _cue(
        self, unit: list[Quoted], lead: tuple[int, int], tail: tuple[int, int], shape: str
    ) -> tuple[Cue | None, str]:
        first = unit[0]
        leading = self.speech.cues(range(lead[1] - 1, lead[0] - 1, -1))
        mark = self.doc[lead[1] - 1].text if lead[1] > lead[0] else ""
        if leading and (mark == ":" or (shape != "piece" and (mark == "," or leading[0].i == lead[1] - 1))):
            return leading[0], "statements.before"
        trailing = [cue for cue in self.speech.cues(range(*tail)) if not self._names_it(cue, tail)]
        if trailing and self._follows(trailing[0], tail):
            return trailing[0], "statements.after"
        if shape == "whole":
            if leading:
                return leading[0], "statements.before"
            return (trailing[0], "statements.after") if trailing and not leading else (None, "")
        above = {token.i for token in ancestry(head_of(self.doc, first.start, first.end))}
        if self._named(lead, first):
            return None, ""
        leading = [cue for cue in leading if not self._asides(cue)]
        for cue in leading:
            beside = cue.i == lead[1] - 1 or cue.verb is ACCORDING or self.speech.inserted(cue)
            if cue.i in above or beside:
                return cue, "statements.before"
        for cue in trailing:
            if cue.verb is ACCORDING or (cue.i in above and cue.verb.complement == "clause"):
                return cue, "statements.after"
        return None, ""

    def _follows(self, cue: Cue, tail: tuple[int, int]) -> bool:
        """Whether a verb and its subject come right after a quotation: "…,” said X", "…,” the minister said"."""
        if self.doc[cue.i].tag_ == "VBG":
            return False
        start = tail[0]
        while start < tail[1] and (self.doc[start].text == "," or self.doc[start].dep_ == "advmod"):
            start += 1
        return start in {cue.i, cue.head.left_edge.i, cue.head.i}

    def _named(self, lead: tuple[int, int], first: Quoted) -> bool:
        """Whether the word before a quotation only names: "the so-called “…”"."""
        if lead[1] == lead[0]:
            return False
        word = self.doc[lead[1] - 1].lower_
        return word in LEXICON.nouns.naming or (word in LEXICON.nouns.titled and self.doc[first.start].is_title)

    def _names_it(self, cue: Cue, tail: tuple[int, int]) -> bool:
        """Whether what follows a quotation only says who calls something so: "“…,” as the papers call them"."""
        return (
            cue.verb.lemma in LEXICON.verbs.calling
            and self.doc[tail[0]].lower_ in {"as", ","}
            and any(self.doc[i].lower_ == "as" for i in range(tail[0], min(tail[0] + 2, tail[1])))
        )

    def _asides(self, cue: Cue) -> bool:
        """Whether a verb leads to no piece of what was said: "critics call it “…”", "to begin “…”", "goes on “…”"."""
        unnamed = cue.speaker is not None and cue.speaker.name is None and cue.head.tag_ == "NNS"
        label = cue.verb.lemma in LEXICON.verbs.calling and unnamed
        infinitive = self.doc[cue.i].tag_ == "VB" and cue.verb.complement == "quoting"
        return label or infinitive or cue.verb.lemma in LEXICON.particles

    def _of_cue(self, cue: Cue, rule: str, partial: bool) -> Utterance:
        utterance = self._by_cue.get(cue.i)
        if utterance is None:
            utterance = self._by_cue[cue.i] = self._new(cue, cue.speaker, rule)
            utterance.partial = partial
        return utterance

    def _new(self, cue: Cue | None, speaker: InterlocutorMatch | None, rule: str) -> Utterance:
        utterance = Utterance(cue=cue, speaker=speaker, rule=rule)
        self.utterances.append(utterance)
        return utterance

    # -- no verb beside it

    def _led(self, lead: tuple[int, int], first: Quoted) -> Utterance | None:
        """A quotation after a clause without a verb of saying: "A defended the move: “…”", "A: “…”"."""
        mark = self.doc[lead[1] - 1].text
        if mark not in {":", ","}:
            return None
        speaker = self._subject(range(lead[0], lead[1] - 1), anybody=mark == ":")
        return self._new(None, speaker, "statements.led") if speaker is not None else None

    def _subject(self, tokens: range, anybody: bool = False) -> InterlocutorMatch | None:
        """The person (or `anybody`) who is the subject of the clause that some tokens make, or the only one in it."""
        for i in tokens:
            token, verb = self.doc[i], predicate(self.doc[i])
            subject = token.dep_.startswith("nsubj") and not self.speech.quoted[i] and verb.i in tokens and verb.i != i
            main = verb.dep_ in {"root", "ROOT", "parataxis", "ccomp"}
            if subject and main and (anybody or self.speech.speakers.is_person(token)):
                return self.speech.speakers.at(token)
        if len(tokens) <= 6 and tokens:
            for i in tokens:
                if self.speech.speakers.is_person(self.doc[i]) and self.doc[i].dep_ not in {"nmod:poss"}:
                    return self.speech.speakers.at(self.doc[i])
        return None

    def _unled(self, unit: list[Quoted], gap: int, start: int, earlier: Utterance | None) -> Utterance | None:
        """A sentence of quoted words alone: it goes on from the one before, or from who was spoken of."""
        first = unit[0]
        sentences = self._sentences(gap, first.outer_start)
        last = earlier.spans[-1] if earlier is not None else None
        if earlier and last and gap != start and len(sentences) <= (0 if self._ends(last) else 1):
            return earlier
        if sentences:
            low, high = sentences[-1]
            cues = self.speech.cues(range(low, high))
            speaker = cues[0].speaker if cues else self._subject(range(low, high))
            cue = cues[0] if cues else None
            return self._new(cue, speaker, "statements.sentence-before") if cue or speaker else None
        if earlier and earlier.speaker and last and gap == start and last.paragraph == first.paragraph - 1:
            end = self.paragraphs[last.paragraph][1]
            if len(self._sentences(last.outer_end, end)) <= 1:
                return self._new(None, earlier.speaker, "statements.paragraph-before")
        return None

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences in a gap between quotations, without those of nothing but marks."""
        found, low = [], start
        for i in range(start, end):
            if self._stop(i):
                found.append((low, i))
                low = i + 1
        found.append((low, end))
        return [(low, high) for low, high in found if any(self.doc[i].is_alpha for i in range(low, high))]


def _units(stretches: Sequence[Quoted]) -> Iterator[list[Quoted]]:
    """Quotations with those that go on from them in the next paragraphs."""
    unit: list[Quoted] = []
    for stretch in stretches:
        if unit and not stretch.continues:
            yield unit
            unit = []
        unit.append(stretch)
    if unit:
        yield unit


def _titled(words: Sequence[str]) -> bool:
    """Whether every word of weight has a capital, as in a title.

    >>> _titled(["Voices", "of", "the", "River"]), _titled(["We", "will", "go"])
    (True, False)
    """
    return all(word[:1].isupper() or len(word) <= 3 for word in words) and sum(w[:1].isupper() for w in words) > 1
