"""What stands after the fixed words of a title: "… of the Republic of Fiji", "…-elect", "… for foreign affairs"."""

from msgspec import Struct

from extractors.countries import fold, subdivision_country, table
from extractors.officials.affiliations import Affiliation
from extractors.officials.heads import Heads
from extractors.officials.lexicon import KINDS, NOUNS, WORDS, Cue, lexicon
from extractors.officials.patterns import Title, binders_of, is_near, status_words
from extractors.officials.tokens import NOUN_TAGS, POSSESSIVES
from schemas.official import RoleStatus

FARTHEST = 16  # tokens of a complement
# Cues that are of whoever bears the title after them: "predecessor of Fiji's premier".
OWNED: tuple[Cue, ...] = ("elect", "former", "mate")
# What a complement does not end in.
TRAILING = POSSESSIVES | {"and", "&", ",", "the", "of", "for", "to", "a", "an", "-"}


# How many tokens before "his counterpart there" the place is named.
NEAR = 40


class Right(Struct):
    """What stands after a title."""

    end: int
    title_end: int
    countries: tuple[str, ...] = ()
    organization: str | None = None
    international: bool = False
    region: bool = False
    status: RoleStatus | None = None
    portfolio: bool = False
    nation: tuple[int, int] | None = None  # the country's words inside the title


class Complement(Struct):
    """The words after the preposition of a complement, and the countries and bodies that they name."""

    start: int
    end: int
    countries: list[str] = []
    organization: str | None = None
    international: bool = False
    region: bool = False


def is_initials(word: str) -> bool:
    """Whether a word is made of initials.

    >>> is_initials("GCC"), is_initials("AfDB"), is_initials("Libya")
    (True, True, False)
    """
    return word.isalpha() and sum(letter.isupper() for letter in word) > 1


