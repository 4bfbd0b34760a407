"""What stands before the fixed words of a title: "the former Turkish deputy …", "Fiji's …", "his …"."""

from collections.abc import Iterator

from msgspec import Struct

from extractors.officials.affiliations import Affiliation
from extractors.officials.heads import Heads
from extractors.officials.lexicon import KINDS, NOUNS, WORDS
from extractors.officials.patterns import Title, is_near, status_words
from extractors.officials.phrases import OfficePhrase
from extractors.officials.tokens import ARTICLES, OWNERS, POSSESSIVES
from schemas.official import RoleStatus

MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "RB", "RBS", "CD", "NN", "NNS", "AFX", "HYPH"})
ORDINALS = frozenset({"first", "second", "third"})
# Words that an ordinal before them ranks: "first deputy minister", "second secretary".
RANKED = frozenset(
    "assistant counsellor deputy lady lieutenant lord minister secretary sergeant undersecretary vice".split()
)
# Styles before an office: "the Hon. Minister".
STYLES = frozenset({"excellency", "h.e.", "hon", "hon.", "honorable", "honourable", "right", "rt", "rt."})
DESCRIBING = WORDS.adjectives | STYLES
FARTHEST = 14  # tokens before a title
NEAR = 40  # tokens between "its" and what it stands for


class Left(Struct):
    """What stands before a title."""

    start: int
    countries: tuple[str, ...] = ()
    organization: str | None = None
    international: bool = False
    unknown_body: bool = False
    region: bool = False
    realm: bool = False
    status: RoleStatus | None = None
    then: bool = False
    determiner: str = ""
    owner: int | None = None
    near: str = ""


