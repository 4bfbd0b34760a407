"""Phrases that name an office: fixed words with what stands before ("the former Turkish deputy …") and after them."""

from msgspec import Struct
from msgspec.structs import replace

from extractors.countries import fold, subdivision_country, table
from extractors.officials.affiliations import Affiliation
from extractors.officials.lexicon import KINDS, NOUNS, WORDS, lexicon
from extractors.officials.patterns import (
    Node,
    Setting,
    Title,
    binders_of,
    candidacy_pattern,
    is_near,
    office_of,
    status_words,
    title_named,
    title_tree,
)
from extractors.officials.tokens import Tokens
from schemas.official import Office, RoleStatus

# Groups of words that make a named body a public one, and titles that private bodies give too.
PUBLIC = (
    "public",
    "igo",
    "partisan",
    "party",
    "assembly",
    "court",
    "police",
    "military",
    "junta",
    "rebels",
    "ministry",
    "state_bodies",
)
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
ARTICLES = frozenset({"the", "a", "an", "this", "another", "any", "no", "every", "each", "some", "one"})
OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "RB", "RBS", "CD", "NN", "NNS", "AFX", "HYPH"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
ORDINALS = frozenset({"first", "second", "third"})
TIMES = (("of", "the", "day"), ("at", "the", "time"), ("at", "that", "time"), ("in", "those", "days"))