class Complements:
    """Reads what stands after the titles of one doc."""

    def __init__(self, heads: Heads) -> None:
        self.heads = heads
        self.tokens, self.lower, self.tags, self.named = heads.tokens, heads.lower, heads.tags, heads.named
        self.starting, self.ending = heads.starting, heads.ending

    def after(self, end: int, title: Title) -> Right:
        """What stands after a title whose own words end at `end`."""
        right = Right(end, end)
        self._status(right)
        position = right.end
        if position >= len(self.lower):
            return right
        if self.lower[position] in binders_of(title):
            self._complement(right, position, title)
        elif self.lower[position] == "there" and title.words in lexicon().cues["same"]:
            right.end, right.countries = position + 1, self._there(position)
        elif title.words in KINDS.bare:
            self._bare_complement(right, position)
        self._posting(right)
        self._initials(right, end)
        if right.end == end and self._between_commas(end, title):
            self._body_after_comma(right, title)
        elif right.end == end and self.lower[end] == "," and self.tokens.is_capital(end - 1):
            self._body_before_name(right, title)
        match = self.starting.get(right.end + 1)
        if match and not right.countries and match.kind == "country" and self.lower[right.end] == ",":
            after = self.lower[match.end] if match.end < len(self.lower) else "."
            closed = after[0] in ");,.\n" and self.lower[match.end - 1] not in POSSESSIVES
            if closed and self.tokens.is_capital(end - 1):
                right.countries, right.end = (match.country,) if match.country else (), match.end
        return right

    def _between_commas(self, end: int, title: Title) -> bool:
        """Whether a title stands between a name and another comma."""
        start = end - len(title.words.split())
        return self.lower[end] == "," == self.lower[start - 1] and start - 2 in self.named

    def _body_after_comma(self, right: Right, title: Title) -> None:
        """Past the body that a title is held in: "X, director, Central Bank of Fiji"."""
        found = self._scan(right.end + 1, title)
        if found.organization is not None:
            right.countries, right.end = tuple(found.countries[-1:]), found.end
            right.organization, right.international = found.organization, found.international

    def _body_before_name(self, right: Right, title: Title) -> None:
        """Past the body between a title and its holder: "the Speaker, House of Representatives, Mr X"."""
        found = self._scan(right.end + 1, title)
        after, text = found.end + 1, self.tokens.between(found.start, found.end)
        body = found.organization or (text if is_near("public", text) else None)
        if body is None or self.lower[found.end : after] != [","]:
            return
        while after < len(self.lower) and self.lower[after] in WORDS.honorifics:
            after += 1
        if after in self.named or (after + 1 in self.named and after in self.heads.at):
            right.countries, right.end = tuple(found.countries[-1:]), found.end
            right.organization, right.international = body, found.international

    def _there(self, position: int) -> tuple[str, ...]:
        """The country of the place named last before "his counterpart there"."""
        before = (self.starting.get(i) for i in range(position - 1, max(position - NEAR, -1), -1))
        return next(((m.country,) for m in before if m and m.country and m.kind in {"country", "region"}), ())

    def _status(self, right: Right) -> None:
        """Past "-elect" or "hopeful" after a title."""
        if self.tokens.joins(right.end) and (status := status_words().get(self.lower[right.end + 1])):
            right.status, right.end = status, right.end + 2
        elif right.end < len(self.lower):
            status = status_words().get(self.lower[right.end])
            if status in {"candidate", "nominee", "elect"}:
                right.status, right.end = status, right.end + 1

    def _posting(self, right: Right) -> None:
        """Past the place where an office is held: "the ambassador of Fiji in Suva, …", "the Ambassador to Peru X"."""
        match = self.starting.get(right.end + 1)
        posted = match and self.lower[right.end] in {"in", "to"} and match.kind != "adjective"
        if match and posted and match.end < len(self.lower):
            named = match.end in self.named and self.tokens.is_capital(right.title_end - 1)
            right.end = match.end if named or self.lower[match.end] == "," else right.end

    def _initials(self, right: Right, end: int) -> None:
        """Past the initials of a body in brackets: "the head of the Fisheries Agency (FA), X"."""
        words = self.tokens.words[right.end : right.end + 3]
        if right.end > end and len(words) == 3 and words[0] == "(" and words[2] == ")" and is_initials(words[1]):
            right.end += 3

    def _bare_complement(self, right: Right, position: int) -> None:
        """Governor Sindh, Speaker National Assembly: the division or body stands between title and name."""
        match = self.starting.get(position)
        for end in (position + 1, position + 2):
            if match is None and end in self.named and position not in self.named:
                name = self.tokens.between(position, end)
                if fold(name) in table("subdivision"):
                    match = Affiliation(position, end, "region", subdivision_country(name))
        if match and match.kind in {"region", "body"} and match.end in self.named:
            right.countries = (match.country,) if match.country else ()
            right.region, right.end = match.kind == "region", match.end
            right.organization = self.tokens.between(match.start, match.end) if match.kind == "body" else None

    def _complement(self, right: Right, position: int, title: Title) -> None:
        """Take the complement that a preposition begins, where it says anything of the office."""
        binder = self.lower[position]
        if any(title.words in lexicon().cues[cue] for cue in OWNED):
            return  # of somebody
        seat = self.starting.get(position + 1) if title.words in lexicon().cues["same"] and binder == "in" else None
        if seat is not None and seat.country and seat.kind == "region":
            right.end, right.countries = seat.end, (seat.country,)  # "his counterpart in Lima"
            return
        found = self._scan(position + 1, title)
        if found.end == found.start:
            return
        text = self.tokens.between(found.start, found.end)
        public = found.countries or found.organization or is_near("public", text) or is_near("party", text)
        if binder in {"in", "at", "on", "from", "with"} and not public:
            return
        if binder == "at" and title.office == "diplomat" and not found.international:
            return  # "ambassadors at Gorda Palace"
        right.end = found.end
        if binder == "to" or (binder in {"in", "at"} and title.office == "diplomat"):
            follower = self.heads.at.get(found.end)
            if follower is None or follower.end not in self.named:  # not "adviser to Fiji's President X"
                right.title_end = found.end  # where a diplomat is posted
            right.portfolio = found.organization is None
            return
        countries = [] if binder in {"for", "on"} and title.office == "diplomat" else found.countries
        right.countries = tuple(countries) if title.plural or len(countries) < 2 else (countries[-1],)
        right.organization, right.international = found.organization, found.international
        right.region = found.region and (binder != "for" or bool(found.countries))
        if self._is_portfolio(found, title, countries, binder):
            right.portfolio, right.title_end = True, found.end
            right.nation = self._nation(found)
            last = self.ending.get(found.end)
            served = last and last.kind in {"country", "adjective"} and not found.international
            serving = {"of"} if title.office == "diplomat" else {"of", "for"}
            if last and served and self.lower[last.start - 1] in serving:
                right.title_end = last.start - 1

    def _nation(self, found: Complement) -> tuple[int, int] | None:
        """The words for the country that a body belongs to: "of the Fijian Coast Guard", "of Fiji's Treasury"."""
        start = found.start + (self.lower[found.start] == "the")
        match = self.starting.get(start)
        if match is None or not match.country or match.kind not in {"adjective", "country"}:
            return None
        if self.lower[match.end : match.end + 1] and self.lower[match.end] in POSSESSIVES:
            return start, match.end + 1
        body = self.starting.get(match.end)
        return (start, match.end) if body and body.kind == "body" and body.end <= found.end else None

    def _is_portfolio(self, found: Complement, title: Title, countries: list[str], binder: str) -> bool:
        """Whether a complement belongs to the title, being more than the countries or region that the holder serves."""
        start, article = found.start, self.lower[found.start] == "the"
        whole = self.starting.get(start + article)
        if whole and whole.end == found.end and whole.kind != "body" and not found.international:
            return binder == "for" and title.portfolio and whole.country is None  # "Minister for Central Asia"
        if found.end == start + article + 1 and self.lower[found.end - 1] in NOUNS.divisions:
            return False  # "governor of the region"
        if title.plural and len(countries) > 1:
            return False
        if article and self.lower[start + 1] in {"republic", "kingdom", "country", "state"} and countries:
            return False
        return title.portfolio or not found.region

    def _scan(self, start: int, title: Title) -> Complement:
        """The words from `start` that belong to a complement."""
        found = Complement(start, start)
        while found.end < min(len(self.lower), start + FARTHEST):
            match = self.starting.get(found.end)
            if match and found.end not in self.named:
                self._take(found, match)
            elif self._goes_on(found, title):
                found.end += 1
            else:
                break
        while found.end > start and self.lower[found.end - 1] in TRAILING:
            found.end -= 1
        return found

    def _take(self, found: Complement, match: Affiliation) -> None:
        """Let a country, region or body be a part of a complement."""
        text = self.tokens.between(match.start, match.end)
        if match.kind in {"body", "region"} and self._is_plain(match):
            found.end = match.end
            return
        if match.kind == "body":
            found.organization = found.organization or text
            found.international = found.international or match.international
        elif is_near("igo", text):
            found.organization, found.international = found.organization or text, True
        found.region = found.region or match.kind == "region"
        if match.country and match.country not in found.countries:
            found.countries.append(match.country)
        found.end = match.end

    def _is_plain(self, match: Affiliation) -> bool:
        """Whether a name is one only by its capitals: words of a portfolio, "Social Protection"."""
        return not match.international and WORDS.portfolios.issuperset(self.lower[match.start : match.end])

    def _goes_on(self, found: Complement, title: Title) -> bool:
        """Whether a complement goes on with the next word."""
        position, first = found.end, found.end == found.start
        word, before = self.lower[position], self.lower[position - 1]
        if position in self.named or word in WORDS.calendar or (word in WORDS.timely and not first):
            return False
        if title.words in KINDS.servants and self._opens_portfolio(position):
            return False  # "an aide to Foreign Minister X"
        if word in {"the", "a", "an"}:
            return first or before in {"of", "for", "to", "in", "and", "on"}
        if word in {"of", "for"}:
            return not first
        if word == "to":
            return self._names_aim(position)
        if title.strength == "cue" and word.isdigit():
            return bool(
                lexicon().candidacies.keys() & set(self.lower[position + 1 : position + 2])
            )  # "2020 presidential"
        if word in {"and", "&", ","}:
            return self._listed(position, title, bool(found.countries))
        if word in POSSESSIVES or self.tokens.joins(position):
            return True
        if word in status_words() or (position in self.heads.at and self._opens_title(position, word)):
            return False
        return self._names_body(position)

    def _opens_portfolio(self, position: int) -> bool:
        """Whether a word is the portfolio of a title before a name."""
        follower = self.heads.at.get(position + 1)
        return follower is not None and follower.end in self.named and self.lower[position] in WORDS.portfolios

    def _names_aim(self, position: int) -> bool:
        """Whether "to" goes on with the name of a body: "the Global Coalition to Defeat Piracy"."""
        body, following = self.ending.get(position), self.starting.get(position + 1)
        if body is None or body.kind != "body" or (following is not None and following.kind != "body"):
            return False
        return position + 1 < len(self.lower) and self.tokens.is_capital(position + 1)

    def _opens_title(self, position: int, word: str) -> bool:
        """Whether a title's word inside a complement begins another title: after "and", or before a name."""
        before = self.lower[position - 1]
        if word in WORDS.portfolios and before in {"of", "for", "and"}:
            return False  # "Secretary of Justice X"
        return before in {"and", ","} or (before != "the" and self.heads.at[position].end in self.named)

    def _listed(self, position: int, title: Title, countries: bool) -> bool:
        """Whether what follows "and" or a comma goes on with the same portfolio, body or list of countries."""
        after = position + 1
        if after < len(self.lower) and self.lower[after] == "and":
            after += 1
        if title.plural and self.lower[after : after + 1] in (["for"], ["of"]):
            after += 1  # "the ministers for health and for trade"
        if after < len(self.lower) and self.lower[after] == "the":
            after += 1
        if after >= len(self.lower) or after in self.named:
            return False
        affairs = "affairs" in self.lower[after + 1 : after + 3]  # "for East Asian and Pacific Affairs"
        match = self.starting.get(after)
        if match and match.kind in {"country", "region"} and not affairs:
            return (
                title.plural
                and countries
                and match.end not in self.named
                and not (match.end < len(self.lower) and self.lower[match.end] in POSSESSIVES)
            )
        if match and match.kind == "adjective" and self.lower[position] == ",":
            return False
        portfolio = title.portfolio and self.lower[after] in WORDS.portfolios
        for ahead in range(after, min(after + 5, len(self.lower))):
            if ahead in self.named and (portfolio or affairs):
                break
            if ahead in self.heads.at or ahead in self.named:
                return False
            if self.lower[ahead] in {",", ".", ";", "and"}:
                break
        if self.lower[position] == ",":
            return portfolio
        if countries and match is None and not affairs and self.lower[after] not in WORDS.portfolios:
            return False
        return self.tokens.is_capital(after) or self.lower[after] in WORDS.portfolios

    def _names_body(self, position: int) -> bool:
        """Whether a word may be a part of the name of a portfolio or body."""
        text, word, tag = self.tokens.words[position], self.lower[position], self.tags[position]
        if not text[0].isalpha():
            return False
        if word in WORDS.honorifics - WORDS.portfolios and not self.named.isdisjoint((position + 1, position + 2)):
            return False
        named = word in WORDS.portfolios or word in NOUNS.realms or is_near("public", word) or is_near("party", word)
        if named or is_near("partisan", text) or self.tokens.joins(position + 1):
            return True
        if text[0].isupper():
            return not tag or tag in NOUN_TAGS or tag.startswith(("JJ", "CD", "FW"))
        return tag in {"NN", "NNS", "JJ", "VBG"} and word not in WORDS.timely
