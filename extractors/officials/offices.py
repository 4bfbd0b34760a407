"""Phrases that name an office: fixed words with what stands before ("the former Turkish deputy …") and after them."""

from msgspec.structs import replace

from extractors.officials.affiliations import Affiliation, glosses
from extractors.officials.complements import Complements, Right
from extractors.officials.heads import Heads
from extractors.officials.lexicon import KINDS, WORDS, lexicon
from extractors.officials.patterns import (
    Setting,
    Title,
    candidacy_pattern,
    is_near,
    is_public,
    office_of,
    systems_of,
    title_named,
)
from extractors.officials.phrases import OfficePhrase
from extractors.officials.premodifiers import Left, Premodifiers
from extractors.officials.references import PEERS
from extractors.officials.tokens import INVISIBLE, OWNERS, POSSESSIVES, Tokens

COMMISSION = "Commission"
UNION = frozenset({"EU", "European Commission", "European Union"})
# "A three-time premier".
NUMBERS = frozenset({"two", "three", "four", "five", "six"})
MODIFIERS = WORDS.deputies | WORDS.seniority
MODIFYING = MODIFIERS | WORDS.portfolios
FARTHEST = 12  # tokens after "president and chief executive" that may name the body
UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
TIMES = (("of", "the", "day"), ("at", "the", "time"), ("at", "that", "time"), ("in", "those", "days"))


