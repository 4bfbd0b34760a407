"""One title for several people: by country, by portfolio, in order."""

import re
from collections.abc import Iterator
from itertools import takewhile

from msgspec.structs import replace

from extractors.officials.affiliations import Affiliation
from extractors.officials.ledger import Linker
from extractors.officials.lexicon import KINDS, WORDS
from extractors.officials.patterns import Setting, executive_of, has_office, office_of
from extractors.officials.phrases import OfficePhrase, by_title, headship
from extractors.officials.references import HEADS, PEERS
from extractors.officials.tokens import OWNERS, POSSESSIVES
from schemas.official import RoleStatus

# One of the portfolios of a plural title: "for foreign affairs and for trade".
PORTFOLIO = re.compile(r"(?:(?:^|,|\band\b)\s*)*(?:(?:of|for)\s+)?(?:the\s+)?((?:(?!\band\b)[^,\s]+\s*)+)")
DASHES = frozenset({"—", "–", "--", "-", "―"})
# What may stand between the countries and the people of a list after a colon.
JOINTS = DASHES | {"", "&", "(", ")", "*", ",", ":", ";", "and", "for", "from", "of", "the", "•"}
# How many tokens after a plural title it still stands over those named by country.
FAR = 300


def _alike(peer: OfficePhrase, country: str) -> OfficePhrase:
    """The office of one country that is like another's: of who leads the one, whoever leads the other."""
    leader, words = executive_of(peer.country or ""), peer.title.words
    leads = peer.country is None or words in {leader, *KINDS.monarchs} or {words, leader} <= KINDS.premiers
    like = by_title(peer.start, executive_of(country) or words) if leads and peer.office in HEADS else peer
    return peer if like.office == peer.office and words not in KINDS.monarchs else like


