"""Offices told through institutions: "the foreign ministry, led by X", "X of the central bank", "Finance: X"."""

from msgspec.structs import replace
from extractors.officials.ledger import Linker, headship
from extractors.officials.offices import POSSESSIVES, OfficePhrase
from extractors.officials.patterns import Setting, is_near, lexicon, office_of, title_named
from extractors.officials.predicates import BODIES, LEADING, PASSING
from extractors.syntax import negated, obliques, tense

# Participles after a body that say who is at its head.
LED = {"chaired": "chair", "commanded": "commander", "headed": "head", "led": "leader", "run": "head"}
RULING = frozenset({"govern", "lead", "rule", "run"})
SINCE = frozenset({"between", "for", "from", "since", "until"})
# Bodies that whoever belongs to them holds a public office in.
OFFICES = ("ministry", "diplomacy", "state_bodies")
STAFF = frozenset({"at", "from", "of"})
BULLETS = frozenset({"-", "–", "•", "*", "·"})


class Institutions(Linker):
    """Offices told through institutions."""

    def led(self) -> None:
        """The committee led by X, Fiji's foreign ministry, headed by X."""
        for position, word in enumerate(self.lower[:-2]):
            if word not in LED or self.lower[position + 1] != "by" or not self.parsed:
                continue
            start = self.ledger.past_honorifics(position + 2)
            person, end = self.starts.get(start, (None, 0))
            body = self.doc[position].head
            if person is None or person in self.held or body.i > position or body.lower_ in PASSING:
                continue
            first = self.doc[position - 1 if self.lower[position - 1] != "," else position - 2].i
            text = self.tokens.between(body.left_edge.i, max(first, body.i) + 1)
            if any(is_near(group, text) for group in (*BODIES, *OFFICES)):
                self._hold(person, LED[word], text, body.left_edge.i, end, "led")

    def staffed(self) -> None:
        """X of the foreign ministry, the central bank's X."""
        for i, person in enumerate(self.people):
            for name in person.names if i not in self.held else ():
                before, after = name.start - 1, name.end
                if before > 1 and self.lower[before] in POSSESSIVES:
                    body = self.doc[before - 1]
                elif self.parsed and after + 1 < len(self.lower) and self.lower[after] in STAFF:
                    body = next((t for p, t in obliques(self.doc[name.start]) if p in STAFF and t.i > after), None)
                else:
                    continue
                if body is None or abs(body.i - name.start) > 8:
                    continue
                text = self.tokens.between(body.left_edge.i, body.i + 1)
                if any(is_near(group, text) for group in OFFICES):
                    start, end = min(body.left_edge.i, name.start), max(body.i + 1, name.end)
                    self._hold(i, "official", text, start, end, "staff")
                    break

    def ruling(self) -> None:
        """X, who has led Fiji since 2019."""
        for position in self.ledger.verbs(RULING):
            verb = self.doc[position]
            realm = next((child for child in verb.children if child.dep_ == "obj"), None)
            match = self.affiliations.get(realm.i) if realm is not None else None
            person = self.ledger.subject(verb)
            timed = any(preposition in SINCE for preposition, _ in obliques(verb))
            if match is None or match.kind != "country" or person is None or person in self.held or negated(verb):
                continue
            if timed and not any(preposition == "to" for preposition, _ in obliques(verb)):
                phrase = replace(headship(position), countries=(match.country,) if match.country else ())
                start = self.ledger.nearest_name(person, position)
                past = tense(verb) == "past" and not any(child.lemma_ == "have" for child in verb.children)
                self.ledger.hold(
                    person, phrase, "in-power", "former" if past else None,
                    start=min(start, position), end=max(start, position) + 1,
                )  # fmt: skip

    def representing(self) -> None:
        """X, who represents Fiji in Canberra."""
        for position in self.ledger.verbs(frozenset({"represent"})):
            verb = self.doc[position]
            person = self.ledger.subject(verb)
            match = next((self.affiliations.get(child.i) for child in verb.children if child.dep_ == "obj"), None)
            posted = any(preposition in {"at", "in"} for preposition, _ in obliques(verb))
            if match and match.kind == "country" and match.country and posted and person is not None:
                if person not in self.held and not negated(verb):
                    title = title_named("permanent representative")
                    phrase = replace(
                        headship(position), title=title, text="representative", office=title.office,
                        countries=(match.country,),
                    )  # fmt: skip
                    start = self.ledger.nearest_name(person, position)
                    self.ledger.hold(
                        person, phrase, "representing", start=min(start, position), end=max(start, position) + 1
                    )

    def portfolios(self) -> None:
        """ "Finance: X" on a line of its own, in a list of two such lines or more."""
        found: list[tuple[int, int, int, int]] = []
        for start, (person, end) in self.starts.items():
            first = self.ledger.past_honorifics(start)
            colon = first - 1
            while colon > 0 and self.lower[colon] in lexicon().words.honorifics:
                colon -= 1
            if self.lower[colon] not in {":", "–", "—"} or person in self.held:
                continue
            begin = colon
            words = lexicon().words.portfolios | {"and", ",", "&", "of", "the"}
            while begin > 0 and self.lower[begin - 1] in words:
                begin -= 1
            line = begin == 0 or "\n" in self.lower[begin - 1] or self.lower[begin - 1] in BULLETS
            if begin < colon and line:
                found.append((begin, colon, person, end))
        if len(found) > 1:
            for begin, colon, person, end in found:
                portfolio = self.tokens.between(begin, colon)
                title = title_named("minister")
                setting = Setting(near=portfolio, portfolio=portfolio)
                office = office_of(title, setting, None) or title.office
                phrase = replace(
                    headship(begin), title=title, text=f"Minister of {portfolio}", office=office, setting=setting
                )
                self.ledger.hold(person, phrase, "portfolio", start=begin, end=end)

    def _hold(self, person: int, words: str, text: str, start: int, end: int, rule: str) -> None:
        match = next((self.affiliations[i] for i in range(start, end) if i in self.affiliations), None)
        phrase = self._phrase(words, text, start, end)
        if phrase is None:
            return
        international = phrase.office == "igo"
        countries = (match.country,) if match and match.country and not international else ()
        phrase = replace(phrase, countries=countries, organization=text.removeprefix("the "), international=international)
        self.ledger.hold(person, phrase, rule, start=start, end=end)

    def _phrase(self, words: str, text: str, start: int, end: int) -> OfficePhrase | None:
        title = title_named(words)
        setting = Setting(near=text, body=bool(text))
        office = office_of(title, setting, None)
        if office is None:
            return None
        if office == "other" and (is_near("foreign", text) or is_near("diplomacy", text)):
            office = "diplomat"
        return replace(headship(start), title=title, text=words, office=office, setting=setting)