class Offices:
    """Finds the office phrases of one doc."""

    def __init__(self, tokens: Tokens, affiliations: list[Affiliation], named: set[int]) -> None:
        self.tokens, self.lower, self.named = tokens, tokens.lower, named
        self.heads = Heads(tokens, affiliations, named)
        self.premodifiers = Premodifiers(self.heads)
        self.complements = Complements(self.heads)
        self.glosses = glosses(tokens, affiliations)
        bodies = (tokens.between(match.start, match.end) for match in affiliations if match.international)
        self.owners = [match for match in affiliations if match.international and match.end > match.start + 1]
        self.union = not UNION.isdisjoint(bodies)
        self.spoken = frozenset(match.country for match in affiliations if match.country)
        self.borne: set[str] = set()  # last words of the titles read so far

    def find(self) -> list[OfficePhrase]:
        """Every phrase that names a public office, in order of the text."""
        found: list[OfficePhrase] = []
        self.borne = set()
        for start, end, title in self.heads.found:
            if start < self.premodifiers.floor or (start in self.named and start - 1 in self.named):
                continue
            if end == start + 1 and self._modifies_head(start):
                continue
            if start in self.named and self.lower[start] in KINDS.given:
                continue
            if self._names_thing(start, end):
                continue
            if self.lower[start] == "general" and self.tokens.tags[start : end + 1] == ["JJ", "NN"]:
                continue  # "the general manager"
            phrase = self._phrase(start, end, title)
            if phrase is None:
                continue
            while found and found[-1].head >= phrase.title_start:
                found.pop()  # "deputy" in "deputy assistant secretary"
            found.append(self._shared(phrase, found[-1]) if found else phrase)
            self.borne.add(title.words.split(" of ")[0].split()[-1])
            self.premodifiers.pass_over(phrase)
        return found

    def _names_thing(self, start: int, end: int) -> bool:
        """Whether a title's word and a capital after it only modify a common noun: "the King Anchovy snack bar"."""
        if end != start + 1 or end >= len(self.lower) or end in self.named or not self.tokens.is_capital(end):
            return False
        title, word = self.tokens.doc[start], self.tokens.doc[end]
        nominal = word.dep_ == "compound" and word.head.i > end and word.head.tag_ in {"NN", "NNS"}
        return nominal and title.dep_ == "compound" and self.tokens.is_capital(start)

    def _shared(self, phrase: OfficePhrase, before: OfficePhrase) -> OfficePhrase:
        """The former mayor and senator: a title joined to one of the past is of the past too."""
        joined = before.end == phrase.start - 1 and self.lower[before.end] == "and"
        past = before.then or before.status == "former"
        own = phrase.determiner or phrase.status or phrase.named_by_other
        if not (joined and past) or own or before.plural != phrase.plural:
            return phrase
        return replace(phrase, status=before.status, then=before.then)

    def _modifies_head(self, position: int) -> bool:
        """Whether a title's word only modifies the title after it: "deputy" in "deputy assistant secretary"."""
        word = self.lower[position]
        if word not in MODIFYING:
            return False
        after = position + 1
        while after < min(position + 5, len(self.lower)) and after not in self.heads.at:
            region = after in self.heads.inside  # "deputy Middle East director"
            if self.lower[after] not in MODIFYING and not self.tokens.joins(after) and not region:
                return False
            after += 1
        following = self.heads.at.get(after)
        if following is None:
            return False
        return following.title.portfolio or (after == position + 1 and word in MODIFIERS)

    def _phrase(self, start: int, end: int, title: Title) -> OfficePhrase | None:
        """The phrase about the fixed words of a title; None where they name no public office."""
        title_start, deputy = self.premodifiers.title_start(start, title)
        left = self.premodifiers.before(title_start, title)
        right = self.complements.after(end, title)
        self._of_union(title_start, start, title, left)
        self._of_body_before(title_start, left)
        self._of_initials(left)
        self._timed(right, left, title_start, title)
        between = self.tokens.between
        modifiers, complement = between(title_start, start), between(end, right.end)
        written = (self.glosses.get(body or "", "") for body in (left.organization, right.organization))
        near = " ".join((modifiers, left.near, complement, *written))
        countries = right.countries or left.countries
        setting = Setting(
            near=near,
            portfolio=f"{modifiers}{complement if right.portfolio else ''}".strip(),
            region=right.region or (left.region and not right.countries),
            body=bool(left.organization or right.organization),
            deputy=deputy,
        )
        title_end = right.title_end if not is_near("party", complement) else end
        rest = between(end, title_end)
        if right.nation and right.nation[1] < title_end:
            rest = f"{between(end, right.nation[0])} {between(right.nation[1], title_end)}"
        text = f"{between(title_start, start)} {self._singular(start, end, title)}{rest}"
        if title.words == "deputy" and (left.owner is not None or left.determiner in OWNERS):
            title = replace(title, strength="cue")
        if title.strength == "weak" and is_near("military", left.near):
            title = replace(title, strength="rank")  # "Navy Capt. X"
        if title.strength == "cue":
            sought = candidacy_pattern().search(near)
            if sought and title.words in lexicon().cues["candidate"]:
                words = sought.group().lower().replace("-", " ")
                title = replace(title_named(lexicon().candidacies.get(words, words)), plural=title.plural)
                text, right.status, setting = title.words, "candidate", Setting(region=setting.region)
        elif not self._is_bound(title, left, right, setting):
            if right.end not in self.named or not self.tokens.is_capital(start) or right.end > end:
                return None
            title = replace(title, strength="rank" if title.words in KINDS.styles else "weak")
        office = office_of(title, setting, countries[0] if countries else None)
        if office is None:
            return None
        if office == "igo" and title.office == "diplomat" and left.countries and not left.international:
            office, setting = "diplomat", replace(setting, near=left.near)  # "Fiji's envoy to the UN"
        international = office == "igo" or (office not in PEERS and (left.international or right.international))
        if not international and (self._is_private(title, left, right, near) or self._is_executive(title, left, right)):
            return None
        shown = self.tokens.is_capital(start) or left.determiner or countries or right.end in self.named
        shown = shown or right.international or self.lower[max(0, left.start - 2) : left.start] == ["rank", "of"]
        if title.strength == "rank" and not shown:
            return None
        homes = lexicon().homes
        home = homes.get(between(title_start, end).lower()) or homes.get(text.strip().lower()) or homes.get(title.words)
        if home and not countries and not international:
            countries = (home,)
        return OfficePhrase(
            start=left.start,
            end=right.end,
            title_start=title_start,
            title_end=title_end,
            head=end - 1,
            title=title,
            text=" ".join(text.translate(UNSEEN).split()),
            office=office,
            setting=setting,
            countries=() if international else countries,
            organization=right.organization or left.organization or self._chamber(start, end),
            international=international,
            status=right.status or left.status,
            then=left.then,
            determiner=left.determiner,
            owner=left.owner,
            realm=left.realm,
        )

    def _of_union(self, title_start: int, start: int, title: Title, left: Left) -> None:
        """ "Commission President", "the Trade Commissioner": of the European Commission, where the text tells of it."""
        other = left.countries or left.organization not in {None, COMMISSION} or left.owner is not None
        commission = COMMISSION in {left.organization, self.tokens.words[title_start - 1]}
        if self.union and not other and (commission or (title.words == "commissioner" and title_start < start)):
            left.start, left.international = min(left.start, title_start - commission), True
            left.organization = COMMISSION if commission else None
            left.near = f"European {COMMISSION} {left.near}"

    def _of_initials(self, left: Left) -> None:
        """ "NA Secretary General": of the body whose initials the text has spelled out."""
        initials = self.tokens.words[left.start - 1] if left.start else ""
        if initials in self.glosses and not left.organization:
            left.start, left.organization = left.start - 1, initials
            left.near = f"{initials} {left.near}"

    def _of_body_before(self, title_start: int, left: Left) -> None:
        """ "The bank's president": of the international body read last before that is a bank."""
        owner = next((i for i in range(left.start, title_start - 1) if self.lower[i + 1] in POSSESSIVES), None)
        if owner is None or left.countries or left.organization or self.tokens.is_capital(owner):
            return
        alike = (m for m in reversed(self.owners) if m.end <= left.start and self.lower[m.end - 1] == self.lower[owner])
        body = next(alike, None)
        if body is not None:
            left.organization, left.international = self.tokens.between(body.start, body.end), True
            left.near = f"{left.organization} {left.near}"

    def _timed(self, right: Right, left: Left, title_start: int, title: Title) -> None:
        """Past "of the day", "at the time" after a title: the office was held then, as by "the country's first premier"
        and "a three-time premier"."""
        head = title.office in {"head_of_state", "head_of_government"}
        owned = left.realm or left.determiner == "possessive"
        if head and owned and self.lower[title_start - 1] == "first":
            left.then = True
        if head and self.lower[title_start - 1] == "time" and self.lower[title_start - 3] in NUMBERS:
            left.then = True
        if self.lower[max(0, title_start - 3) : title_start] == ["one", "-", "time"]:
            left.then = True
        for words in TIMES:
            if tuple(self.lower[right.end : right.end + len(words)]) == words:
                left.then = True
                right.end += len(words)
        after = self.lower[right.end : right.end + 4]
        if after[:1] and after[0] in WORDS.fallen:
            right.status = right.status or "former"
        elif len(after) == 4 and after[0] in {"from", "between"} and after[1].isdigit() and after[3].isdigit():
            left.then = True  # "president from 2006 to 2019"

    def _is_bound(self, title: Title, left: Left, right: Right, setting: Setting) -> bool:
        """Whether a country, a public body or the like binds a title that many others than officials bear."""
        if title.strength != "bound" or left.countries or right.countries or left.international or right.international:
            return True
        if title.words in self.borne and left.determiner == "the" and not title.plural:
            return True  # "the secretary", of whom the text has told
        if title.words in KINDS.portfolio_bound and set(setting.portfolio.lower().split()) & WORDS.portfolios:
            return True
        if title.words == "deputy" and title.plural and right.end in self.named:
            return True  # "deputies X and Y"
        if title.words in KINDS.servants and self._serves(right.end):
            return True
        if title.words in KINDS.partisan and (left.organization or right.organization):
            return True
        if right.end in self.named and any(self.spoken & system.only for system in systems_of(title.words)):
            return True  # "Sultan X", in a text that tells of Oman
        return left.owner is not None or left.realm or setting.region or is_public(setting.near)

    def _serves(self, position: int) -> bool:
        """Whether somebody with a title is served: "adviser to President X"."""
        follower = self.heads.at.get(position + 1)
        bound = self.lower[position : position + 1] in (["for"], ["of"], ["to"])
        return bound and follower is not None and follower.title.strength == "full" and follower.end in self.named

    def _is_private(self, title: Title, left: Left, right: Right, near: str) -> bool:
        """Whether a title that private bodies give too is of such a body."""
        body = right.organization or (left.organization if left.unknown_body else None)
        if body is None or right.countries or right.region or is_public(self.glosses.get(body, body)):
            return False
        if title.strength != "bound" and title.words not in KINDS.headed:
            return False
        return title.words not in KINDS.partisan or is_near("company", body) or is_near("private", near)

    def _chamber(self, start: int, end: int) -> str | None:
        """The legislature that a title's own words name: "member of the Senate"."""
        chamber = self.tokens.between(start, end).partition(" of the ")[2]
        return chamber if is_near("assembly", chamber) else None

    def _is_executive(self, title: Title, left: Left, right: Right) -> bool:
        """Whether a president is a company's: "president and chief executive of Quillbank", "a vice president at …"."""
        if title.words not in KINDS.headed:
            return False
        joint, *after = self.lower[right.end : right.end + 3] or [""]
        if joint in {"and", "&", "/"} and after:
            executive = after[0] in WORDS.executives or tuple(after) == ("chief", "executive")
            ahead = self.tokens.between(right.end, min(right.end + FARTHEST, len(self.lower)))
            return executive and not (is_near("igo", ahead) or is_near("state_bodies", ahead))
        if joint == "at" and left.determiner in {"a", "an"}:
            return bool(after) and self.tokens.is_capital(right.end + 1)
        before = self.lower[max(0, left.start - 2) : left.start]
        return before[1:] == ["and"] and before[0] in WORDS.executives

    def _singular(self, start: int, end: int, title: Title) -> str:
        """The fixed words as they are written, for one holder: "Foreign Minister" of "Foreign Ministers"."""
        written = self.tokens.between(start, end)
        if not title.plural:
            return written + " " * (not written.endswith(" "))
        return f"{title.words.title() if self.tokens.is_capital(start) else title.words} "