class OfficePhrase(Struct, frozen=True, kw_only=True):
    """One phrase: token positions of the whole, its title and its last fixed word, and what it says of the office."""

    start: int
    end: int
    title_start: int
    title_end: int
    head: int
    title: Title
    text: str
    office: Office
    setting: Setting
    countries: tuple[str, ...] = ()
    organization: str | None = None
    international: bool = False
    status: RoleStatus | None = None
    then: bool = False
    determiner: str = ""
    owner: int | None = None
    realm: bool = False

    @property
    def plural(self) -> bool:
        """Whether it speaks of several holders."""
        return self.title.plural

    @property
    def country(self) -> str | None:
        """The one country of the office, where the phrase says it."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def named_by_other(self) -> bool:
        """Whether other words name the office: "counterpart", "predecessor"."""
        return self.title.strength == "cue"


class Offices:
    """Finds the office phrases of one doc."""

    def __init__(self, tokens: Tokens, affiliations: list[Affiliation], named: set[int]) -> None:
        self.tokens = tokens
        self.named = named
        self.lower = tokens.lower
        self.tags = tokens.tags
        self.starting = {match.start: match for match in affiliations}
        self.ending = {match.end: match for match in affiliations}
        self.inside = {i for match in affiliations for i in range(match.start, match.end)}
        self.national = {i for match in affiliations if match.country for i in range(match.start, match.end)}
        self.heads = self._heads()
        self.head_starts = {start: end for start, end, _ in self.heads}
        self.floor = 0
        self.last: OfficePhrase | None = None

    # -- fixed words

    def _heads(self) -> list[tuple[int, int, Title]]:
        found, position, lower = [], 0, self.lower
        root = title_tree().next
        while position < len(lower):
            node = root.get(lower[position].rstrip("."))
            match = self._longest(node, position) if node else None
            if match:
                found.append((position, *match))
                position = match[0]
            else:
                position += 1
        return found

    def _longest(self, node: Node | None, position: int) -> tuple[int, Title] | None:
        best: tuple[int, Title] | None = None
        end = position + 1
        while node is not None:
            if node.title:
                best = (end, node.title)
            while end < len(self.lower) and (self.tokens.joins(end) or self._stop(end)):
                end += 1
            node = node.next.get(self.lower[end].rstrip(".") or ".") if end < len(self.lower) else None
            end += 1
        if best and best[0] < len(self.lower) and self._stop(best[0]):
            return best[0] + 1, best[1]
        return best

    def _stop(self, position: int) -> bool:
        """Whether the token is the full stop of an abbreviated rank: "Lt. Gen."."""
        return self.lower[position] == "." and self.lower[position - 1] in {
            "brig", "capt", "col", "gens", "govs", "lt", "maj", "reps", "sens", "cmdr",
        }  # fmt: skip

    # -- phrases

    def find(self) -> list[OfficePhrase]:
        """Every phrase that names a public office, in order of the text."""
        found: list[OfficePhrase] = []
        for start, end, title in self.heads:
            if start < self.floor or (start in self.named and start - 1 in self.named):
                continue
            if end == start + 1 and self._modifies_head(start, title):
                continue
            if start in self.named and self.lower[start] in KINDS.given:
                continue
            phrase = self._phrase(start, end, title)
            if phrase is None:
                continue
            while found and found[-1].head >= phrase.title_start:
                found.pop()  # "deputy" in "deputy assistant secretary"
            found.append(phrase)
            self.floor, self.last = phrase.end, phrase
        return found

    def _modifies_head(self, position: int, title: Title) -> bool:
        """Whether a title's word only modifies the title after it: "deputy" in "deputy assistant secretary"."""
        words = WORDS
        modifiers = words.deputies | words.seniority
        word = self.lower[position]
        if word not in modifiers | words.portfolios:
            return False
        after = position + 1
        while after < min(position + 5, len(self.lower)) and after not in self.head_starts:
            if self.lower[after] not in modifiers | words.portfolios and not self.tokens.joins(after):
                return False
            after += 1
        following = next((head for head in self.heads if head[0] == after), None)
        if following is None:
            return False
        return following[2].portfolio or (after == position + 1 and word in modifiers)

    def _phrase(self, start: int, end: int, title: Title) -> OfficePhrase | None:
        title_start, deputy = self._modifiers(start, title)
        left = self._before(title_start, title)
        right = self._after(end, title)
        self._timed(right, left)
        between = self.tokens.between
        modifiers, complement = between(title_start, start), between(end, right.end)
        near = f"{modifiers} {left.near} {complement}"
        countries = right.countries or left.countries
        setting = Setting(
            near=near,
            portfolio=f"{modifiers}{complement if right.portfolio else ''}".strip(),
            region=right.region or (left.region and not right.countries),
            body=bool(left.organization or right.organization),
            deputy=deputy,
        )
        title_end = right.title_end if not is_near("party", complement) else end
        text = f"{between(title_start, start)} {self._singular(start, end, title)}{between(end, title_end)}"
        if title.words == "deputy" and (left.owner is not None or left.determiner in OWNERS):
            title = replace(title, strength="cue")
        if title.strength == "cue":
            sought = candidacy_pattern().search(near)
            if sought and title.words in lexicon().cues["candidate"]:
                words = sought.group().lower().replace("-", " ")
                title = title_named(lexicon().candidacies.get(words, words))
                text, right.status, setting = title.words, "candidate", Setting(region=setting.region)
        elif not self._is_bound(title, left, right, setting):
            if right.end not in self.named or not self.tokens.is_capital(start) or right.end > end:
                return None
            title = replace(title, strength="rank" if title.words in KINDS.styles else "weak")
        international = left.international or right.international
        office = office_of(title, setting, countries[0] if countries else None)
        if office is None:
            return None
        international = international or office == "igo"
        body = right.organization or (left.organization if left.unknown_body else None)
        private = body is not None and not (international or any(is_near(group, body) for group in PUBLIC))
        private = private and (
            title.words not in KINDS.partisan or is_near("company", body or "") or is_near("private", near)
        )
        if private and (title.strength == "bound" or title.words in KINDS.headed) and not self._country_in(right, end):
            return None
        shown = self.tokens.is_capital(start) or left.determiner or countries or right.end in self.named
        if title.strength == "rank" and not shown:
            return None
        home = lexicon().homes.get(text.strip().lower()) or lexicon().homes.get(title.words)
        if home and not countries and not international:
            countries = (home,)
        return OfficePhrase(
            start=left.start,
            end=right.end,
            title_start=title_start,
            title_end=title_end,
            head=end - 1,
            title=title,
            text=" ".join(text.split()),
            office=office,
            setting=setting,
            countries=() if international else countries,
            organization=right.organization or left.organization,
            international=international,
            status=right.status or left.status,
            then=left.then,
            determiner=left.determiner,
            owner=left.owner,
            realm=left.realm,
        )

    def _timed(self, right: "Right", left: "Left") -> None:
        """Past "of the day", "at the time" after a title: the office was held then."""
        for words in TIMES:
            if tuple(self.lower[right.end : right.end + len(words)]) == words:
                left.then = True
                right.end += len(words)
        after = self.lower[right.end : right.end + 4]
        if after[:1] and after[0] in WORDS.fallen:
            right.status = right.status or "former"
        elif len(after) == 4 and after[0] in {"from", "between"} and after[1].isdigit() and after[3].isdigit():
            left.then = True  # "president from 2006 to 2019"

    def _country_in(self, right: "Right", end: int) -> bool:
        """Whether the complement's body is a country's own: "head of Peru's …", "chief of the Polish …"."""
        return bool(right.countries) or right.region

    def _is_bound(self, title: Title, left: "Left", right: "Right", setting: Setting) -> bool:
        """Whether a country, a public body or the like binds a title that many others than officials bear."""
        if title.strength != "bound" or left.countries or right.countries or left.international or right.international:
            return True
        if title.words in KINDS.portfolio_bound and set(setting.portfolio.lower().split()) & WORDS.portfolios:
            return True
        if title.words in KINDS.partisan and (left.organization or right.organization):
            return True
        return left.owner is not None or left.realm or setting.region or any(is_near(g, setting.near) for g in PUBLIC)

    def _singular(self, start: int, end: int, title: Title) -> str:
        """The fixed words as they are written, for one holder.

        "Foreign Ministers" gives "Foreign Minister".
        """
        written = self.tokens.between(start, end)
        if not title.plural:
            return written + " " * (not written.endswith(" "))
        words = title.words
        return f"{words.title() if self.tokens.is_capital(start) else words} "

    def _modifiers(self, start: int, title: Title) -> tuple[int, bool]:
        """Where the title proper begins, and whether a deputy's word stands in it."""
        words, position, deputy = WORDS, start - 1, False
        while position >= 0:
            word = self.lower[position]
            if self.tokens.joins(position) and position + 1 == start:
                position -= 1
                continue
            if position < self.floor or position in self.named or word in WORDS.calendar or word in status_words():
                break
            if position in self.inside and (word not in words.portfolios or position in self.national):
                break
            if word in words.deputies:
                deputy = True
            elif word in words.seniority:
                if word in ORDINALS and title.office in {"head_of_state", "head_of_government"}:
                    break  # "the third president" holds no third presidency
            elif title.portfolio and self._is_portfolio(position, start):
                pass
            elif title.portfolio and word in {"and", "&", ","} and self._continues(position, start):
                position -= 1
            else:
                break
            start = position
            position -= 1
        return start, deputy

    def _is_portfolio(self, position: int, start: int) -> bool:
        word, tag = self.lower[position], self.tags[position]
        words = WORDS
        if word in words.portfolios:
            return True
        if word in words.adjectives or not word[0].isalpha() or word in ARTICLES or word in OWNERS:
            return False
        if tag in {"NN", "NNS"}:
            return word not in NOUNS.realms
        return tag in {"NNP", "NNPS"} and self.tokens.is_capital(start) and not self.tokens.opens[position]

    def _continues(self, position: int, start: int) -> bool:
        words = WORDS.portfolios
        return (
            position > 0
            and self.lower[position - 1] in words
            and self.lower[position + 1] in words
            and position - 1 not in self.inside
        )

    # -- to the left of the title

    def _before(self, start: int, title: Title) -> "Left":
        left = Left(start)
        position, hyphened, certain = start - 1, False, start
        while position >= max(self.floor, start - 14):
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
                break
            elif position in self.named and title.words in KINDS.servants and position == start - 1:
                left.owner = position
                while position - 1 in self.named:
                    position -= 1
                left.start = certain = position
                break
            elif position in self.named or word in WORDS.calendar:
                break
            elif word in WORDS.adjectives or hyphened or self._modifies(position):
                left.near = f"{self.tokens.words[position]} {left.near}"
                left.start = position
            else:
                break
            hyphened = False
            position -= 1
        left.start = certain
        return left

    def _coordinated(self, left: "Left", position: int) -> int:
        """The French, German and Polish ministers: every country, and the position before them."""
        while position > self.floor and self.lower[position] in {"and", ",", "&"}:
            match = self.ending.get(position)
            if match is None or match.kind not in {"adjective", "country"} or not match.country:
                break
            left.countries = (match.country, *left.countries)
            left.start = match.start
            position = match.start - 1
        return position

    def _antecedent(self, left: "Left", position: int) -> None:
        """Its chairman, whose ruler: the country or body named last before in the sentence owns the office."""
        for end in range(position, max(position - 18, 0), -1):
            if self.tokens.opens[end]:
                return
            match = self.ending.get(end)
            if match and match.kind != "adjective":
                if not left.countries and not left.organization:
                    self._bind(left, match)
                left.realm = True
                return

    def _modifies(self, position: int) -> bool:
        tag = self.tags[position]
        if tag in {"NNP", "NNPS"}:
            word = self.tokens.words[position]
            return (is_near("party", word) or is_near("partisan", word)) and not self.tokens.opens[position]
        return (
            tag in MODIFIER_TAGS and self.lower[position][0].isalpha() and self.lower[position] not in WORDS.unmodifying
        )

    def _bind(self, left: "Left", match: Affiliation) -> None:
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

    def _possessor(self, left: "Left", position: int) -> bool:
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
        return True

    def _possessing_office(self, left: "Left", position: int) -> bool:
        """The U.N. secretary-general's envoy: the office before owns this one."""
        if self.last is None or self.last.end != position:
            return False
        left.start, left.determiner = self.last.start, "possessive"
        left.countries = left.countries or self.last.countries
        left.international, left.organization = self.last.international, left.organization or self.last.organization
        left.near = f"{self.tokens.between(self.last.start, position)} {left.near}"
        return True

    # -- to the right of the title

    def _after(self, end: int, title: Title) -> "Right":
        right = Right(end, end)
        position = end
        if self.tokens.joins(position) and (status := status_words().get(self.lower[position + 1])):
            right.status = status
            position += 2
            right.end = right.title_end = position
            right.title_end = end
        elif position < len(self.lower) and (status := status_words().get(self.lower[position])) in {
            "candidate",
            "nominee",
            "elect",
        }:
            right.status = status
            position += 1
            right.end = position
        if position >= len(self.lower):
            return right
        word = self.lower[position]
        if word in binders_of(title):
            self._complement(right, position, title)
        elif title.words in KINDS.bare:
            self._bare_complement(right, position)
        self._posting(right)
        match = self.starting.get(right.end + 1)
        if match and not right.countries and match.kind == "country" and self.lower[right.end] == ",":
            after = self.lower[match.end] if match.end < len(self.lower) else "."
            if (
                self.tokens.is_capital(end - 1)
                and after[0] in ");,.\n"
                and self.lower[match.end - 1] not in POSSESSIVES
            ):
                right.countries, right.end = (match.country,) if match.country else (), match.end
        return right

    def _posting(self, right: "Right") -> None:
        """Past the place where an office is held: "the ambassador of Fiji in Suva, …"."""
        match = self.starting.get(right.end + 1)
        posted = match and self.lower[right.end] in {"in", "to"} and match.kind != "adjective"
        if match and posted and match.end < len(self.lower) and self.lower[match.end] == ",":
            right.end = match.end

    def _bare_complement(self, right: "Right", position: int) -> None:
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

    def _complement(self, right: "Right", position: int, title: Title) -> None:
        binder = self.lower[position]
        start = position + 1
        end = start
        countries: list[str] = []
        region = organization = None
        international = False
        lower = self.lower
        while end < min(len(lower), start + 16):
            word, tag = lower[end], self.tags[end]
            match = self.starting.get(end)
            if match and end not in self.named:
                text = self.tokens.between(match.start, match.end)
                if match.kind == "body":
                    organization = organization or text
                    international = international or match.international
                elif is_near("igo", text):
                    international, organization = True, organization or text
                if match.kind == "region":
                    region = True
                if match.country and match.country not in countries:
                    countries.append(match.country)
                end = match.end
                continue
            if end in self.named or word in WORDS.calendar:
                break
            if word in {"the", "a", "an"}:
                if end != start and lower[end - 1] not in {"of", "for", "to", "in", "and", "on"}:
                    break
            elif word in {"of", "for"}:
                if end == start:
                    break
            elif word in {"and", "&", ","}:
                if not self._listed(end, title, bool(countries)):
                    break
            elif word in POSSESSIVES or self.tokens.joins(end):
                pass
            elif (
                word in status_words()
                or (end in self.head_starts and self._opens_title(end, word))
                or not self._names_body(end, tag)
            ):
                break
            end += 1
        while end > start and (
            lower[end - 1] in {"and", "&", ",", "the", "of", "for", "a", "an", "-"} or (lower[end - 1] in POSSESSIVES)
        ):
            end -= 1
        if end <= start:
            return
        text = self.tokens.between(start, end)
        if binder in {"in", "at", "on", "from", "with"} and not (
            countries or organization or is_near("public", text) or is_near("party", text)
        ):
            return
        posted = binder == "to" or (binder in {"in", "at"} and title.office == "diplomat")
        right.end = end
        right.organization = organization
        right.international = international and not posted
        if posted and not organization:
            right.title_end = end
            right.portfolio = True
            return
        if posted:
            right.title_end = end
            right.organization = None
            return
        if binder in {"for", "on"} and title.office == "diplomat":
            countries = []
        right.countries = tuple(countries) if title.plural or len(countries) < 2 else (countries[-1],)
        right.region = bool(region)
        whole = self.starting.get(start + (lower[start] == "the"))
        if whole and whole.end == end and whole.kind != "body" and not international:
            return
        if title.plural and len(countries) > 1:
            return
        if lower[start] == "the" and lower[start + 1] in {"republic", "kingdom", "country", "state"} and countries:
            return
        if region and not title.portfolio:
            return
        right.portfolio = True
        last = self.ending.get(end)
        if last and last.kind in {"country", "adjective"} and lower[last.start - 1] == "of" and not international:
            end = last.start - 1
        right.title_end = end

    def _opens_title(self, position: int, word: str) -> bool:
        """Whether a title's word inside a complement begins another title: after "and", or before a name."""
        before = self.lower[position - 1]
        if word in WORDS.portfolios and before in {"of", "for", "and"}:
            return False  # "Secretary of Justice X"
        return before in {"and", ","} or (before != "the" and self.head_starts[position] in self.named)

    def _listed(self, position: int, title: Title, countries: bool) -> bool:
        """Whether what follows "and" or a comma goes on with the same portfolio, body or list of countries."""
        after = position + 1
        if after < len(self.lower) and self.lower[after] == "and":
            after += 1
        if after < len(self.lower) and self.lower[after] == "the":
            after += 1
        if after >= len(self.lower) or after in self.named:
            return False
        match = self.starting.get(after)
        if match and match.kind in {"country", "region"}:
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
            if ahead in self.named and portfolio:
                break
            if ahead in self.head_starts or ahead in self.named:
                return False
            if self.lower[ahead] in {",", ".", ";", "and"}:
                break
        if self.lower[position] == ",":
            return portfolio
        if countries and match is None and self.lower[after] not in WORDS.portfolios:
            return False
        return self.tokens.is_capital(after) or self.lower[after] in WORDS.portfolios

    def _names_body(self, position: int, tag: str) -> bool:
        text, word = self.tokens.words[position], self.lower[position]
        if not text[0].isalpha():
            return False
        words = WORDS
        if word in words.honorifics - words.portfolios and position + 1 in self.named:
            return False
        if (
            word in WORDS.portfolios
            or is_near("public", word)
            or is_near("party", word)
            or is_near("partisan", text)
            or word in NOUNS.realms
        ):
            return True
        if self.tokens.joins(position + 1):
            return True
        if text[0].isupper():
            return not tag or tag in NOUN_TAGS or tag.startswith(("JJ", "CD", "FW"))
        return tag in {"NN", "NNS", "JJ", "VBG"} and word not in {"year", "years", "time", "day", "days"}


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