class Premodifiers:
    """Reads what stands before the titles of one doc, from its beginning."""

    def __init__(self, heads: Heads) -> None:
        self.tokens, self.lower, self.tags, self.named = heads.tokens, heads.lower, heads.tags, heads.named
        self.ending, self.inside, self.national = heads.ending, heads.inside, heads.national
        self.floor = 0
        self.last: OfficePhrase | None = None

    def pass_over(self, phrase: OfficePhrase) -> None:
        """Let what stands before the next title begin after a phrase."""
        self.last, self.floor = phrase, phrase.end

    # -- in the title

    def title_start(self, start: int, title: Title) -> tuple[int, bool]:
        """Where the title proper begins, and whether a deputy's word stands in it."""
        position, deputy, fixed = start - 1, False, start
        while position >= 0:
            word = self.lower[position]
            if self.tokens.joins(position) and position + 1 == start:
                position -= 1
                continue
            if position < self.floor or position in self.named or word in WORDS.calendar or word in status_words():
                break
            if title.portfolio and position + 1 == start and self._is_wide(position):
                start = self.ending[position + 1].start
                position = start - 1
                continue
            if position in self.inside and (word not in WORDS.portfolios or position in self.national):
                break
            if (body := self.ending.get(position + 1)) and self.lower[body.start] not in WORDS.portfolios:
                break  # "General Works administrator"
            if word in WORDS.deputies:
                deputy = True
            elif word in WORDS.seniority:
                foremost = title.office in {"head_of_state", "head_of_government"}
                if word in ORDINALS and (foremost or self.lower[position + 1] not in RANKED):
                    break  # "the third president" holds no third presidency
            elif title.portfolio and self._is_portfolio(position, start):
                pass
            elif title.portfolio and word in {"and", "&", ","} and self._continues(position, fixed):
                position = self.ending[position].start if position in self.ending else position - 1
            else:
                break
            start = position
            position -= 1
        return start, deputy

    def _is_wide(self, position: int) -> bool:
        """Whether a word before a title ends the name of a region of many countries: "Middle East envoy"."""
        match = self.ending.get(position + 1)
        return match is not None and match.kind == "region" and match.country is None and match.start >= self.floor

    def _is_portfolio(self, position: int, start: int) -> bool:
        """Whether a word before a title may name a portfolio."""
        word, tag = self.lower[position], self.tags[position]
        if word in WORDS.portfolios:
            return True
        if word in DESCRIBING or word in WORDS.timely or not word[0].isalpha() or word in ARTICLES or word in OWNERS:
            return False
        if tag in {"NN", "NNS"}:
            return word not in NOUNS.realms
        return tag in {"NNP", "NNPS"} and self.tokens.is_capital(start) and not self.tokens.opens[position]

    def _continues(self, position: int, fixed: int) -> bool:
        """Whether "and" or a comma joins two portfolios: "labour and trade", "Transport and Bridges"."""
        before, after = position - 1, position + 1
        body = self.ending.get(position)
        if before < self.floor or after == fixed or before in self.named:
            return False
        if before in self.inside and (body is None or body.kind != "body"):
            return False
        known = {self.lower[before], self.lower[after]} & WORDS.portfolios
        if len(known) != 1 or self.lower[position] == ",":
            return self.lower[before] in known and self.lower[after] in known
        capital = self.tokens.is_capital(before) and self.tokens.is_capital(after)
        if self.lower[after] in WORDS.seniority or self.lower[after] in WORDS.deputies:
            return False  # "Advisor to the Family and Senior Advisor"
        return capital and (self.lower[before] in known or self.tags[before] == "NNPS")

    # -- before the title

    def before(self, start: int, title: Title) -> Left:
        """What stands before a title whose own words begin at `start`."""
        left = Left(start)
        body = self.ending.get(start + 1)
        joined = " " in title.words and title.office != "judiciary"
        if body is not None and self.floor <= body.start < start and joined:
            self._bind(left, body)  # "Senate Budget Committee member"
            left.start = body.start
        position, hyphened, certain, chamber = self._before_initials(left.start - 1), False, left.start, None
        while position >= max(self.floor, start - FARTHEST):
            word = self.lower[position]
            if self.tokens.joins(position):
                hyphened = True
                position -= 1
                continue
            match = self.ending.get(position + 1)
            if match and match.start >= self.floor:
                if hyphened and self.tokens.joins(position + 1):
                    left.start = match.start  # "Tunisian-born": no word of the office
                elif (left.countries or left.organization) and not (
                    title.office == "diplomat" and left.start == start - 1
                ):
                    break
                else:
                    self._bind(left, match)
                    left.start = certain = match.start
                position, hyphened = match.start - 1, False
                if title.plural and left.countries:
                    position = self._coordinated(left, position)
                    certain = left.start
                continue
            status = status_words().get(word)
            if status and not (word == "past" and self.tags[position] == "IN"):
                left.status = left.status if left.status and status == "current" else status
                left.then = left.then or word == "then"
                left.start = certain = position
            elif word in POSSESSIVES:
                if title.office == "diplomat":
                    left.countries = ()  # "the UN's Fiji envoy"
                if left.owner is not None or not self._possessor(left, position):
                    break
                certain = left.start
                position = left.start - 1
                continue
            elif word in ARTICLES or word in OWNERS:
                left.determiner = word
                left.start = certain = position
                if word in {"whose", "its"}:
                    self._antecedent(left, position)
                elif word == "their":
                    left.near = f"{self._rebels(position)} {left.near}"
                break
            elif position in self.named and title.words in KINDS.servants and position == start - 1:
                left.owner = position
                while position - 1 in self.named:
                    position -= 1
                left.start = certain = position
            elif position in self.named or word in WORDS.calendar:
                break
            elif word in DESCRIBING or hyphened or self._modifies(position):
                left.near = f"{self.tokens.words[position]} {left.near}"
                left.start = position
                if self.tokens.is_capital(position) and is_near("assembly", word):
                    chamber = self.tokens.words[position]  # "Senate Majority Leader"
            else:
                break
            hyphened = False
            position -= 1
        left.start = certain
        left.organization = left.organization or chamber
        return left

    def _before_initials(self, position: int) -> int:
        """From before a title past the initials of a body: "Fisheries Agency (FA) head"."""
        initials = self.tokens.words[max(position - 2, 0) : position + 1]
        bracketed = len(initials) == 3 and initials[0] == "(" and initials[1].isupper() and initials[2] == ")"
        body = self.ending.get(position - 2) if bracketed else None
        return position - 3 if body is not None and body.start >= self.floor else position

    def _coordinated(self, left: Left, position: int) -> int:
        """The French, German and Polish ministers: every country, and the position before them."""
        while position > self.floor and self.lower[position] in {"and", ",", "&"}:
            match = self.ending.get(position)
            if match is None or match.kind not in {"adjective", "country"} or not match.country:
                break
            left.countries = (match.country, *left.countries)
            left.start = match.start
            position = match.start - 1
        return position

    def _antecedent(self, left: Left, position: int) -> None:
        """Its chairman, whose ruler: the country or body that its sentence or the one before is about owns the office,
        else the one named last before in its sentence."""
        nearest: Affiliation | None = None
        for before, sentences in self._lately(position):
            match = self.ending.get(before + 1)
            if match and match.kind != "adjective":
                nearest = nearest or (match if not sentences else None)
                if self.lower[position] == "its" and self.tokens.relations[before].startswith("nsubj"):
                    nearest = match
                    break
        if nearest is not None:
            if not left.countries and not left.organization:
                self._bind(left, nearest)
            left.realm = True

    def _rebels(self, position: int) -> str:
        """The rebels of whom "their" speaks, in its sentence or the one before; nothing where it speaks of others."""
        words = (self.lower[before] for before, _ in self._lately(position))
        return next((word for word in words if is_near("insurgents", word)), "")

    def _lately(self, position: int) -> Iterator[tuple[int, int]]:
        """The tokens before one, the last first, in its sentence and the one before, each with the sentences since."""
        sentences = 0
        for before in range(position - 1, max(position - NEAR, 0) - 1, -1):
            yield before, sentences
            sentences += self.tokens.opens[before]
            if sentences > 1:
                return

    def _modifies(self, position: int) -> bool:
        """Whether a word describes the holder of the title after it."""
        word, tag = self.tokens.words[position], self.tags[position]
        if tag in {"NNP", "NNPS"}:
            partisan = is_near("party", word) or is_near("partisan", word)
            return is_near("assembly", word) or (partisan and not self.tokens.opens[position])
        return tag in MODIFIER_TAGS and word[0].isalpha() and self.lower[position] not in WORDS.unmodifying

    def _bind(self, left: Left, match: Affiliation) -> None:
        """Let the office be of a country, region or body."""
        text = self.tokens.between(match.start, match.end)
        left.near = f"{text} {left.near}"
        if match.kind == "body":
            left.organization = text
            left.international = match.international
            left.unknown_body = match.country is None and not match.international
        elif is_near("igo", text):
            left.international = True
            left.organization = text
        left.region = match.kind == "region"
        if match.country:
            left.countries = (match.country,)

    def _possessor(self, left: Left, position: int) -> bool:
        """Take whoever or whatever owns the office, before the possessive at `position`; whether anything does."""
        match = self.ending.get(position)
        before = position - 1
        if match:
            if not left.countries:
                self._bind(left, match)
            left.start = match.start
            left.determiner = "possessive"
            return True
        if before < self.floor:
            return self._possessing_office(left, position)
        left.determiner = "possessive"
        left.start = before
        if before in self.named:
            left.owner = before
            while left.start - 1 in self.named:
                left.start -= 1
        elif self.lower[before] in NOUNS.realms:
            left.realm = True
        else:
            left.near = f"{self.tokens.words[before]} {left.near}"
            left.international = left.international or is_near("igo", self.lower[before])  # "the bloc's envoy"
        return True

    def _possessing_office(self, left: Left, position: int) -> bool:
        """The U.N. secretary-general's envoy: the office before owns this one."""
        if self.last is None or self.last.end != position:
            return False
        left.start, left.determiner = self.last.start, "possessive"
        left.countries = left.countries or self.last.countries
        left.international, left.organization = self.last.international, left.organization or self.last.organization
        left.near = f"{self.tokens.between(self.last.start, position)} {left.near}"
        return True
