"""Offices told through institutions: "the foreign ministry, led by X", "X of the central bank", "Finance: X"."""

from msgspec.structs import replace

from extractors.officials.leading import BODIES
from extractors.officials.ledger import Linker
from extractors.officials.lexicon import NOUNS, VERBS, WORDS
from extractors.officials.patterns import Setting, is_near, office_of, title_named
from extractors.officials.phrases import OfficePhrase, by_title, headship, post
from extractors.officials.tokens import POSSESSIVES
from extractors.syntax import head_of, negated, obliques, tense
from extractors.tree import Token
from schemas.official import RoleStatus

SINCE = frozenset({"between", "for", "from", "since", "until"})
# Bodies that whoever belongs to them holds a public office in.
OFFICES = ("ministry", "diplomacy", "state_bodies")
STAFF = frozenset({"at", "from", "of"})
MARKS = frozenset({":", "–", "—", "-"})
JOINING = frozenset({"and", ",", "&", "of", "the"})
FARTHEST = 8  # tokens between a name and the body
BULLETS = frozenset({"-", "–", "•", "*", "·"})


class Institutions(Linker):
    """Offices told through institutions."""

    def led(self) -> None:
        """The committee led by X, Fiji's foreign ministry, headed by X."""
        for position, word in enumerate(self.lower[:-2]):
            if word not in VERBS.led or self.lower[position + 1] != "by" or not self.parsed:
                continue
            owner = self.affiliations.get(position + 2)
            owned = owner is not None and not POSSESSIVES.isdisjoint(self.lower[owner.end : owner.end + 1])
            start = self.ledger.past_honorifics(owner.end + 1 if owner and owned else position + 2)
            person, end = self.starts.get(start, (None, 0))
            body = self.doc[position].head
            if person is None or person in self.held or body.i > position:
                continue
            if body.tag_ == "NNS" or body.lower_ in NOUNS.passing:
                continue
            first = position - (2 if self.lower[position - 1] == "," else 1)
            text = self.tokens.between(body.left_edge.i, max(first, body.i) + 1)
            if any(is_near(group, text) for group in (*BODIES, *OFFICES)):
                self._hold(person, VERBS.led[word], text, body.left_edge.i, end, "led")

    def staffed(self) -> None:
        """X of the foreign ministry, the central bank's X; X of the World Bank, who speaks."""
        for i, person in enumerate(self.people):
            for name in person.names if i not in self.held else ():
                body = self._body_beside(name.start, name.end)
                if body is None or abs(body.i - name.start) > FARTHEST:
                    continue
                text = self.tokens.between(body.left_edge.i, body.i + 1)
                served = self._spoken_for(name.start, name.end)
                if served is not None or any(is_near(group, text) for group in OFFICES):
                    start, end = min(body.left_edge.i, name.start), max(body.i + 1, name.end)
                    self._hold(i, "official", served or text, start, end, "staff")
                    break

    def _spoken_for(self, start: int, end: int) -> str | None:
        """The international body that somebody who says something is of: "X of the World Bank told reporters"."""
        match = self.affiliations.get(end + 1 + (self.lower[end + 1 : end + 2] == ["the"]))
        subject = head_of(self.doc, start, end)
        speaking = subject.dep_ == "nsubj" and subject.head.lemma_ in VERBS.saying
        if self.lower[end : end + 1] != ["of"] or match is None or not speaking:
            return None
        return self.tokens.between(match.start, match.end) if match.kind == "body" and match.international else None

    def _body_beside(self, start: int, end: int) -> Token | None:
        """The noun that a name belongs to, as its possessor or after "of", "at" or "from"."""
        if start > 1 and self.lower[start - 1] in POSSESSIVES:
            return self.doc[start - 2]
        if self.parsed and end + 1 < len(self.lower) and self.lower[end] in STAFF:
            return next((t for p, t in obliques(self.doc[start]) if p in STAFF and t.i > end), None)
        return None

    def ruling(self) -> None:
        """X, who has led Fiji since 2019."""
        for position in self.ledger.verbs(VERBS.ruling):
            verb = self.doc[position]
            realm = next((child for child in verb.children if child.dep_ == "obj"), None)
            match = self.affiliations.get(realm.i) if realm is not None else None
            person = self.ledger.subject(verb)
            timed = any(preposition in SINCE for preposition, _ in obliques(verb))
            if match is None or match.kind != "country" or person is None or person in self.held or negated(verb):
                continue
            if timed and not any(preposition == "to" for preposition, _ in obliques(verb)):
                phrase = replace(headship(position), countries=(match.country,) if match.country else ())
                past = tense(verb) == "past" and not any(child.lemma_ == "have" for child in verb.children)
                self._hold_by_verb(person, phrase, position, "in-power", "former" if past else None)

    def representing(self) -> None:
        """X, who represents Fiji in Canberra."""
        for position in self.ledger.verbs(frozenset({"represent"})):
            verb = self.doc[position]
            person = self.ledger.subject(verb)
            match = next((self.affiliations.get(child.i) for child in verb.children if child.dep_ == "obj"), None)
            posted = any(preposition == "in" and token.i in self.affiliations for preposition, token in obliques(verb))
            if person is None or person in self.held or negated(verb) or not posted:
                continue
            if match is None or match.kind != "country" or not match.country:
                continue
            phrase = replace(by_title(position, "permanent representative", match.country), text="representative")
            self._hold_by_verb(person, phrase, position, "representing")

    def portfolios(self) -> None:
        """ "Finance: X" or "X – Finance" on a line of its own, in a list of two such lines or more."""
        found: list[tuple[int, str, int, int]] = []
        for start, (person, end) in self.starts.items():
            if person in self.held:
                continue
            first = start
            while first > 0 and self.lower[first - 1] in WORDS.honorifics:
                first -= 1
            if self._is_mark(first - 1):
                begin = self._before_mark(first - 1)
                if begin < first - 1 and self._opens_line(begin):
                    found.append((begin, self.tokens.between(begin, first - 1), person, end))
            elif self._is_mark(end) and self._opens_line(first):
                stop = self._past_portfolio(end + 1)
                if stop > end + 1:
                    found.append((first, self.tokens.between(end + 1, stop), person, stop))
        for begin, portfolio, person, end in found if len(found) > 1 else ():
            title, setting = title_named("minister"), Setting(near=portfolio, portfolio=portfolio)
            office = office_of(title, setting, None) or title.office
            text = f"Minister of {portfolio}"
            phrase = replace(headship(begin), title=title, text=text, office=office, setting=setting)
            self.ledger.hold(person, phrase, "portfolio", start=begin, end=end)

    def _is_mark(self, position: int) -> bool:
        return 0 <= position < len(self.lower) and self.lower[position] in MARKS

    def _opens_line(self, position: int) -> bool:
        before = self.lower[position - 1] if position else "\n"
        return "\n" in before or before in BULLETS

    def _before_mark(self, position: int) -> int:
        words = WORDS.portfolios | JOINING
        while position > 0 and self.lower[position - 1] in words:
            position -= 1
        return position

    def _past_portfolio(self, position: int) -> int:
        """The end of the words of a portfolio, up to the end of the line or a bracket."""
        end, words = position, WORDS.portfolios | JOINING
        while end < len(self.lower) and self.lower[end] in words:
            end += 1
        closed = end == len(self.lower) or "\n" in self.lower[end] or self.lower[end] in {"(", ";", "."}
        return end if closed else position

    def _hold_by_verb(
        self, person: int, phrase: OfficePhrase, position: int, rule: str, status: RoleStatus | None = None
    ) -> None:
        start, end = sorted((self.ledger.nearest_name(person, position), position))
        self.ledger.hold(person, phrase, rule, status, start=start, end=end + 1)

    def _hold(self, person: int, words: str, text: str, start: int, end: int, rule: str) -> None:
        """Give whoever the words name an office in a body; nothing where it is no public one."""
        title, setting = title_named(words), Setting(near=text, body=True)
        office = office_of(title, setting, None)
        if office is None:
            return
        phrase = post(start, title, office, setting, text, self.country_in(range(start, end)))
        self.ledger.hold(person, phrase, rule, start=start, end=end)
