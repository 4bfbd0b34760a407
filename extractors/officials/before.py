"""Titles right before names."""

from msgspec.structs import replace

from extractors.officials.affiliations import Affiliation
from extractors.officials.ledger import Linker
from extractors.officials.lexicon import KINDS, WORDS
from extractors.officials.patterns import Setting, is_near, is_public, office_of
from extractors.officials.phrases import OfficePhrase

QUOTES = frozenset({'"', "”", "’", "'"})
RIVALS = frozenset({"head_of_state", "head_of_government"})  # offices that one person seldom holds
ACTING = frozenset({"ag", "ag.", "acting"})  # in brackets after a title


class BeforeNames(Linker):
    """Titles right before names."""

    def link(self, phrase: OfficePhrase) -> None:
        """Find whose name a title stands before."""
        if self._ends_quote(phrase.end):
            return
        position = self._past_chamber(self._past_gloss(phrase.end))
        if phrase.plural and position + 1 < len(self.lower) and self.lower[position] in {"are", "were"}:
            position += 1  # "the new ministers are X (finance) and Y (justice)"
        position = self.ledger.past_honorifics(position)
        if position in self.starts:
            if phrase.plural:
                self._list_before_names(phrase, position)
                return
            person, end = self.starts[position]
            if ACTING & set(self.lower[phrase.end : position]):
                phrase = self.ledger.swap(phrase, replace(phrase, status="acting"))
            public = self._with_body_after(phrase, end)
            phrase = self.ledger.swap(phrase, public) if public else self._with_country_after(phrase, end)
            self.ledger.hold(person, phrase, "title-before-name", start=phrase.start, end=end)
            return
        joined = phrase.named_by_other and self.lower[position : position + 1] == ["and"]
        follower = self.by_start.get(position + joined)  # "the challenger and former president X"
        served = phrase.title.words in KINDS.servants and phrase.end > phrase.head + 1  # "adviser to President X"
        if follower and not served and not follower.plural and not phrase.plural and self.ledger.is_settled(follower):
            # "Foreign Minister Senator …": two titles in a row before one name.
            told = self.ledger.told(follower)
            holding = next((h for h in told if h.phrase is follower and h.start == follower.start), None)
            if holding and not follower.determiner:
                self.ledger.hold(holding.person, phrase, "title-before-name", start=phrase.start, end=holding.end)

    def _ends_quote(self, position: int) -> bool:
        """Whether a title ends a nickname in quotation marks: "the 'Salt King' X"."""
        mark = self.lower[position] in QUOTES if position < len(self.lower) else False
        return mark and not self.tokens.spaced[position - 1] and self.tokens.spaced[position]

    def _with_body_after(self, phrase: OfficePhrase, end: int) -> OfficePhrase | None:
        """ "Director X of the Fisheries Agency": the body that makes a title public stands after the name."""
        if phrase.title.strength not in {"rank", "weak"} or self.lower[end : end + 1] != ["of"]:
            return None
        if phrase.organization or end + 2 >= len(self.lower):
            return None
        start = end + 1 + (self.lower[end + 1] == "the")
        match = self.affiliations.get(start)
        stop = match.end if match else start
        while stop < len(self.lower) and (self.tokens.is_capital(stop) or self.lower[stop] in {"of", "and", "for"}):
            stop += 1
        text = self.tokens.between(start, stop)
        title = replace(phrase.title, strength="bound")
        setting = Setting(near=text, body=True)
        office = office_of(title, setting, match.country if match else None)
        if not is_public(text) or office is None or not self.tokens.is_capital(start):
            return None
        countries = (match.country,) if match and match.country else ()
        return replace(
            phrase, title=title, office=office, setting=setting, organization=text, countries=countries,
            international=office == "igo",
        )  # fmt: skip

    def _past_gloss(self, position: int) -> int:
        """Past the other form of a title: "Member of Parliament (MP) X", "MP (Member of Parliament) X"."""
        gloss = self.by_start.get(position + 1) if self.lower[position : position + 1] == ["("] else None
        if gloss and self.lower[gloss.end : gloss.end + 1] == [")"] and gloss.end + 1 in self.starts:
            self.ledger.settle(gloss)
            return gloss.end + 1
        words = self.tokens.words[position : position + 3]
        bracketed = len(words) == 3 and words[0] == "(" and words[2] == ")"
        return position + 3 if bracketed and (words[1].isupper() or words[1].lower() in ACTING) else position

    def _past_chamber(self, position: int) -> int:
        """Past the chamber in which an office is held: "Leader of the Opposition in the Senate X"."""
        if self.lower[position : position + 2] != ["in", "the"]:
            return position
        end = position + 2
        while end < len(self.lower) and end not in self.starts and self.tokens.is_capital(end):
            end += 1
        return end if end in self.starts and is_near("assembly", self.tokens.between(position + 2, end)) else position

    def _with_country_after(self, phrase: OfficePhrase, end: int) -> OfficePhrase:
        """The phrase with the country said after the name: "President … of …", "Sen. … (R-…)"."""
        match = None
        partisan = self.tokens.words[end : end + 3]
        if len(partisan) == 3 and partisan[0] == "(" and partisan[1] in {"D", "R", "I"} and partisan[2] in {"-", "–"}:
            return self.ledger.swap(phrase, replace(phrase, countries=("US",)))
        if end + 1 < len(self.lower) and self.lower[end] == "of" and not phrase.countries:
            match = self.affiliated(end)
        if match and match.country:
            return self.ledger.swap(phrase, replace(phrase, countries=(match.country,)))
        if match and match.international:
            return self.ledger.swap(phrase, self._international(phrase, match))
        return phrase

    def _international(self, phrase: OfficePhrase, body: Affiliation) -> OfficePhrase:
        """The phrase of an office in an international body that is said after the name."""
        text = self.tokens.between(body.start, body.end)
        setting = replace(phrase.setting, near=f"{phrase.setting.near} {text}", body=True)
        office = office_of(phrase.title, setting, None) or phrase.office
        return replace(phrase, office=office, setting=setting, organization=text, international=True)

    def _list_before_names(self, phrase: OfficePhrase, position: int) -> None:
        """Presidents A of X, B of Y and C of Z."""
        count = 0
        countries = phrase.countries
        while position in self.starts:
            person, end = self.starts[position]
            one = phrase
            after = end
            if after < len(self.lower) and self.lower[after] == "of":
                match = self.affiliated(after)
                if match and match.country:
                    one = replace(phrase, countries=(match.country,))
                    after = match.end
            elif (
                after + 2 < len(self.lower) and self.lower[after] == "(" and (match := self.affiliations.get(after + 1))
            ):
                if match.country:
                    one = replace(phrase, countries=(match.country,))
                after = match.end + 1
            elif after + 2 < len(self.lower) and self.lower[after] == "(":
                one, after = self._portfolio_in_brackets(phrase, after)
            elif len(countries) > 1:
                one = replace(phrase, countries=(countries[min(count, len(countries) - 1)],))
            self.ledger.hold(person, one, "titles-before-names", start=phrase.start, end=end)
            self.ledger.settle(phrase)
            count += 1
            after = self._past_apposition(after)
            joined = False
            while after < len(self.lower) and self.lower[after] in {",", "and", ";", "&"}:
                joined = True
                after += 1
            if not joined:
                break
            position = self.ledger.past_honorifics(after)

    def _portfolio_in_brackets(self, phrase: OfficePhrase, opening: int) -> tuple[OfficePhrase, int]:
        """Ministers X (finance) and Y (foreign affairs): the phrase with the portfolio, and the position after it."""
        closing = next((i for i in range(opening, min(opening + 8, len(self.lower))) if self.lower[i] == ")"), None)
        if closing is None:
            return phrase, opening
        words = self.tokens.between(opening + 1, closing)
        if not set(words.lower().split()) & WORDS.portfolios or not phrase.title.portfolio:
            return phrase, closing + 1
        setting = Setting(near=words, portfolio=words)
        office = office_of(phrase.title, setting, phrase.country) or phrase.office
        text = f"{words.lower()} {phrase.title.words}"
        return replace(phrase, text=text, office=office, setting=setting), closing + 1

    def _past_apposition(self, position: int) -> int:
        """Past ", now vice president of the party," in a list of names."""
        if position + 1 < len(self.lower) and self.lower[position] == ",":
            for step in (1, 2):
                phrase = self.by_start.get(position + step)
                if phrase and phrase.end < len(self.lower) and self.lower[phrase.end] == ",":
                    return phrase.end
            if self.lower[position + 1] in {"a", "an"}:
                for ahead in range(position + 2, min(position + 6, len(self.lower))):
                    if self.lower[ahead] == ",":
                        return ahead
        return position

    def coordinated(self) -> None:
        """President and party chairman X: a bare title joined to one that stands before a name."""
        for phrase in reversed(self.ledger.phrases):
            if self.ledger.is_settled(phrase) or phrase.plural or phrase.end >= len(self.lower):
                continue
            if self.lower[phrase.end] not in {"and", "&", "/", ","}:
                continue
            follower = self.by_start.get(phrase.end + 1)
            if follower is None or follower.determiner or follower.plural or follower.countries:
                continue
            told = (h for h in self.ledger.told(follower) if h.phrase is follower)
            holding = next((h for h in told if h.rule == "officials.title-before-name"), None)
            if {phrase.office, follower.office} == RIVALS and not phrase.setting.deputy:
                continue  # "Prime Minister and President X": two people
            same_case = self.tokens.is_capital(phrase.title_start) == self.tokens.is_capital(follower.title_start)
            if holding and same_case and phrase.determiner not in {"a", "an", "the"} and self.lower[phrase.end] != ",":
                self.ledger.hold(holding.person, phrase, "titles-before-name", start=phrase.start, end=holding.end)
