"""Who holds which office: rules from office phrases and names around them to holdings, each rule with its id."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Token

from extractors.officials.affiliations import Affiliation
from extractors.officials.names import Person
from extractors.officials.offices import OWNERS, POSSESSIVES, OfficePhrase
from extractors.officials.patterns import Cue, Setting, has_office, is_near, lexicon, office_of, title_named
from extractors.officials.references import HEADS, References, same_office
from extractors.officials.tokens import Tokens
from extractors.syntax import negated, subjects, tense
from schemas.official import Office, RoleStatus

DASHES = frozenset({"—", "–", "--", "-", "―"})
OPENING = frozenset({"(", "[", "“", "\"", "‘", "'"})
SIDES = frozenset({"left", "right", "center", "centre", "l", "r", "c", "above", "second", "front", "back", "seated", "standing"})
BETWEEN = frozenset(
    "now currently then also once himself herself themselves who is was and both formerly previously until recently "
    "long later still today himself as well serving at that time in turn".split()
)
BECOMING = frozenset({"become", "remain", "stay"})
CHOOSING = frozenset(
    "appoint choose confirm crown declare designate elect inaugurate install make name proclaim promote re-elect reappoint "
    "reelect select swear tap anoint reinstate".split()
)
NOMINATING = frozenset({"nominate", "propose", "pick"})
SEEKING = frozenset({"run", "stand", "campaign", "bid", "compete", "vie"})
SERVING = frozenset({"serve", "act", "work", "double", "continue"})
ENTERING = frozenset({"return", "take", "assume"})
LEAVING = frozenset({"resign", "quit", "retire", "step", "oust", "dismiss", "remove", "sack", "fire", "depose", "overthrow", "replace", "leave"})
NOMINAL_TAGS = frozenset({"NN", "NNS", "NNP", "JJ", "DT", "POS", "PRP$", "IN", "CD", "HYPH", "RB", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
COPULAS = frozenset({"is", "was", "been", "has", "had", "became", "becomes", "remains", "will", "be", "remained"})
ADVERBS = frozenset("also already currently formerly now once long again previously still then both briefly".split())
PEERS = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
TAKING_POWER = ("took office", "takes office", "took power", "came to power", "seized power", "was sworn in", "was inaugurated", "in power")
RUNNING = (
    "seeks re - election", "seeking re - election", "is seeking re", "seeks a second", "is running for re", "running for re",
    "seeks reelection", "seeking reelection", "running for reelection", "is seeking a", "seeking a second", "seeks a third",
)  # fmt: skip
ENDINGS = frozenset("assassination death departure fall killing ouster overthrow removal resignation toppling".split())
CONTESTS = frozenset({"beat", "best", "challenge", "defeat", "edge", "face", "lose", "trounce", "unseat"})
VOTES = frozenset("ballot election elections poll polls presidential primary race runoff vote".split())
ELECTIONS = frozenset("election re-election reelection appointment nomination inauguration confirmation selection elevation".split())
CUE_RULES: dict[Cue, str] = {"same": "counterpart", "former": "predecessor", "elect": "successor", "candidate": "candidate", "incumbent": "incumbent", "deputy": "deputy"}
# Words for somebody's time in office, and the office.
GOVERNMENTS = {"administration": "president", "presidency": "president", "premiership": "prime minister", "chancellorship": "chancellor", "government": "leader", "regime": "leader"}
# Verbs of leading and the title that they say; what is led only for a while; the bodies that make a leader public.
LEADING = {"head": "head", "lead": "leader", "chair": "chair", "command": "commander", "rule": "ruler", "preside": "president", "speak": "spokesperson"}
PASSING = frozenset("delegation talks meeting session team negotiations effort efforts probe investigation summit way inquiry panel".split())
BODIES = ("party", "igo", "assembly", "military", "police", "junta", "public")
SUCCEEDING = frozenset({"succeed", "replace", "follow"})
RESIGNING = frozenset({"resign", "quit", "step", "retire", "die"})
OVERTHROWING = frozenset({"assassinate", "depose", "dismiss", "fire", "impeach", "kill", "oust", "overthrow", "sack", "topple"})
PRONOUNS = frozenset({"he", "she", "him", "her"})


class Holding(Struct, frozen=True, kw_only=True):
    """One statement that a person holds, held or seeks an office, and the tokens that make it."""

    person: int
    phrase: OfficePhrase
    rule: str
    status: RoleStatus
    start: int
    end: int


class Links:
    """Links office phrases with the people named in one doc."""

    def __init__(
        self, tokens: Tokens, phrases: list[OfficePhrase], people: list[Person], affiliations: list[Affiliation]
    ) -> None:
        self.tokens = tokens
        self.doc = tokens.doc
        self.phrases = phrases
        self.people = people
        self.lower = tokens.lower
        self.affiliations = {match.start: match for match in affiliations}
        self.ending_affiliations = {match.end: match for match in affiliations}
        self.starts = {name.start: (i, name.end) for i, person in enumerate(people) for name in person.names}
        self.ends = {name.end: (i, name.start) for i, person in enumerate(people) for name in person.names}
        self.named = {
            position: i for i, person in enumerate(people) for name in person.names for position in range(name.start, name.end)
        }
        self.by_start = {phrase.start: phrase for phrase in phrases}
        self.by_title_start = {phrase.title_start: phrase for phrase in phrases}
        self.holdings: list[Holding] = []
        self.held: dict[int, list[Holding]] = {}
        self.parsed = tokens.doc.has_annotation("DEP")
        self._ids: set[int] = set()
        self.references = References(tokens, people, self.named)
        for reference in self.references.by_age():
            self.ends.setdefault(reference.end, (reference.person, reference.start))

    def find(self) -> list[Holding]:
        """Every holding, in order of the text."""
        for phrase in reversed(self.phrases):
            self._before_names(phrase)
        self._coordinated_before_names()
        for phrase in self.phrases:
            if id(phrase) not in self._ids:
                self._beside_name(phrase)
        for phrase in self.phrases:
            if id(phrase) not in self._ids and phrase.title.strength != "weak":
                self._predicated(phrase)
        self._coordinated_beside_names()
        for position in self._verbs(frozenset(LEADING)):
            self._leading(self.doc[position])
        self._successions()
        self._governments()
        self._listed_by_country()
        self._described()
        self._ended()
        self._contested()
        self._in_power()
        self._beside_peers()
        self.holdings = [resolved for holding in self.holdings if (resolved := self._resolved(holding))]
        gone = self._gone()
        self.holdings = [
            replace(h, status="former") if h.person in gone and h.status == "current" and h.phrase.status is None else h
            for h in self.holdings
        ]
        return sorted(self.holdings, key=lambda holding: (holding.start, holding.phrase.start))

    def _hold(self, person: int, phrase: OfficePhrase, rule: str, status: RoleStatus | None = None, *, start: int, end: int) -> None:
        said = status or phrase.status or "current"
        if phrase.then and said in {"current", "acting"}:
            said = "former"
        holding = Holding(person=person, phrase=phrase, rule=f"officials.{rule}", status=said, start=start, end=end)
        self.holdings.append(holding)
        self.held.setdefault(person, []).append(holding)
        self._ids.add(id(phrase))

    # -- titles right before names

    def _past_honorifics(self, position: int) -> int:
        words = lexicon().words.honorifics
        while position < len(self.lower) and position not in self.starts:
            lower = self.lower[position]
            if lower in words or self.tokens.words[position] == "HE" or lower in OPENING or (lower == "." and self.lower[position - 1] in words):
                position += 1
            else:
                break
        return position

    def _before_names(self, phrase: OfficePhrase) -> None:
        position = self._past_honorifics(phrase.end)
        if position in self.starts:
            if phrase.plural:
                self._list_before_names(phrase, position)
                return
            person, end = self.starts[position]
            phrase = self._with_country_after(phrase, end)
            self._hold(person, phrase, "title-before-name", start=phrase.start, end=end)
            return
        follower = self.by_start.get(position)
        if follower and not follower.plural and not phrase.plural and id(follower) in self._ids:
            # "Foreign Minister Senator …": two titles in a row before one name.
            holding = next((h for h in self.holdings if h.phrase is follower and h.start == follower.start), None)
            if holding and not follower.determiner:
                self._hold(holding.person, phrase, "title-before-name", start=phrase.start, end=holding.end)

    def _with_country_after(self, phrase: OfficePhrase, end: int) -> OfficePhrase:
        """The phrase with the country said after the name: "President … of …", "Sen. … (R-…)"."""
        match = None
        if end + 1 < len(self.lower) and self.lower[end] == "of" and not phrase.countries:
            match = self.affiliations.get(end + 1) or (self.affiliations.get(end + 2) if self.lower[end + 1] == "the" else None)
        if match and match.country:
            return self._swap(phrase, replace(phrase, countries=(match.country,)))
        return phrase

    def _swap(self, old: OfficePhrase, new: OfficePhrase) -> OfficePhrase:
        position = next(i for i, phrase in enumerate(self.phrases) if phrase is old)
        self.phrases[position] = new
        self.by_start[new.start] = new
        return new

    def _list_before_names(self, phrase: OfficePhrase, position: int) -> None:
        """Presidents A of X, B of Y and C of Z."""
        count = 0
        countries = phrase.countries
        while position in self.starts:
            person, end = self.starts[position]
            one = phrase
            after = end
            if after < len(self.lower) and self.lower[after] == "of":
                match = self.affiliations.get(after + 1) or (self.affiliations.get(after + 2) if self.lower[after + 1] == "the" else None)
                if match and match.country:
                    one = replace(phrase, countries=(match.country,))
                    after = match.end
            elif after + 2 < len(self.lower) and self.lower[after] == "(" and (match := self.affiliations.get(after + 1)):
                if match.country:
                    one = replace(phrase, countries=(match.country,))
                after = match.end + 1
            elif after + 2 < len(self.lower) and self.lower[after] == "(":
                one, after = self._portfolio_in_brackets(phrase, after)
            elif len(countries) > 1:
                one = replace(phrase, countries=(countries[min(count, len(countries) - 1)],))
            self._hold(person, one, "titles-before-names", start=phrase.start, end=end)
            self._ids.add(id(phrase))
            count += 1
            after = self._past_apposition(after)
            joined = False
            while after < len(self.lower) and self.lower[after] in {",", "and", ";", "&"}:
                joined = True
                after += 1
            if not joined:
                break
            position = self._past_honorifics(after)

    def _portfolio_in_brackets(self, phrase: OfficePhrase, opening: int) -> tuple[OfficePhrase, int]:
        """Ministers X (finance) and Y (foreign affairs): the phrase with the portfolio, and the position after it."""
        closing = next((i for i in range(opening, min(opening + 8, len(self.lower))) if self.lower[i] == ")"), None)
        if closing is None:
            return phrase, opening
        words = self.tokens.between(opening + 1, closing)
        if not set(words.lower().split()) & lexicon().words.portfolios or not phrase.title.portfolio:
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

    def _coordinated_before_names(self) -> None:
        """President and party chairman X: a bare title joined to one that stands before a name."""
        for phrase in reversed(self.phrases):
            if id(phrase) in self._ids or phrase.plural or phrase.end >= len(self.lower):
                continue
            if self.lower[phrase.end] not in {"and", "&", "/", ","}:
                continue
            follower = self.by_start.get(phrase.end + 1)
            if follower is None or follower.determiner or follower.plural or follower.countries:
                continue
            holding = next((h for h in self.holdings if h.phrase is follower and h.rule == "officials.title-before-name"), None)
            same_case = self.tokens.is_capital(phrase.title_start) == self.tokens.is_capital(follower.title_start)
            if holding and same_case and phrase.determiner not in {"a", "an", "the"} and self.lower[phrase.end] != ",":
                self._hold(holding.person, phrase, "titles-before-name", start=phrase.start, end=holding.end)

    # -- titles beside names, apart by a comma, dash or bracket

    def _beside_name(self, phrase: OfficePhrase) -> None:
        if phrase.end < len(self.lower) and self.lower[phrase.end] in POSSESSIVES:
            return
        if phrase.plural and self._list_before_title(phrase):
            return
        left = self._name_before(phrase)
        if phrase.plural and self._interleaved(phrase):
            return
        right = self._names_after(phrase)
        if left is not None and right:
            if self._belongs_right(phrase, left[0], right[0][0]):
                left = None
            else:
                right = []
        if left is not None:
            person, start, chained = left
            status = None
            if chained is not None and phrase.status is None and not phrase.determiner and chained.status == "former" and self.lower[phrase.start - 1] in {",", "and"}:
                status = chained.status
            if phrase.status is None and self._was_before(phrase.start):
                status = "former"
            self._hold(person, phrase, "name-before-title", status, start=start, end=phrase.end)
        elif (person := self._apposed(phrase)) is not None and not right:
            self._hold(person, phrase, "apposition", start=self._start_of(person, phrase), end=phrase.end)
        elif right:
            countries = phrase.countries
            for count, (person, end) in enumerate(right):
                one = phrase
                if len(right) > 1 and len(countries) == len(right):
                    one = replace(phrase, countries=(countries[count],))
                self._hold(person, one, "title-comma-name", start=phrase.start, end=end)
            self._ids.add(id(phrase))

    def _apposed(self, phrase: OfficePhrase) -> int | None:
        """X, an engineer by training and a former minister: the tree says that the title is said of a name."""
        if not self.parsed or phrase.plural or phrase.title.strength in {"rank", "weak"}:
            return None
        head = self.doc[phrase.head]
        if head.dep_ == "conj" and head.head.i not in self.named and head.head.dep_ == "appos":
            head = head.head
        if head.dep_ == "appos" and head.head.i < phrase.start and phrase.start - head.head.i < 25:
            return None if self.sentences_between(head.head.i, phrase.start) else self.named.get(head.head.i)
        return None

    def _list_before_title(self, phrase: OfficePhrase) -> bool:
        """A and B, then the prime ministers of C and D."""
        position = phrase.start - 1
        while position >= 0 and self.lower[position] in BETWEEN:
            position -= 1
        if position < 0 or not (self.lower[position] == "," or self.lower[position] in DASHES):
            return False
        people: list[tuple[int, int]] = []
        while position in self.ends:
            people.insert(0, self.ends[position])
            position = people[0][1]
            while position > 0 and self.lower[position - 1] in {",", "and", "&"}:
                position -= 1
        if len(people) < 2:
            return False
        countries = phrase.countries
        status = "former" if self._was_before(phrase.start) else None
        for count, (person, start) in enumerate(people):
            one = replace(phrase, countries=(countries[count],)) if len(countries) == len(people) else phrase
            self._hold(person, one, "names-before-titles", status, start=start, end=phrase.end)
        self._ids.add(id(phrase))
        return True

    def _interleaved(self, phrase: OfficePhrase) -> bool:
        """The presidents of A, X, and B, Y: each name stands after its country."""
        position, countries = phrase.end, phrase.countries[-1:]
        found: list[tuple[int, str, int]] = []
        while countries and position + 1 < len(self.lower) and self.lower[position] in {",", "("}:
            start = self._past_honorifics(position + 1)
            if start not in self.starts:
                break
            person, end = self.starts[start]
            found.append((person, countries[0], end))
            while end < len(self.lower) and self.lower[end] in {",", "and", ")", "of", "the", "&"}:
                end += 1
            match = self.affiliations.get(end)
            countries = (match.country,) if match and match.country and match.kind == "country" else ()
            position = match.end if match else end
        if len(found) < 2:
            return self._interleaved_portfolios(phrase)
        for person, country, end in found:
            one = replace(phrase, countries=(country,))
            self._hold(person, one, "titles-of-countries", start=phrase.start, end=end)
        self._ids.add(id(phrase))
        return True

    def _interleaved_portfolios(self, phrase: OfficePhrase) -> bool:
        """The ministers of finance, X, and energy, Y."""
        portfolios = lexicon().words.portfolios
        if not phrase.title.portfolio or not phrase.setting.portfolio or self.lower[phrase.end : phrase.end + 1] != [","]:
            return False
        position, words, found = phrase.end, phrase.setting.portfolio, []
        while words and position + 1 < len(self.lower) and self.lower[position] == ",":
            start = self._past_honorifics(position + 1)
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
            setting = Setting(near=words, portfolio=words)
            office = office_of(phrase.title, setting, phrase.country) or phrase.office
            text = f"{phrase.title.words} of {words.removeprefix('of ').removeprefix('for ')}"
            one = replace(phrase, text=text, office=office, setting=setting)
            self._hold(person, one, "titles-of-portfolios", start=phrase.start, end=end)
        self._ids.add(id(phrase))
        return True

    def _was_before(self, start: int) -> bool:
        """Whether "then", "once" or the like stands between the name and the title."""
        while start > 0 and self.lower[start - 1] in BETWEEN:
            start -= 1
            if self.lower[start] in {"then", "once", "formerly", "previously", "was", "time"}:
                return True
        return False

    def _belongs_right(self, phrase: OfficePhrase, left: int, right: int) -> bool:
        if phrase.plural or phrase.named_by_other:
            return True
        if phrase.determiner in {"a", "an"}:
            return False
        if any(0 <= phrase.start - h.end <= 3 for h in self.held.get(left, ())):
            return True  # "the premier, X, the minister, Y": every title goes with the name after it
        if self._apposition_follows(self.starts[self._past_honorifics(phrase.end + 1)][1]):
            return False
        if self.parsed:
            head = self.doc[phrase.head]
            for ancestor in (head, *head.ancestors):
                if ancestor.i in self.named:
                    return self.named[ancestor.i] != left
                if ancestor.pos_ == "VERB":
                    break
            return any(child.dep_ == "appos" and self.named.get(child.i) == right for child in head.children)
        return False

    def _apposition_follows(self, end: int) -> bool:
        return end + 1 < len(self.lower) and self.lower[end] in {",", "("} and (
            end + 1 in self.by_start or end + 2 in self.by_start and self.lower[end + 1] in BETWEEN
        )

    def _name_before(self, phrase: OfficePhrase) -> tuple[int, int, Holding | None] | None:
        """The person right before, the start of the name, and the holding between where this title is joined to it."""
        position = phrase.start - 1
        joined = False
        while position >= 0 and self.lower[position] in BETWEEN:
            joined = joined or self.lower[position] == "and"
            position -= 1
        if position < 0:
            return None
        if position + 1 in self.ends and self.lower[phrase.start - 1] == "as" and not self._replaced(position + 1):
            person, start = self.ends[position + 1]
            return person, start, None
        word = self.lower[position]
        separated = word in {",", "(", ":"} or word in DASHES
        if (joined or separated) and not phrase.named_by_other:
            before = position if separated else position + 1
            for previous in self._ending_at(before):
                for holding in self.holdings:
                    same = holding.phrase is previous or holding.phrase.start == previous.start
                    if same and holding.rule in {"officials.name-before-title", "officials.predicate"} and not phrase.plural:
                        if joined or self._list_goes_on(phrase):
                            return holding.person, holding.start, holding
        if joined and not separated:
            return self._past_other_apposition(position)
        if not separated or (joined and word != ","):
            return None
        if joined and self.lower[phrase.start - 1] == "and":
            return None
        if phrase.end < len(self.lower) and self.tokens.tags[phrase.end] in FINITE and phrase.determiner != "a":
            return None  # "…, the minister said": a new clause
        position = self._past_asides(position)
        if position in self.ends and not phrase.plural:
            person, start = self.ends[position]
            return person, start, None
        return None

    def _past_other_apposition(self, position: int) -> tuple[int, int, Holding | None] | None:
        """X, his aunt and the first woman premier: a kinship or trade stands between the name and the title."""
        for back in range(position, max(position - 8, 0), -1):
            if self.lower[back] == ",":
                end = self._past_asides(back)
                return (*self.ends[end], None) if end in self.ends else None
            if self.tokens.tags[back] not in NOMINAL_TAGS and back not in self.named:
                return None
        return None

    def _replaced(self, end: int) -> bool:
        """Whether the name is of somebody replaced: "X succeeded Y as mayor"."""
        start = self.ends[end][1]
        return start > 0 and self.doc[start - 1].lemma_ in SUCCEEDING

    def _list_goes_on(self, phrase: OfficePhrase) -> bool:
        return not phrase.determiner or phrase.determiner in {"a", "an"}

    def _ending_at(self, end: int) -> Iterator[OfficePhrase]:
        for phrase in self.phrases:
            if phrase.end == end:
                yield phrase

    def _past_asides(self, position: int) -> int:
        """From the separator back to the end of a name, past an age, a side in a picture or a party in brackets."""
        for _ in range(3):
            if position in self.ends:
                return position
            back = position - 1
            if back < 0:
                break
            if self.lower[back] == ")":
                opening = next((i for i in range(back, max(back - 8, -1), -1) if self.lower[i] == "("), None)
                if opening is None:
                    break
                position = opening
            elif self.lower[back] in SIDES and back >= 1:
                position = back - 1 if self.lower[back - 1] == "," else position
                if self.lower[back - 1] != ",":
                    break
            elif self.lower[back].isdigit() and len(self.lower[back]) <= 3 and self.lower[back - 1] == ",":
                position = back - 1
            elif self.lower[back] in {"jr", "jr.", "sr", "sr."}:
                position = back if self.lower[back - 1] != "," else back - 1
            else:
                break
        return position

    def _names_after(self, phrase: OfficePhrase) -> list[tuple[int, int]]:
        position = phrase.end
        indefinite = phrase.determiner in {"a", "an"} and not phrase.named_by_other and not self._encloses(position)
        if position >= len(self.lower) or (indefinite and not self._is_dash(position)):
            return []
        if self.lower[position] not in {",", ":", "("} and not self._is_dash(position):
            return []
        position = self._past_honorifics(position + 1)
        if self.lower[position - 1] == "the":
            for ahead in range(position, min(position + 3, len(self.lower))):
                if self.tokens.is_capital(ahead) or self.tokens.tags[ahead] not in {"JJ", "NN", "HYPH", "VBN"}:
                    break
                if ahead + 1 in self.starts:
                    position = ahead + 1  # "the president, the reformist X"
        # "the Minister of Defence, General A": another title stands between.
        follower = self.by_start.get(position)
        if follower and not follower.determiner and follower.title.strength in {"rank", "weak"}:
            position = self._past_honorifics(follower.end)
        found: list[tuple[int, int]] = []
        while position in self.starts:
            person, end = self.starts[position]
            found.append((person, end))
            if not phrase.plural:
                break
            while end < len(self.lower) and self.lower[end] in {",", "and", "&"}:
                end += 1
            position = self._past_honorifics(end)
        if phrase.plural and len(found) < 2:
            return []
        return found

    def _encloses(self, comma: int) -> bool:
        """Whether a comma opens a name that another one closes: "a spokesman, X, said"."""
        start = self._past_honorifics(comma + 1)
        end = self.starts[start][1] if start in self.starts else len(self.lower)
        return end + 1 < len(self.lower) and self.lower[end] == "," and self.tokens.tags[end + 1] in FINITE

    def _is_dash(self, position: int) -> bool:
        return self.lower[position] in DASHES

    def _coordinated_beside_names(self) -> None:
        """The deputy premier and finance minister, X: a title joined to one that stands beside a name."""
        for phrase in reversed(self.phrases):
            if id(phrase) in self._ids or phrase.plural or phrase.end + 1 >= len(self.lower):
                continue
            follower = self.by_start.get(phrase.end + 1)
            if self.lower[phrase.end] != "and" or follower is None or follower.determiner or follower.countries:
                continue
            holding = next((h for h in self.holdings if h.phrase is follower), None)
            if holding and holding.rule in {"officials.title-comma-name", "officials.predicate"}:
                self._hold(holding.person, phrase, holding.rule.partition(".")[2], start=phrase.start, end=holding.end)

    # -- offices named by other words

    def _resolved(self, holding: Holding) -> Holding | None:
        """A holding whose title is a cue ("his counterpart", "the challenger") with the office that the cue means."""
        phrase = holding.phrase
        if not phrase.named_by_other:
            return holding
        kinds = {kind for kind, words in lexicon().cues.items() if phrase.title.words in words}
        kind: Cue = next(iter(kinds))
        origin = self._origin(holding, kind)
        if origin is None or (kind == "same" and not phrase.countries and phrase.determiner not in OWNERS | {"possessive"}):
            return None
        office = origin.phrase
        countries = phrase.countries or (() if kind == "same" else office.countries)
        status: RoleStatus
        match kind:
            case "same":
                status = phrase.status or "current"
            case "former":
                status = "former"
            case "elect":
                status = "current" if origin.status == "former" and phrase.status != "elect" else "elect"
            case "candidate":
                status = "candidate"
            case "incumbent" | "deputy":
                status = "current"
        meant = replace(
            office,
            start=phrase.start,
            end=phrase.end,
            countries=countries,
            organization=phrase.organization or (None if kind == "same" else office.organization),
            international=phrase.international or (office.international and kind != "same"),
            determiner="" if kind == "same" else phrase.determiner,
            owner=None if kind == "same" else self.people[origin.person].names[0].start,
        )
        if kind == "deputy":
            meant = self._deputised(meant)
        return Holding(
            person=holding.person,
            phrase=meant,
            rule=f"officials.{CUE_RULES[kind]}",
            status=status,
            start=holding.start,
            end=holding.end,
        )

    def _deputised(self, office: OfficePhrase) -> OfficePhrase:
        """The office of the deputy of whoever holds `office`."""
        classes: dict[Office, Office] = {
            "head_of_state": "deputy_head", "head_of_government": "deputy_head", "foreign_minister": "diplomat",
        }  # fmt: skip
        words = {"head_of_state": "vice president", "head_of_government": "deputy prime minister"}.get(office.office)
        text = office.text if office.text.istitle() else office.text.lower()
        title = title_named(words) if words else office.title
        return replace(office, title=title, text=f"deputy {text}", office=classes.get(office.office, office.office))

    def _origin(self, holding: Holding, kind: Cue) -> Holding | None:
        """The holding whose office a cue repeats: of the person named as owner, else the nearest before."""
        phrase = holding.phrase
        plain = [h for h in self.holdings if not h.phrase.named_by_other and h.phrase.title.strength != "rank"]
        if kind in {"candidate", "incumbent"}:
            heads = [h for h in plain if h.phrase.office in HEADS and (h.person != holding.person or kind == "incumbent")]
            subject = self.references.subject_at(phrase.start)
            return max(
                heads,
                key=lambda h: (h.person == subject, h.status == "candidate", -abs(h.start - phrase.start)),
                default=None,
            )
        owner = self.named.get(phrase.owner) if phrase.owner is not None else None
        if owner is not None:
            return next((h for h in plain if h.person == owner), None)
        officials = {h.person for h in plain} - {holding.person}
        before = [position for position in self.named if position < phrase.start and self.named[position] in officials]
        if not before or self.sentences_between(max(before), phrase.start) > 1:
            return None
        nearest = self.named[max(before)]
        if phrase.determiner in OWNERS:
            subject = self.references.subject_at(phrase.start)
            if subject in officials and self._same_sentence(subject, phrase.start):
                nearest = subject
        return max((h for h in plain if h.person == nearest), key=lambda h: -abs(h.start - phrase.start), default=None)

    def _same_sentence(self, person: int, position: int) -> bool:
        return any(
            name.start < position and not self.sentences_between(name.start, position) for name in self.people[person].names
        )

    def sentences_between(self, start: int, end: int) -> int:
        """How many sentences begin between two tokens."""
        return sum(self.tokens.opens[start + 1 : end + 1])

    def _gone(self) -> set[int]:
        """Who is said to be dead, to have resigned or to have been overthrown."""
        gone = {i for i, person in enumerate(self.people) for name in person.names if self.lower[name.start - 1] == "late"}
        if not self.parsed:
            return gone
        titled = {h.phrase.head: h.person for h in self.holdings if h.rule == "officials.title-before-name"}
        for position, person in (self.named | titled).items():
            head = self.tokens.heads[position]
            if self.tokens.parts[head] != "VERB" or self.tokens.lemmas[head] not in RESIGNING | OVERTHROWING:
                continue
            relation, verb = self.tokens.relations[position], self.doc[head]
            if negated(verb) or verb.tag_ in {"VB", "VBG"} or tense(verb) == "future":
                continue
            if relation == "nsubj" and verb.lemma_ in RESIGNING and tense(verb) == "past" and self._resigned(verb):
                gone.add(person)
            elif relation in {"obj", "nsubj:pass"} and verb.lemma_ in OVERTHROWING:
                gone.add(person)
        return gone

    def _resigned(self, verb: Token) -> bool:
        """Whether "stepped" is "stepped down" and the office left is not named beside ("resigned as mayor")."""
        words = {child.lower_ for child in verb.children}
        return (verb.lemma_ != "step" or bool(words & {"down", "aside"})) and not any(
            child.dep_ == "obl" and any(grandchild.lower_ in {"as", "from"} for grandchild in child.children)
            for child in verb.children
        )

    # -- descriptions that make the office of somebody plain

    def _described(self) -> None:
        """X did this. The … premier did that: nobody else is said to hold that office, and X holds no other."""
        for phrase in self.phrases:
            if id(phrase) in self._ids or phrase.plural or phrase.determiner != "the" or phrase.named_by_other:
                continue
            if phrase.office not in HEADS | {"foreign_minister", "deputy_head"} or phrase.status == "former":
                continue
            if not phrase.country and any(h.phrase.office == phrase.office for h in self.holdings):
                continue
            if any(same_office(phrase, h.phrase, h.phrase.country) for h in self.holdings):
                continue
            nearby = {
                self.named[position]
                for position in range(max(0, phrase.start - 80), phrase.start)
                if position in self.named and self.sentences_between(position, phrase.start) <= 1
            }
            free = {person for person in nearby if person not in self.held}
            subject = self.references.subject_at(phrase.start)
            person = subject if subject in free else next(iter(free)) if len(free) == 1 and phrase.country else None
            if person is not None:
                self._hold(person, phrase, "description", start=phrase.start, end=phrase.end)

    def _successions(self) -> None:
        """X succeeded Y, X took over from Y: whatever office the one holds, the other held or will hold."""
        for position in self._verbs(SUCCEEDING | {"take", "hand", "inherit"}):
            verb = self.doc[position]
            successor = self._subject(verb)
            over = verb.lemma_ not in SUCCEEDING
            other = next(
                (
                    self._person(child)
                    for child in verb.children
                    if child.dep_ == ("obl" if over else "obj")
                    and (not over or self.lower[child.left_edge.i] in {"from", "to"})
                    and self._person(child) is not None
                ),
                None,
            )
            if successor is None or other is None or successor == other:
                continue
            if over and not any(child.lower_ == "over" for child in verb.children):
                continue
            if verb.lemma_ == "hand":
                successor, other = other, successor
            self._pass_on(verb, successor, other)

    def _verbs(self, lemmas: frozenset[str]) -> list[int]:
        tokens = self.tokens
        return [i for i, lemma in enumerate(tokens.lemmas) if lemma in lemmas and tokens.parts[i] == "VERB"]

    def _pass_on(self, verb: Token, successor: int, predecessor: int) -> None:
        done = tense(verb) == "past"
        for person, source in ((predecessor, successor), (successor, predecessor)):
            if self.held.get(person):
                continue
            holding = next((h for h in self.held.get(source, ()) if h.phrase.title.strength == "full"), None)
            if holding is None or holding.phrase.named_by_other:
                continue
            status: RoleStatus
            if person == predecessor:
                status = "former" if done else "current"
            else:
                status = "current" if done else "elect"
            start = self.tokens_of(person, verb.i)
            self._hold(person, holding.phrase, "succession", status, start=min(start, verb.i), end=max(start, verb.i) + 1)

    def tokens_of(self, person: int, position: int) -> int:
        """The start of the person's naming that is nearest to a token."""
        return min((name.start for name in self.people[person].names), key=lambda start: abs(start - position))

    def _listed_by_country(self) -> None:
        """Leaders such as A's X and Y of B; ministers X (A) and Y (B): a plural title, then people by country."""
        for i, person in enumerate(self.people):
            if i in self.held:
                continue
            for name in person.names:
                country = self._country_beside(name.start, name.end)
                phrase = self._plural_near(name.start) if country else None
                if country and phrase:
                    one = replace(phrase, countries=(country,), determiner="", owner=None)
                    self._hold(i, one, "list-by-country", start=min(phrase.start, name.start), end=name.end)
                    self._ids.add(id(phrase))
                    break

    def _beside_peers(self) -> None:
        """The Norwegian president, A, B's X and Y of C: people named by country in a list of officials."""
        peers = [h for h in self.holdings if h.phrase.office in PEERS and h.phrase.title.strength == "full"]
        for i, person in enumerate(self.people):
            if i in self.held or len(person.words) < 2:
                continue
            for name in person.names:
                country = self._country_beside(name.start, name.end)
                near = [h for h in peers if country and not self.sentences_between(*sorted((h.start, name.start)))]
                near = [h for h in near if country != h.phrase.country and has_office(country or "", h.phrase.title.words)]
                if near:
                    peer = min(near, key=lambda h: abs(h.start - name.start))
                    one = replace(peer.phrase, countries=(country,), determiner="", owner=None, status=None)
                    self._hold(i, one, "list-by-country", "current", start=name.start - 1, end=name.end)
                    break

    def _ended(self) -> None:
        """No president since X was killed; she became president on the death of X: X held the office before."""
        for phrase in self.phrases:
            after = phrase.end + 1
            if id(phrase) not in self._ids and after in self.starts and self.lower[phrase.end] == "since":
                person, end = self.starts[after]
                self._hold(person, phrase, "ended", "former", start=phrase.start, end=end)
        for position, word in enumerate(self.lower):
            if word not in ENDINGS or position + 2 >= len(self.lower):
                continue
            ended = self.starts.get(position + 2, (None, 0))[0] if self.lower[position + 1] == "of" else None
            if ended is None and self.lower[position - 1] in POSSESSIVES:
                ended = self.ends.get(position - 1, (None, 0))[0]
            if ended is None or ended in self.held:
                continue
            heirs = [h for h in self.holdings if h.end <= position and not self.sentences_between(h.phrase.head, position)]
            if heirs and heirs[-1].phrase.office in PEERS:
                self._hold(ended, heirs[-1].phrase, "ended", "former", start=heirs[-1].phrase.start, end=position + 1)

    def _contested(self) -> None:
        """X defeated Y in the presidential election: who seeks an office that the other holds or seeks."""
        for position in self._verbs(CONTESTS):
            verb = self.doc[position]
            subject = self._subject(verb)
            rival = next(
                (self._person(child) for child in verb.children if child.dep_ in {"obj", "obl"} and self._person(child) is not None),
                None,
            )
            if subject is None or rival is None or subject == rival:
                continue
            first = next((i for i in range(position, -1, -1) if self.tokens.opens[i]), 0)
            last = next((i for i in range(position + 1, len(self.lower)) if self.tokens.opens[i]), len(self.lower))
            if not VOTES & set(self.lower[first:last]):
                continue
            for person, other in ((subject, rival), (rival, subject)):
                source = next((h for h in self.held.get(other, ()) if h.phrase.office in HEADS), None)
                if source is not None and person not in self.held:
                    start = self.tokens_of(person, position)
                    self._hold(
                        person, replace(source.phrase, status=None), "contest", "candidate",
                        start=min(start, position), end=max(start, position) + 1,
                    )  # fmt: skip

    def _in_power(self) -> None:
        """X took office, X's government: X heads a country; X seeks re-election: X is a candidate too."""
        for i, person in enumerate(self.people):
            for name in person.names:
                after = name.end + (name.end < len(self.lower) and self.lower[name.end] == ",")
                after += after < len(self.lower) and self.lower[after] == "who"
                while after < len(self.lower) and self.lower[after] in ADVERBS | COPULAS - {"was"}:
                    after += 1
                words = " ".join(self.lower[after : after + 4])
                heads = [h for h in self.held.get(i, ()) if h.phrase.office in HEADS]
                if heads and words.startswith(RUNNING):
                    if not any(h.status == "candidate" for h in heads):
                        phrase = replace(heads[0].phrase, status=None)
                        self._hold(i, phrase, "re-election", "candidate", start=name.start, end=after + 2)
                elif i not in self.held and words.startswith(TAKING_POWER):
                    self._hold(i, self._headship(after), "in-power", start=name.start, end=after + 2)

    def _headship(self, position: int) -> OfficePhrase:
        """The office of whoever leads a country, by no title."""
        title = title_named("leader")
        return OfficePhrase(
            start=position, end=position + 1, title_start=position, title_end=position + 1, head=position, title=title,
            text="leader", office="head_of_state", setting=Setting(),
        )  # fmt: skip

    def _country_beside(self, start: int, end: int) -> str | None:
        match = None
        if self.lower[start - 1] in POSSESSIVES:
            match = self.ending_affiliations.get(start - 1)
        elif end + 1 < len(self.lower) and self.lower[end] in {"of", "("}:
            match = self.affiliations.get(end + 1 + (self.lower[end + 1] == "the"))
        return match.country if match and match.kind == "country" else None

    def _plural_near(self, position: int) -> OfficePhrase | None:
        """The plural title that a list of people stands under: the nearest one before in the sentence."""
        for phrase in reversed(self.phrases):
            if phrase.plural and phrase.start < position:
                if self.sentences_between(phrase.head, position) or phrase.title.strength in {"rank", "weak"}:
                    break
                return phrase
        for back in range(position - 1, max(position - 40, 0), -1):
            if self.tokens.opens[back + 1]:
                break
            if self.lower[back] == "leaders":
                return self._headship(back)
        return None

    def _governments(self) -> None:
        """The X administration, X's presidency: the office is in the word for the government."""
        for person, start, end in [(i, name.start, name.end) for i, p in enumerate(self.people) for name in p.names]:
            after = end + (end < len(self.lower) and self.lower[end] in POSSESSIVES)
            if after >= len(self.lower) or self.lower[after] not in GOVERNMENTS:
                continue
            if any(h.phrase.office in HEADS for h in self.held.get(person, ())):
                continue
            words = GOVERNMENTS[self.lower[after]]
            if after == end and self.lower[start - 1] != "the":
                continue
            title = title_named(words)
            text = title.words.title() if words != "leader" else words
            phrase = replace(self._headship(after), title=title, text=text, office=title.office)
            if words == "leader":
                phrase = replace(phrase, office="head_of_state")
            past = {"end", "ended", "former", "late"} & set(self.lower[max(0, start - 4) : start])
            self._hold(person, phrase, "government", "former" if past else None, start=start, end=after + 1)

    # -- predicates

    def _leading(self, verb: Token) -> None:
        """X, who heads the … party; X chairs the bloc."""
        words = LEADING[verb.lemma_]
        relation = "obl" if verb.lemma_ in {"speak", "preside"} else "obj"
        body = next((child for child in verb.children if child.dep_ == relation), None)
        if body is not None and relation == "obl" and self.lower[body.left_edge.i] not in {"for", "over"}:
            return
        person = self._subject(verb)
        if body is None or person is None or negated(verb) or body.lower_ in PASSING:
            return
        start, end = body.left_edge.i, body.i + 1
        while end < len(self.lower) and self.lower[end] == "of" and end < body.right_edge.i:
            end = min(body.right_edge.i + 1, end + 6)
        text = self.tokens.between(start, end)
        if not any(is_near(group, text) for group in BODIES):
            return
        match = next((self.affiliations[i] for i in range(start, end) if i in self.affiliations), None)
        title = title_named(words)
        setting = Setting(near=text)
        office = office_of(title, setting, match.country if match else None)
        if office is None:
            return
        if office == title.office == "party" and not is_near("party", text):
            office = "head_of_state"
        international = office == "igo"
        past = tense(verb) == "past" and not any(child.lemma_ == "have" for child in verb.children)
        phrase = OfficePhrase(
            start=verb.i,
            end=end,
            title_start=verb.i,
            title_end=verb.i + 1,
            head=verb.i,
            title=title,
            text=words,
            office=office,
            setting=setting,
            countries=(match.country,) if match and match.country and not international else (),
            organization=text.removeprefix("the "),
            international=international,
        )
        self._hold(person, phrase, "leading", "former" if past else None, start=self._start_of(person, phrase), end=end)


    def _predicated(self, phrase: OfficePhrase) -> None:
        if phrase.end < len(self.lower) and self.lower[phrase.end] in POSSESSIVES:
            return
        found = self._who_clause(phrase) or self._chosen(phrase) or self._copular(phrase) or (self._by_tree(phrase) if self.parsed else None)
        if found:
            person, status, start = found
            self._hold(person, phrase, "predicate", status, start=min(start, phrase.start), end=phrase.end)

    def _who_clause(self, phrase: OfficePhrase) -> tuple[int, RoleStatus | None, int] | None:
        """X, who was/has been/became/served as … TITLE."""
        for position in range(phrase.start - 1, max(phrase.start - 9, 0), -1):
            lower = self.lower[position]
            if lower in {",", ".", ";", "and", "but"} or position in self.named:
                return None
            if lower == "who":
                end = position if position in self.ends else position - 1
                end = self._past_asides(end) if end not in self.ends else end
                end = self._past_description(end)
                if end not in self.ends:
                    return None
                verbs = set(self.lower[position + 1 : phrase.start])
                if self.lower[phrase.start - 1] != "as" and not verbs & {"is", "was", "became", "been", "serves", "served", "remains", "remained", "becomes", "'s", "’s", "elected", "appointed", "named"}:
                    return None
                if verbs & {"not", "n't", "never"}:
                    return None
                person, start = self.ends[end]
                status = phrase.status
                if status is None and verbs & {"was", "served"} and not verbs & {"elected", "appointed", "named", "has", "sworn"}:
                    status = "former"
                return person, status, start
        return None

    def _past_description(self, end: int) -> int:
        """From "who" back over ", a former banker" to the end of the name that it describes."""
        if end in self.ends:
            return end
        for position in range(end - 1, max(end - 9, 0), -1):
            if position in self.named or self.lower[position] in {".", ";"}:
                break
            if self.lower[position] == "," and self.lower[position + 1] in {"a", "an", "the"}:
                return self._past_asides(position)
        return end

    def _copular(self, phrase: OfficePhrase) -> tuple[int, RoleStatus | None, int] | None:
        """X is/was/has been/became [the] TITLE, read off the words."""
        position = phrase.start - 1
        while position > 0 and self.lower[position] in ADVERBS:
            position -= 1
        last = self.lower[position] if position > 0 else ""
        if last not in COPULAS:
            return None
        while position > 0 and self.lower[position - 1] in COPULAS | ADVERBS:
            position -= 1
        if position not in self.ends or self.lower[position] == "be":
            return None
        verbs = set(self.lower[position : phrase.start])
        person, start = self.ends[position]
        status = phrase.status
        if status is None and "will" in verbs:
            status = "elect"
        elif status is None and "was" in verbs:
            status = "former"
        return person, status, start

    def _chosen(self, phrase: OfficePhrase) -> tuple[int, RoleStatus | None, int] | None:
        """X, elected president in May, …; X's election as president; X for president."""
        position = phrase.start - 1
        if position > 0 and self.lower[position] == "for" and not phrase.determiner and position in self.ends:
            person, start = self.ends[position]
            return (person, "candidate", start) if phrase.title.strength == "full" else None
        if position > 0 and self.lower[position] == "as":
            position -= 1
        verb = self.tokens.doc[position].lemma_ if position > 0 else ""
        if self.tokens.tags[position] in {"VBN", "VBD"} and verb in CHOOSING | NOMINATING:
            back = position - 1
            while back > 0 and self.lower[back] in {"newly", "first", "recently", "re", "-", "later", "then"}:
                back -= 1
            end = self._past_asides(back) if self.lower[back] == "," else -1
            if end in self.ends:
                person, start = self.ends[end]
                return person, phrase.status or ("nominee" if verb in NOMINATING else None), start
        if self.lower[position] in ELECTIONS and self.lower[position + 1] == "as":
            for back in range(position - 1, max(position - 6, 0), -1):
                if self.lower[back] in POSSESSIVES and back in self.ends:
                    person, start = self.ends[back]
                    return person, phrase.status, start
        return None

    def _by_tree(self, phrase: OfficePhrase) -> tuple[int, RoleStatus | None, int] | None:
        head = self.doc[phrase.head]
        if phrase.plural:
            return None
        copula = next((child for child in head.children if child.dep_ == "cop"), None)
        if copula is not None:
            if negated(head):
                return None
            person = self._subject(head)
            if person is None:
                return None
            perfect = any(child.lemma_ == "have" for child in head.children if child.dep_.startswith("aux"))
            status = phrase.status or ("current" if perfect else self._status_by_tense(head))
            return person, status, self._start_of(person, phrase)
        verb = head.head
        if verb.i == head.i or verb.pos_ not in {"VERB", "AUX", "NOUN", "ADJ"}:
            return None
        if head.dep_ not in {"xcomp", "obl", "obj", "ccomp", "iobj", "nmod", "obl:arg", "dep", "advcl", "acl"}:
            return None
        return self._by_verb(phrase, head, verb)

    def _by_verb(self, phrase: OfficePhrase, head: Token, verb: Token) -> tuple[int, RoleStatus | None, int] | None:
        lemma = verb.lemma_
        case = next((child.lower_ for child in head.children if child.dep_ in {"case", "mark"}), "")
        if negated(verb):
            return None
        passive = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children) or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "acl:relcl", "advcl"})
        status = phrase.status
        if lemma in BECOMING and not case:
            person = self._subject(verb)
            status = status or ("elect" if tense(verb) == "future" else "current")
        elif lemma in CHOOSING and case in {"", "as"} and head.dep_ in {"xcomp", "obl", "obj"}:
            person = self._subject(verb) if passive else self._object(verb, head)
            status = status or "current"
        elif lemma in NOMINATING and case in {"", "as", "for"}:
            person = self._subject(verb) if passive else self._object(verb, head)
            status = "nominee"
        elif lemma in SEEKING and case == "for":
            person, status = self._subject(verb), "candidate"
        elif lemma in SERVING and case == "as":
            person = self._subject(verb)
            past = tense(verb) == "past" and not any(child.lemma_ == "have" for child in verb.children if child.dep_ == "aux")
            status = status or ("acting" if lemma == "act" else "former" if past else "current")
        elif lemma in ENTERING and case == "as":
            person = self._subject(verb)
            status = status or ("elect" if tense(verb) == "future" else "current")
        elif lemma in LEAVING and case == "as":
            person = self._subject(verb) if passive or lemma in {"resign", "quit", "retire", "step"} else self._object(verb, head)
            status = status or ("former" if tense(verb) == "past" else "current")
        elif lemma in SUCCEEDING and case == "as":
            person = self._subject(verb)
            predecessor = self._object(verb, head)
            status = status or ("elect" if tense(verb) == "future" or verb.tag_ == "VBG" else "current")
            if predecessor is not None and person is not None and not self.held.get(predecessor):
                before: RoleStatus = "former" if status == "current" else "current"
                self._hold(predecessor, phrase, "predecessor", before, start=self._start_of(predecessor, phrase), end=phrase.end)
        elif case == "as" and phrase.determiner != "the":
            person = self._subject(verb)
            status = status or None
            if person is None:
                return None
        else:
            return None
        return None if person is None else (person, status, self._start_of(person, phrase))

    def _status_by_tense(self, head: Token) -> RoleStatus | None:
        match tense(head):
            case "past":
                return "former"
            case "future":
                return "elect"
        return None

    def _start_of(self, person: int, phrase: OfficePhrase) -> int:
        before = [name.start for name in self.people[person].names if name.start <= phrase.start]
        return before[-1] if before and self.doc[before[-1]].sent == self.doc[phrase.head].sent else phrase.start

    def _subject(self, verb: Token) -> int | None:
        if verb.dep_ in {"acl", "acl:relcl"}:
            own = [child for child in verb.children if child.dep_.startswith("nsubj")]
            if not own or own[0].lower_ in {"who", "that", "which"}:
                return self._person(verb.head)
        for subject in subjects(verb):
            person = self._person(subject)
            if person is not None:
                return person
        return None

    def _object(self, verb: Token, head: Token) -> int | None:
        for child in verb.children:
            if child.dep_ in {"obj", "iobj"} and child.i != head.i:
                return self._person(child)
        return None

    def _person(self, token: Token) -> int | None:
        """Who a token stands for: by name, by relative pronoun, by "he" or "she" where the subject before is named."""
        if token.i in self.named:
            return self.named[token.i]
        if token.lower_ in {"who", "that"}:
            for ancestor in token.ancestors:
                if ancestor.dep_ == "acl:relcl":
                    return self._person(ancestor.head)
        if token.lower_ in PRONOUNS:
            return self.references.person(token)
        for child in token.children:
            if child.dep_ in {"flat", "appos"} and child.i in self.named:
                return self.named[child.i]
        if token.dep_ == "appos" and token.head.i in self.named:
            return self.named[token.head.i]
        return None