class Lists(Linker):
    """One title for several people: by country, by portfolio, in order."""

    def before_title(self, phrase: OfficePhrase) -> bool:
        """A and B, then the prime ministers of C and D."""
        position = phrase.start - 1
        while position >= 0 and self.lower[position] in WORDS.between:
            position -= 1
        if position < 0 or not (self.lower[position] == "," or self.lower[position] in DASHES):
            return False
        people: list[tuple[int, int]] = []
        own: list[str | None] = []  # "Fiji's A and Peru's B, both prime ministers"
        while position in self.ends:
            people.insert(0, self.ends[position])
            position = people[0][1]
            match = self.ending_affiliations.get(position - 1) if self.lower[position - 1] in POSSESSIVES else None
            own.insert(0, match.country if match else None)
            position = match.start if match else position
            while position > 0 and self.lower[position - 1] in {",", "and", "&"}:
                position -= 1
        if len(people) < 2:
            return False
        status: RoleStatus | None = "former" if self.ledger.was_before(phrase.start) else None
        for one, (person, start), country in zip(self.each(phrase, len(people)), people, own, strict=True):
            one = replace(one, countries=(country,)) if country and not one.countries else one
            self.ledger.hold(person, one, "names-before-titles", status, start=start, end=phrase.end)
        self.ledger.settle(phrase)
        return True

    def each(self, phrase: OfficePhrase, count: int) -> list[OfficePhrase]:
        """The offices of so many people under one title, each with a country or portfolio of its own where it names as
        many: "the foreign and defence ministers"."""
        countries = phrase.countries or self._of_both(phrase)
        if len(countries) == count > 1:
            return [replace(phrase, countries=(country,)) for country in countries]
        portfolios = [words.strip() for words in PORTFOLIO.findall(phrase.setting.portfolio)]
        known = all(set(words.lower().split()) & WORDS.portfolios for words in portfolios)
        if not (phrase.title.portfolio and known and len(portfolios) == count > 1):
            return [phrase] * count
        return [self._with_portfolio(phrase, words) for words in portfolios]

    def _of_both(self, phrase: OfficePhrase) -> tuple[str, ...]:
        """The countries, in order, of the two officials before "the two countries' ministers" or "their ministers" in
        its sentence."""
        before = self.lower[max(0, phrase.title_start - 4) : phrase.title_start]
        both = before[-1:] in (["'"], ["’"]) and before[-3:-1] in (["two", "countries"], ["two", "sides"])
        if not both and phrase.determiner != "their":
            return ()
        said = sorted(
            (holding.start, holding.phrase.country)
            for holding in self.ledger.holdings
            if holding.phrase.country is not None and holding.start < phrase.start
            if not self.ledger.sentences_between(holding.start, phrase.start)
        )
        return tuple(dict.fromkeys(country for _, country in said))

    def _with_portfolio(self, phrase: OfficePhrase, words: str) -> OfficePhrase:
        """The phrase with one of its portfolios alone."""
        setting = Setting(near=words, portfolio=words)
        office = office_of(phrase.title, setting, phrase.country) or phrase.office
        after = phrase.title_end > phrase.head + 1
        text = f"{phrase.title.words} of {words}" if after else f"{words} {phrase.title.words}"
        return replace(phrase, text=text, office=office, setting=setting)

    def interleaved(self, phrase: OfficePhrase) -> bool:
        """The presidents of A, X, and B, Y: each name stands after its country."""
        position, countries = phrase.end, phrase.countries[-1:]
        found = [*self._entries(phrase.end)] if self.lower[position : position + 1] == [":"] else []
        while countries and position + 1 < len(self.lower) and self.lower[position] in {",", "("}:
            start = self.ledger.past_honorifics(position + 1)
            if start not in self.starts:
                break
            person, end = self.starts[start]
            found.append((person, countries[0], end))
            while end < len(self.lower) and self.lower[end] in {",", ";", "and", ")", "of", "the", "&"}:
                end += 1
            match = self.affiliations.get(end)
            countries = (match.country,) if match and match.country and match.kind == "country" else ()
            position = match.end if match else end
        if len(found) < 2:
            return self._interleaved_portfolios(phrase)
        for person, country, end in found:
            one = replace(phrase, countries=(country,))
            self.ledger.hold(person, one, "titles-of-countries", start=phrase.start, end=end)
        self.ledger.settle(phrase)
        return True

    def _entries(self, position: int) -> Iterator[tuple[int, str, int]]:
        """The people of a list after a colon, each with country and end: "the envoys: of Fiji, A; of Peru, B"."""
        while position < len(self.lower):
            while position < len(self.lower) and self.lower[position].strip() in JOINTS:
                position += 1
            match = self.affiliations.get(position)
            if match is None or not match.country or match.kind != "country":
                return
            position = match.end
            while position < len(self.lower) and self.lower[position] in JOINTS:
                position += 1
            start = self.ledger.past_honorifics(position)
            if start not in self.starts:
                return
            person, position = self.starts[start]
            yield person, match.country, position

    def _interleaved_portfolios(self, phrase: OfficePhrase) -> bool:
        """The ministers of finance, X, and energy, Y."""
        portfolios = WORDS.portfolios
        if (
            not phrase.title.portfolio
            or not phrase.setting.portfolio
            or self.lower[phrase.end : phrase.end + 1] != [","]
        ):
            return False
        position, words, found = phrase.end, phrase.setting.portfolio, []
        while words and position + 1 < len(self.lower) and self.lower[position] == ",":
            start = self.ledger.past_honorifics(position + 1)
            if start not in self.starts:
                break
            person, end = self.starts[start]
            found.append((person, words, end))
            while end < len(self.lower) and self.lower[end] in {",", "and", "of", "for", "the"}:
                end += 1
            position = end
            while position < len(self.lower) and (self.lower[position] in portfolios or self.lower[position] == "and"):
                position += 1
            words = self.tokens.between(end, position)
        if len(found) < 2:
            return False
        for person, words, end in found:
            one = self._with_portfolio(phrase, words.removeprefix("of ").removeprefix("for "))
            self.ledger.hold(person, one, "titles-of-portfolios", start=phrase.start, end=end)
        self.ledger.settle(phrase)
        return True

    def listed_by_country(self) -> None:
        """Leaders such as A's X and Y of B; ministers X (A) and Y (B): a plural title, then people by country."""
        for i, person in enumerate(self.people):
            if i in self.held:
                continue
            for name in person.names:
                country = self.country_beside(name.start, name.end) or self._represented(name.start, name.end)
                country = country or self._spoken_for(name.end)
                phrase = self._plural_near(name.start) if country and not self._elliptical(name.start) else None
                if country and phrase is None and self.lower[name.start - 1] in POSSESSIVES:
                    phrase = self._plural_before(name.start, country)
                elif country and phrase is None and self.lower[name.end] == ",":
                    phrase = self._plural_heading(name.start)
                if country and phrase:
                    one = replace(phrase, countries=(country,), international=False, determiner="", owner=None)
                    self.ledger.hold(i, one, "list-by-country", start=min(phrase.start, name.start), end=name.end)
                    self.ledger.settle(phrase)
                    break

    def beside_peers(self) -> None:
        """The Norwegian president, A, B's X and Y of C: people named by country in a list of officials."""
        peers = [h for h in self.ledger.holdings if h.phrase.office in PEERS and h.phrase.title.strength == "full"]
        for i, person in enumerate(self.people):
            if i in self.held or len(person.words) < 2:
                continue
            for name in person.names:
                country = self.country_beside(name.start, name.end)
                near = [h for h in peers if country and self._together(h.person, h.start, name.start)]
                near = [h for h in near if country != h.phrase.country and h.phrase.determiner not in OWNERS]
                if not (country and near):
                    continue
                alike = _alike(min(near, key=lambda h: abs(h.start - name.start)).phrase, country)
                if has_office(country, alike.title.words):
                    one = replace(alike, countries=(country,), determiner="", owner=None, status=None)
                    self.ledger.hold(i, one, "list-by-country", "current", start=name.start - 1, end=name.end)
                    break

    def _together(self, person: int, start: int, position: int) -> bool:
        """Whether an office or the name of its holder stands in the sentence of a token."""
        named = (name.start for name in self.people[person].names)
        return any(not self.ledger.sentences_between(*sorted((at, position))) for at in (start, *named))

    def country_beside(self, start: int, end: int) -> str | None:
        """The country that a name stands with: "Fiji's X", "X of Fiji", "X (Fiji)"."""
        match = None
        if self.lower[start - 1] in POSSESSIVES:
            match = self.ending_affiliations.get(start - 1)
        elif self._elliptical(start):
            match = self.ending_affiliations.get(start - 2)
        elif end + 1 < len(self.lower) and self.lower[end] in {"of", "("}:
            match = self.affiliated(end)
        elif end + 1 < len(self.lower) and self.lower[end] == ",":
            match = self._country_closing(end + 1)
        return match.country if match and match.kind == "country" else None

    def _elliptical(self, start: int) -> bool:
        """Whether a name stands after a country's possessive without the title: "the premier, A, and Tonga's, B"."""
        return self.lower[start - 1] == "," and self.lower[start - 2] in POSSESSIVES

    def _country_closing(self, position: int) -> Affiliation | None:
        """The country that ends a line of a list, or stands before a bracket there: "* X, Republic of Fiji"."""
        for start in range(position, min(position + 4, len(self.lower))):
            match = self.affiliations.get(start)
            if match and match.kind == "country":
                after = self.tokens.words[match.end : match.end + 1]
                closed = not after or "\n" in after[0] or after[0] in {"(", ";"}
                return match if closed else None
        return None

    def _represented(self, start: int, end: int) -> str | None:
        """The country of the state of "X of Oregon", where legislators are told of before in the sentence."""
        match = self.affiliations.get(end + 1) if self.lower[end : end + 1] == ["of"] else None
        phrase = next(self.ledger.before(start), None) if match and match.kind == "region" else None
        sitting = phrase is not None and phrase.plural and phrase.office == "legislator"
        near = phrase is not None and not self.ledger.sentences_between(phrase.start, start)
        return match.country if match and sitting and near else None

    def _spoken_for(self, end: int) -> str | None:
        """The country of "X for Fiji", as one of several ministers signs for each of theirs."""
        if self.lower[end : end + 1] != ["for"]:
            return None
        match = self.affiliated(end)
        return match.country if match is not None and match.kind == "country" else None

    def _near(self, position: int) -> Iterator[OfficePhrase]:
        """The phrases that a name may stand under, the nearest first."""
        return takewhile(lambda phrase: position - FAR < phrase.start, self.ledger.before(position))

    def _plural_heading(self, position: int) -> OfficePhrase | None:
        """The plural title that a list with a line for each name stands under."""
        return next((phrase for phrase in self._near(position) if phrase.plural), None)

    def _plural_before(self, position: int, country: str) -> OfficePhrase | None:
        """The plural title of the people whom the sentences before are about: "The presidents met. Fiji's X said"."""
        for phrase in self._near(position):
            lines = sum("\n" in word for word in self.tokens.words[phrase.end : position])
            if lines > 1:
                break
            ministers = phrase.office == "minister" and bool(phrase.setting.portfolio) and not lines
            if phrase.plural and (phrase.office in PEERS or ministers):
                return phrase if has_office(country, phrase.title.words) else None
        if self._led(country):
            return None
        for back in range(position - 1, max(position - FAR, 0) - 1, -1):
            if self.lower[back] == "leaders" and not self.tokens.relations[back].startswith("compound"):
                return headship(back)
        return None

    def _led(self, country: str) -> bool:
        """Whether the text has somebody with a title lead a country, so that another of its people does not."""
        return any(
            holding.phrase.office in HEADS and holding.phrase.country == country and holding.status == "current"
            for holding in self.ledger.holdings
        )

    def _plural_near(self, position: int) -> OfficePhrase | None:
        """The plural title that a list of people stands under: the nearest one before in the sentence."""
        for phrase in self.ledger.before(position):
            if self.ledger.sentences_between(phrase.head, position):
                break
            if phrase.plural:
                if phrase.title.strength in {"rank", "weak"} and phrase.office != "legislator":
                    break
                return phrase
        for back in range(position - 1, max(position - 40, 0) - 1, -1):
            if self.tokens.opens[back + 1]:
                break
            if self.lower[back] == "leaders":
                return headship(back)
        return None
