"""Where the text names a place: the model's locations, and the names of the gazetteer that the model missed."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from spacy.tokens import Doc, Span, Token

from extractors.countries import fold, initials
from extractors.places.gazetteer import Entry, Gazetteer
from extractors.places.patterns import Patterns
from schemas.place import PlaceKind

LONGEST = 7
JOINTS = frozenset({"-", "–", "'", "’", "."})
CONNECTIVES = frozenset(
    {"al", "au", "da", "de", "del", "der", "di", "do", "dos", "du", "e", "el", "la", "las", "los", "of", "y"}
)
BODY, PERSON, PLACE = 1, 2, 3


class Sighting(Struct, kw_only=True):
    """One naming of a place: the tokens of the mention, the folded name in it and the rows it may stand for."""

    start: int
    end: int
    name: str
    rows: tuple[int, ...]
    rule: str
    kind: PlaceKind | None = None


def capital(token: Token) -> bool:
    """Whether a token is written as a name: a capital or a digit first."""
    first = token.text[0]
    return first.isupper() or first.isdigit()


class Finder:
    """Finds the sightings of a document, in order of the text, none inside the name of a person or a body."""

    def __init__(self, gazetteer: Gazetteer, patterns: Patterns) -> None:
        self.gazetteer = gazetteer
        self.patterns = patterns
        self.initials = {word: fold(name) for word, name in self._initials()}

    def _initials(self) -> Iterator[tuple[str, str]]:
        names = {}
        for row in range(len(self.gazetteer)):
            entry = self.gazetteer.entry(row)
            if entry.kind != "country":
                break
            names[entry.country] = entry.name
        yield from ((word, names[code]) for word, code in initials().items())

    def __call__(self, doc: Doc) -> list[Sighting]:
        """The sightings of a document."""
        mined = doc._.mined
        cover = bytearray(len(doc))
        for ent in doc.ents:
            code = {"PERSON": PERSON, "ORG": BODY, "LOC": PLACE}.get(ent.label_, 0)
            for i in range(ent.start, ent.end):
                cover[i] = code
        buildings = list(self._buildings(doc, cover))
        for start, end in buildings:
            cover[start:end] = bytes([BODY]) * (end - start)
        spans = [*buildings, *self._model(doc, cover)]
        known = len(spans)
        spans += self._grams(doc, cover)
        if mined is not None:
            spans = [span for span in spans[:known] if mined[span[0]]] + [
                span for span in spans[known:] if mined[span[0]]
            ]
            known = sum(1 for span in spans[:known] if mined[span[0]])
        found = self._known(doc, spans[:known], frozenset(buildings))
        taken = bytearray(len(doc))
        for sighting in found:
            taken[sighting.start : sighting.end] = b"\x01" * (sighting.end - sighting.start)
        found += self._missed(doc, spans[known:], taken, cover)
        found.sort(key=lambda sighting: sighting.start)
        self._abbreviations(doc, found)
        return self._widen(doc, found)

    # -- the model's names ---------------------------------------------------------------------------------------

    def _model(self, doc: Doc, cover: bytearray) -> Iterator[tuple[int, int]]:
        for ent in doc.ents:
            if ent.label_ == "LOC" and cover[ent.start] == PLACE:
                for start, end in self._parts(doc, ent):
                    start, end = self._trim(doc, start, end)
                    if start < end:
                        yield start, end

    def _parts(self, doc: Doc, ent: Span) -> Iterator[tuple[int, int]]:
        start = ent.start
        for token in ent:
            if token.text in {",", ";", "/"} or token.is_space:
                if start < token.i:
                    yield start, token.i
                start = token.i + 1
        if start < ent.end:
            yield start, ent.end

    def _trim(self, doc: Doc, start: int, end: int) -> tuple[int, int]:
        while start < end and (doc[end - 1].is_punct or doc[end - 1].text in {"'s", "’s", "'", "’"}):
            end -= 1
        while start < end - 1 and not capital(doc[start]) and not self._prefix(doc, start):
            start += 1
        if start < end - 1 and doc[start].text in {"The", "THE"} and (start == 0 or not capital(doc[start - 1])):
            keep = start > 0 and not doc[start].is_sent_start and not doc[start - 1].is_space
            if not keep:
                start += 1
        if start < end and not any(capital(doc[i]) for i in range(start, end)):
            return end, end
        return start, end

    def _prefix(self, doc: Doc, i: int) -> bool:
        """Whether a lower-case token belongs to the name after it: "al-", "sub-"."""
        return i + 2 < len(doc) and doc[i + 1].text == "-" and capital(doc[i + 2])

    def _known(
        self, doc: Doc, spans: Sequence[tuple[int, int]], buildings: frozenset[tuple[int, int]]
    ) -> list[Sighting]:
        readings = [list(self._readings(doc, start, end)) for start, end in spans]
        rows = iter(self.gazetteer.lookup([name for options in readings for _, _, name, _ in options]))
        found = []
        for (start, end), options in zip(spans, readings, strict=True):
            hits = [(option, next(rows)) for option in options]
            rule = "places.building" if (start, end) in buildings else "places.model"
            whole = [(option, row) for option, row in hits if row and option[0] <= start]
            chosen = next(iter(whole), None) or next(((option, row) for option, row in hits if row), None)
            pieces = self._compound(doc, start, end) if not hits[0][1] else []
            if pieces and chosen is None:
                found += pieces
                continue
            (first, last, name, kind), row = chosen or hits[0]
            found.append(
                Sighting(
                    start=first,
                    end=last,
                    name=name,
                    rows=row,
                    rule=rule,
                    kind=kind or self.patterns.kind(doc[start:end].text),
                )
            )
        return found

    def _readings(self, doc: Doc, start: int, end: int) -> Iterator[tuple[int, int, str, PlaceKind | None]]:
        """Ways to read a span: mention start and end, folded name, and the kind that its words tell."""
        text = doc.text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
        name = self.initials.get(text) or fold(text)
        if start > 0 and doc[start - 1].lower_ == "the":
            yield start, end, f"the {name}", None
        yield start, end, name, None
        stem, kind = self.patterns.stem(name)
        if stem:
            yield start, end, stem, kind
        if end - start > 1 and doc[start].lower_ in self.patterns.parts:
            rest = start + (2 if doc[start + 1].text == "-" and end - start > 3 else 1)
            text = doc.text[doc[rest].idx : doc[end - 1].idx + len(doc[end - 1])]
            yield rest, end, self.initials.get(text) or fold(text), None

    def _compound(self, doc: Doc, start: int, end: int) -> list[Sighting]:
        """The places of a hyphenated pair: "Oslo-Lima"."""
        joints = [i for i in range(start + 1, end - 1) if doc[i].text in {"-", "–"}]
        if len(joints) != 1:
            return []
        pieces = [(start, joints[0]), (joints[0] + 1, end)]
        names = [fold(doc[first:last].text) for first, last in pieces]
        rows = self.gazetteer.lookup(names)
        if not all(rows):
            return []
        return [
            Sighting(start=first, end=last, name=name, rows=row, rule="places.model")
            for (first, last), name, row in zip(pieces, names, rows, strict=True)
        ]

    # -- buildings -----------------------------------------------------------------------------------------------

    def _buildings(self, doc: Doc, cover: bytearray) -> Iterator[tuple[int, int]]:
        """Names that end in a word for a building, whatever the model made of their parts."""
        for token in doc:
            if token.lower_ not in self.patterns.buildings or not capital(token) or token.i == 0:
                continue
            start = token.i
            while start > 0 and self._joins(doc, start - 1):
                start -= 1
            while start < token.i and (not capital(doc[start]) or doc[start].lower_ in self.patterns.openers):
                start += 1
            if start < token.i:
                yield start, token.i + 1

    def _joins(self, doc: Doc, i: int) -> bool:
        token = doc[i]
        if token.is_space:
            return False
        if capital(token) or token.text in {"-", "’", "'", "'s", "’s"}:
            return token.lower_ not in self.patterns.openers
        return token.text in CONNECTIVES and i > 0 and capital(doc[i - 1]) and not doc[i - 1].is_space

    # -- the gazetteer's names -----------------------------------------------------------------------------------

    def _grams(self, doc: Doc, cover: bytearray) -> Iterator[tuple[int, int]]:
        """Stretches of capitalised words that the model left alone, longest first from each word; and whole bodies."""
        for ent in doc.ents:
            if ent.label_ == "ORG" and cover[ent.start] == BODY:
                start = ent.start + (ent.end - ent.start > 1 and ent[0].lower_ == "the")
                yield start, ent.end
        length = len(doc)
        for i in range(length):
            token = doc[i]
            if cover[i] or not (token.text[0].isupper() or self._prefix(doc, i) and not (i and doc[i - 1].text == "-")):
                continue
            ends = []
            for j in range(i, min(i + LONGEST, length)):
                word = doc[j]
                if cover[j] or word.is_space:
                    break
                if word.text[0].isupper():
                    ends.append(j + 1)
                elif not (
                    word.text in JOINTS or word.text in CONNECTIVES or j == i or word.text.startswith(("d'", "d’"))
                ):
                    break
                elif word.text.startswith(("d'", "d’")):
                    ends.append(j + 1)
            yield from ((i, end) for end in reversed(ends))

    def _missed(self, doc: Doc, spans: Sequence[tuple[int, int]], taken: bytearray, cover: bytearray) -> list[Sighting]:
        names, owners = [], []
        for start, end in spans:
            text = doc.text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
            name = self.initials.get(text) or fold(text)
            if start > 0 and doc[start - 1].lower_ == "the":
                names.append(f"the {name}")
                owners.append((start, end))
            names.append(name)
            owners.append((start, end))
        found = []
        for (start, end), name, rows in zip(owners, names, self.gazetteer.lookup(names), strict=True):
            if not rows or any(taken[start:end]):
                continue
            body = cover[start] == BODY
            entries = [self.gazetteer.entry(row) for row in rows]
            if not self._accepted(doc, start, end, name, entries, body):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append(Sighting(start=start, end=end, name=name, rows=rows, rule="places.gazetteer"))
        return found

    def _accepted(self, doc: Doc, start: int, end: int, name: str, entries: Iterable[Entry], body: bool) -> bool:
        """Whether a name that the model did not give is a place here."""
        before = doc[start - 1] if start else None
        after = doc[end] if end < len(doc) else None
        text = doc[start:end].text
        if name in self.patterns.given and after is not None and _name(after) and not doc[start].is_sent_start:
            return False
        if before is not None and before.text == "-" and start > 1 and doc[start - 2].text.isalpha():
            return any(entry.kind == "country" for entry in entries)
        attached = before is not None and _name(before) and not before.is_sent_start
        if any(entry.kind == "country" for entry in entries):
            return body or not attached
        if any(entry.level == 0 and entry.kind != "city" for entry in entries):
            return (
                end - start > 1
                or body
                or name.startswith("the ")
                or not (attached or (after is not None and _name(after)))
            )
        if body or text in self.patterns.common or attached or (after is not None and _name(after)) or len(name) < 3:
            return False
        located = before is not None and before.lower_ in self.patterns.locative
        largest = max(entry.population for entry in entries)
        if any(entry.level == 1 for entry in entries) and (located or largest == 0 and end - start > 1):
            return True
        return largest >= (20_000 if located else 500_000) and not (
            doc[start].is_sent_start and not located and largest < 1_000_000
        )

    # -- around a sighting ---------------------------------------------------------------------------------------

    def _abbreviations(self, doc: Doc, found: list[Sighting]) -> None:
        """Add the state after a city: "Tulsa, Okla."."""
        more = []
        for sighting in found:
            at = sighting.end
            if at + 1 < len(doc) and doc[at].text == ",":
                state = self.patterns.abbreviations.get(doc[at + 1].text)
                if state is not None and not any(s.start == at + 1 for s in found):
                    more.append((at + 1, state))
        rows = self.gazetteer.lookup([name for _, name in more])
        for (at, name), row in zip(more, rows, strict=True):
            if row:
                found.append(Sighting(start=at, end=at + 1, name=name, rows=row, rule="places.abbreviation"))
        found.sort(key=lambda sighting: sighting.start)

    def _widen(self, doc: Doc, found: list[Sighting]) -> list[Sighting]:
        """Take in the word after or before a name that tells its kind: "Gorda province", "Lake Gorda"."""
        bound = 0
        for sighting in found:
            words = [doc[i].lower_ for i in range(sighting.end, min(sighting.end + 3, len(doc)))]
            tail = self.patterns.tail(words)
            if tail and sighting.rule != "places.building" and sighting.kind is None:
                size, kind = tail
                sighting.end += size
                sighting.kind = kind
            bound = sighting.end
        return found


def _name(token: Token) -> bool:
    return token.text[0].isupper() and token.pos_ in {"PROPN", ""} and token.text.isalpha()
