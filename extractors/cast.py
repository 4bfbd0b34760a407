"""Who: the officials, offices, bodies and persons of one document by token, and whom its words stand for."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal

from msgspec import Struct

from extractors.countries import country_of_adjective, fold
from extractors.inflection import written
from extractors.matches import OfficeMatch, PlaceMatch, PlaceMention
from extractors.quotations import quoted
from extractors.syntax import ancestry, antecedent, case, coordinated, in_clause, obliques, predicate, subjects
from extractors.tree import Token, Tree

PartyKind = Literal["official", "office", "title", "person", "body", "country"]

# What a phrase says without naming: "the two leaders", "both presidents", "the pair".
PAIR_WORDS = frozenset({"both", "two", "pair", "duo"})
TRIO_WORDS = frozenset({"three", "trio"})
PAIR_NOUNS = written(
    "chancellor counterpart diplomat envoy head king leader man minister neighbour neighbor official politician "
    "premier president prince secretary statesman woman".split()
)
LEADERS = frozenset({"head", "leader"})
LEADING = frozenset({"head_of_state", "head_of_government", "royal", "deputy_head"})
HEADS = frozenset({"head_of_state", "head_of_government", "royal"})
HEADS_OF_STATE = frozenset({"head_of_state", "royal"})
# Whom a plural of rank can mean, the likelier first.
RANKS: tuple[tuple[frozenset[str], tuple[frozenset[str], ...]], ...] = (
    (written(["leader", "head", "king", "prince", "statesman"]), (LEADING, LEADING | {"other"})),
    (written(["president", "chancellor"]), (frozenset({"head_of_state", "head_of_government"}),)),
    (written(["premier"]), (frozenset({"head_of_government"}),)),
    (written(["minister"]), (frozenset({"foreign_minister", "minister", "head_of_government"}),)),
    (written(["diplomat", "envoy"]), (frozenset({"diplomat", "foreign_minister"}),)),
)
# Words that name nobody's office: "the Kenyan official".
SOMEBODY = frozenset({"diplomat", "envoy", "negotiator", "official", "politician", "visitor"})
COMPANIONS = frozenset({"guest", "host", "hostess", "hosts", "visitor"})
# Rules by which one plural title is several people's: "the ambassadors of Fiji, A, and Kenya, B".
LISTING = frozenset({"officials.list-by-country", "officials.titles-of-countries"})
NAMED = frozenset({"official", "person"})
# Who has an office after another, or had it before.
TURNS = {"predecessor": frozenset({"former"}), "successor": frozenset({"elect", "nominee"})}
# Who can be called so, or by the country alone.
PRINCIPALS = LEADING | {"foreign_minister", "minister", "diplomat"}
# Who else is received abroad.
DELEGATES = frozenset({"igo", "legislator", "military", "party", "subnational"})
ENVOYS = frozenset({"diplomat", "envoy"})
SPAN = 100  # tokens of a sentence that are looked at
FRESH = 300  # tokens within which those who met are still "the two"
LATELY = 40  # tokens within which they can be nobody else
INCLUDING = frozenset({"among them", "including", "notably", "such as"})
# Clauses that only explain or report: "led by A", "which B had sent".
ASIDE = frozenset({"acl", "acl:relcl", "ccomp", "parataxis"})
# Who speaks for others: what the text is about is not them.
SPEAKERS = frozenset({"spokesperson"})
# Of whom somebody else does something.
SUFFERING = frozenset({"iobj", "obj", "obl"})
PARTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent"})
# What one brings from whom one serves.
GREETINGS = frozenset("congratulations greetings invitation letter message regards wishes".split())
PLURAL = frozenset({"they", "them", "their", "each"})
# The last word of a newspaper's, broadcaster's or agency's name: who talks to one gives an interview.
OUTLETS = frozenset(
    "afp ap axios bbc bloomberg broadcasting channel chronicle cnn courier daily dispatch efe examiner gazette "
    "guardian herald interfax inquirer jazeera journal magazine media newspaper observer politico post press radio "
    "reuters standard tass telegraph television times tribune tv weekly xinhua".split()
)
AGENCIES = frozenset({("news", "agency"), ("press", "agency")})
HYPHENS = frozenset({"-", "–", "—", "/"})
STATES = frozenset({"armies", "countries", "economies", "governments", "nations", "neighbors", "neighbours", "states"})
# Whom somebody leads or brings: "A led a delegation".
PARTIES_SENT = frozenset({"delegation", "entourage", "group", "mission", "team"})
LEADING_THEM = written(["bring", "head", "lead"])
# "A delegation led by A": A is there.
LED = frozenset({"led", "headed"})


class Party(Struct, frozen=True):
    """Somebody who can take part: an official by id, or a holder of an office, a person, a body or a state by name."""

    official: str | None
    name: str
    kind: PartyKind
    office: OfficeMatch | None = None
    country: str | None = None  # of a delegation: the state that sends it

    @property
    def key(self) -> str:
        """What makes two parties the same."""
        return self.official or fold(self.name)


class Cast:
    """The people of one document by token: officials by id, and titles that nobody is known to bear."""

    def __init__(self, doc: Tree) -> None:
        self.doc = doc
        self._mined: bytearray | None = doc._.mined
        self.words = [token.lower_ for token in doc]
        self.quoted = quoted(doc)
        self._sentences = {i: (sent.start, sent.end) for sent in doc.parsed.sents for i in range(sent.start, sent.end)}
        self.names = {official.id: official.name for official in doc._.officials}
        self._roles = {official.id: official.roles for official in doc._.officials}
        self.homes = {
            official.id: frozenset(role.country for role in official.roles if role.country)
            for official in doc._.officials
        }
        self.people: dict[int, str] = {}
        naming: list[tuple[int, str]] = []
        for official in doc._.officials:
            for mention in official.mentions:
                naming.append((mention.start, official.id))
                for i in range(mention.start, mention.end):
                    self.people.setdefault(i, official.id)
        for official in doc._.officials:
            for reference in official.references:
                for i in range(reference.start, reference.end):
                    self.people.setdefault(i, official.id)
        self.offices: dict[int, OfficeMatch] = {}
        for office in doc._.offices:
            for i in range(office.start, office.end):
                if office.official is not None:
                    self.people.setdefault(i, office.official)
                elif i not in self.people:
                    self.offices.setdefault(i, office)
        self.several: dict[int, list[OfficeMatch]] = {}  # token of "the foreign ministers of A and B" → one for each
        for (start, end), offices in groupby(doc._.offices, key=lambda office: (office.start, office.end)):
            each = list(offices)
            if end - start > len(each) > 1 and all(office.country for office in each):
                self.several.update((i, each) for i in range(start, end))
        listed: dict[int, list[str]] = {}  # start of a plural title → those whom a list under it names
        for official in doc._.officials:
            for role in official.roles:
                if role.rule in LISTING:
                    listed.setdefault(role.start, []).append(official.id)
        self.listed = {
            i: listed[office.start]
            for office in doc._.offices
            if len(listed.get(office.start, ())) > 1
            for i in range(office.start, office.end)
        }
        naming += self._unmarked(doc)
        naming.sort()
        meant = {(match.start, official.id) for official in doc._.officials for match in official.references}
        meant.update(self._titled(doc))
        self._meant = sorted(meant.union(naming))
        self._often = Counter(holder for _, holder in self._meant)
        self._meant_at = [position for position, _ in self._meant]
        # Offices held now or, where none is, once.
        self.ranks = {
            official.id: frozenset(role.office for role in official.roles if role.status != "former")
            or frozenset(role.office for role in official.roles)
            for official in doc._.officials
            if official.roles
        }
        self._titles = {
            official.id: frozenset(word for role in official.roles for word in fold(role.title).split())
            for official in doc._.officials
        }
        self._naming = naming
        self._naming_at = [position for position, _ in naming]
        self.places: dict[int, tuple[PlaceMatch, PlaceMention]] = {}
        for place in doc._.places:
            for mention in place.mentions:
                for i in range(mention.start, mention.end):
                    self.places.setdefault(i, (place, mention))
        # Which officials met, by position, and how many met in all, as far as the text was read.
        self.met: list[tuple[int, tuple[str, ...], int]] = []
        self._meant_two: dict[int, tuple[str, ...]] = {}  # token of "the two" → whom it stands for, as far as read
        self.gatherings: dict[str, str] = {}  # noun → the name that it was last given with
        self.assembled: tuple[int, str] | None = None  # where a body's members were last told to meet, and its name
        self.entities = {i: ent for ent in doc.parsed.ents for i in range(ent.start, ent.end)}

    def _titled(self, doc: Tree) -> Iterator[tuple[int, str]]:
        """Titles that only one official of the article bears: "the vice president", "the Chadian envoy"."""
        for office in doc._.offices:
            head = doc[office.end - 1]
            if office.official is not None or office.start not in self.offices or head.tag_ in {"NNS", "NNPS"}:
                continue
            words = set(fold(office.title).split())
            holders = {
                official.id
                for official in doc._.officials
                for role in official.roles
                if role.office == office.office
                and (office.country is None or role.country == office.country)
                and words <= set(fold(role.title).split()) | set(" ".join(map(fold, role.variants)).split())
            }
            if len(holders) == 1:
                holder = holders.pop()
                for i in range(office.start, office.end):
                    if self.offices.get(i) is office:
                        del self.offices[i]
                        self.people[i] = holder
                yield office.start, holder

    def _unmarked(self, doc: Tree) -> list[tuple[int, str]]:
        """Names of one official alone that stand where no step took them for a name."""
        owners: dict[str, set[str]] = {}
        for official in doc._.officials:
            for name in (official.name, *official.aliases):
                owners.setdefault(name.split()[-1], set()).add(official.id)
        found: list[tuple[int, str]] = []
        placed = {i for place in doc._.places for mention in place.mentions for i in range(mention.start, mention.end)}
        lower = {name.lower() for name in owners}
        for i, word in enumerate(self.words):
            if word not in lower or len(word) < 3 or i in self.people or i in placed:
                continue
            token = doc[i]
            ids = owners.get(token.text)
            name = token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "VERB", "ADJ"}
            if ids and len(ids) == 1 and name:
                holder = next(iter(ids))
                self.people[token.i] = holder
                found.append((token.i, holder))
        return found

    def mined(self, i: int) -> bool:
        """Whether records may be taken from the token."""
        return self._mined is None or bool(self._mined[i])

    def sentence(self, token: Token) -> tuple[int, int]:
        """The token range of the sentence that a token stands in."""
        return self._sentences[token.i]

    def who(self, token: Token) -> list[Party]:
        """The parties that a nominal and everything coordinated with it stand for."""
        found: dict[str, Party] = {}
        named = antecedent(token)
        members = coordinated(named)
        for child in named.children:
            if case(child) in INCLUDING:  # "several counterparts, including A and B"
                members += coordinated(child)
        for member in members:
            for party in self.party(member):
                found.setdefault(party.key, party)
        return list(found.values())

    def joined(self, noun: Token) -> list[Party]:
        """The two officials whom a hyphen joins right before a noun: "the Brandt–Stoph summit"."""
        first, second = (self.people.get(noun.i - back) for back in (3, 1))
        if noun.i < 3 or not first or not second or first == second or self.words[noun.i - 2] not in HYPHENS:
            return []
        return [self.official(first), self.official(second)]

    def official(self, holder: str) -> Party:
        """The party of an official."""
        return Party(holder, self.names[holder], "official")

    def titles(self, holder: str | None) -> frozenset[str]:
        """The words of an official's titles."""
        return self._titles.get(holder, frozenset()) if holder else frozenset()

    def party(self, token: Token) -> list[Party]:
        """The parties that one nominal stands for, coordination apart."""
        core = [token.i, *(c.i for c in token.children if c.dep_ in {"flat", "flat:name", "nmod:desc"})]
        if token.i in self.offices or token.pos_ == "PROPN":
            core += [child.i for child in token.children if child.dep_ == "compound"]
        several = token.tag_ in {"NNS", "NNPS"} and token.i not in self.entities  # "her counterparts, A and B"
        for i in core:
            if i in self.people and not several:
                return [self.official(self.people[i])]
        if several and token.i in self.listed:
            held = [self._holder(office) for office in self.several.get(token.i, ())]
            named = [self.official(holder) for holder in self.listed[token.i]]
            return list({party.key: party for party in (*held, *named)}.values())
        beside = [[p for p in self.who(child) if p.official] for child in token.children if child.dep_ == "appos"]
        if any(beside):
            return [p for named in beside for p in named] if several else next(filter(None, beside))
        for child in token.children:
            entity = self.entities.get(child.i)
            if (
                child.dep_ == "appos"
                and entity is not None
                and entity.label_ == "PERSON"
                and token.i not in self.entities
            ):
                bearers = coordinated(child) if several else [child]
                return [party for one in bearers for party in self.party(one) if party.kind in NAMED]
        if token.i in self.several and several:
            return [self._holder(office) for office in self.several[token.i]]
        if token.i in self.people:
            return [self.official(self.people[token.i])]
        if group := self.group(token):
            return [self.official(holder) for holder in group]
        for meant in (self._companion, self._national, self._in_turn, self._envoy, self._at_the_head):
            if (other := meant(token)) is not None:
                return [self.official(other)]
        sending = token.tag_ == "NNS" or token.lower_ == "delegation"
        sent = [c for c in token.children if sending and c.dep_ == "nmod" and case(c) in {"from", "of"}]
        for child in (child for head in (token, *sent) for child in head.children):
            if child.dep_.startswith("acl") and child.lower_ in LED:
                led = [party for _, agent in _modifiers(child) for party in self.who(agent) if party.kind in NAMED]
                if led:
                    return led
        office = self.offices.get(token.i)
        if office is not None:
            if token.tag_ in {"NNS", "NNPS"}:
                return []
            bare = office.country is None and office.organization is None
            return [Party(None, self._phrase(office), "title" if bare else "office", office)]
        entity = self.entities.get(token.i)
        if entity is not None and entity.label_ in {"PERSON", "ORG"} and token.i not in self.places:
            kind: PartyKind = "person" if entity.label_ == "PERSON" else "body"
            if (kind == "body" or len(entity) == 1) and _is_outlet(self.words[entity.start : entity.end]):
                return []
            return [Party(None, self._text(entity.start, entity.end), kind)]
        if token.i in self.places and self.places[token.i][0].kind == "country":
            return [Party(None, self.places[token.i][0].name, "country")]
        return []

    def _holder(self, office: OfficeMatch) -> Party:
        """Who holds an office that a plural gives to several countries: the official known for it, or its holder."""
        ranks = LEADING if office.title in LEADERS else {office.office}
        known = [who for who, held in self.ranks.items() if office.country in self.homes[who] and held & ranks]
        if len(known) == 1:
            return self.official(known[0])
        for i in range(office.start, office.end):
            if i in self.places and self.places[i][0].country == office.country:
                return Party(None, f"{office.title} of {self.places[i][0].name}", "office", office)
            if country_of_adjective(self.doc[i].text) == office.country:
                return Party(None, f"{self.doc[i].text} {office.title}", "office", office)
        return Party(None, self._phrase(office), "office", office)

    def group(self, token: Token) -> tuple[str, ...]:
        """The officials that "the two leaders", "both men", "they" or "the trio" stand for; empty for other words."""
        words = {child.lower_ for child in token.children if child.dep_ in {"det", "nummod", "amod", "det:predet"}}
        plural = token.lower_ in PAIR_NOUNS and token.tag_ in {"NNS", "NNPS"}
        if token.lower_ in TRIO_WORDS or (plural and "three" in words):
            told = self.told_before(token.i, 3)
            return told[1] if told is not None and len(told[1]) == 3 and token.i - told[0] <= FRESH else ()
        paired = token.lower_ in PAIR_WORDS | PLURAL or (plural and words & {"two", "both", "these"})
        of_states = plural and words == {"the"} and self._of_two_states(token)
        paired = paired or of_states
        if not paired and plural and words == {"the"}:
            plain = {child.dep_ for child in token.children} <= {"det", "compound", "amod", "nmod:unmarked"}
            office = self.offices.get(token.i)
            paired = plain and (office is None or office.country is None)
        if not paired or self._others_named(token) or (token.lower_ in PLURAL and self._of_states(token)):
            return ()
        if token.lower_ == "their" and len(own := self._doers(token)) == 2:
            return own
        if token.lower_ in PLURAL and (several := self._several_met(token)):
            return several
        ranks = next((ranks for words, ranks in RANKS if token.lower_ in words), (None,))
        if (office := self.offices.get(token.i)) is not None and office.office != "minister":
            ranks = (frozenset({office.office}),)
        elif of_states and token.lower_ == "heads":
            ranks = (HEADS_OF_STATE,)
        elif of_states and token.lower_ == "leaders":
            ranks = (HEADS,)
        two = next(filter(None, (self._pair(token, rank) for rank in ranks)), ())
        if two:
            self._meant_two[token.i] = two
        return two

    def _several_met(self, token: Token) -> tuple[str, ...]:
        """The three or more whose encounter the sentence before told last."""
        at, met, count = next((told for told in reversed(self.met) if told[0] < token.i), (0, (), 0))
        start, _ = self.sentence(token)
        before, _ = self._sentences.get(start - 1, (start, start))
        return met if count == len(met) > 2 and before <= at < start else ()

    def _pair(self, token: Token, rank: frozenset[str] | None) -> tuple[str, ...]:
        """The two officials of a rank that a plural stands for: those whose encounter was told last, or named last."""
        window = 60 if token.lower_ in PLURAL else FRESH
        doing = frozenset(self._doers(token) if token.dep_ in SUFFERING else ())  # "A rang both leaders": not A
        told = self.told_before(token.i)
        if told is not None and not doing.isdisjoint(told[1]):
            told = None
        if told is not None and len(told[1]) < 2 and token.i - told[0] <= LATELY:
            return ()  # one of "the two" is no official
        start, _ = self.sentence(token)
        before, _ = self._sentences.get(start - 1, (start, start))
        if told is None or told[0] < before:
            for begin, end in ((start, token.i), (before, start)):
                if len(named := [one for one in self._principals(begin, end, rank) if one not in doing]) == 2:
                    return tuple(named)
        near = told is not None and len(told[1]) == 2 and token.i - told[0] <= window
        beside = self._together(token, window)
        if beside is not None and (not near or told is None or beside[0] > told[0]) and doing.isdisjoint(beside[1]):
            told, near = beside, True
        if told and near and all(rank is None or self.ranks.get(holder, rank) & rank for holder in told[1]):
            return told[1]
        named = [one for one in self.recent(token.i, 4 + len(doing), rank, window) if one not in doing]
        pair = [one for one in named if self.ranks.get(one) != SPEAKERS][-2:]
        return tuple(pair) if len(pair) == 2 else ()

    def _together(self, token: Token, window: int) -> tuple[int, tuple[str, ...]] | None:
        """The two officials whom the words before named last as two, "A and B", or before "they" meant, and where."""
        at = bisect_left(self._twos, (token.i,)) - 1
        found = [self._twos[at]] if at >= 0 and token.i - self._twos[at][0] <= window else []
        if token.lower_ in PLURAL:
            found += [(i, two) for i, two in self._meant_two.items() if token.i - LATELY <= i < token.i]
        return max(found, default=None)

    @cached_property
    def _twos(self) -> list[tuple[int, tuple[str, ...]]]:
        """Where two officials, and nobody else, are coordinated, and who they are."""
        found: list[tuple[int, tuple[str, ...]]] = []
        for position, _ in self._naming:
            token = self.doc[position]
            while token.head.i != token.i and self.people.get(token.head.i) == self.people[position]:
                token = token.head
            members = coordinated(token)
            pair = tuple(dict.fromkeys(self.people[member.i] for member in members if member.i in self.people))
            if members[0].i == token.i and len(members) == len(pair) == 2:
                found.append((position, pair))
        return found

    def _doers(self, token: Token) -> tuple[str, ...]:
        """The officials who are the subject of a possessive's own clause: "A and B held their first talks"."""
        before = [subject for subject in subjects(predicate(token)) if subject.i < token.i]
        doers = (member.i for subject in before for member in coordinated(subject))
        return tuple(dict.fromkeys(self.people[doer] for doer in doers if doer in self.people))

    def told_before(self, position: int, count: int = 2) -> tuple[int, tuple[str, ...]] | None:
        """The encounter of so many that was told last before a position: where, and the officials among them."""
        return next(((at, met) for at, met, all_ in reversed(self.met) if at < position and all_ == count), None)

    def told_lately(self, token: Token) -> tuple[str, ...] | None:
        """The two whose encounter was told last before a token, in its sentence or the one before."""
        told = self.told_before(token.i)
        start, _ = self.sentence(token)
        before, _ = self._sentences.get(start - 1, (start, start))
        return told[1] if told is not None and len(told[1]) == 2 and before <= told[0] else None

    def _of_two_states(self, token: Token) -> bool:
        """Whether a plural is of two states: "the heads of the two states", "the leaders of both countries"."""
        states = [t for preposition, t in obliques(token) if preposition == "of" and t.lower_ in STATES | {"sides"}]
        return any(child.lower_ in {"both", "two"} for state in states for child in state.children)

    def _others_named(self, token: Token) -> bool:
        """Whether the words before in its sentence name two who are no officials, and can be meant."""
        start = max(self.sentence(token)[0], token.i - SPAN)
        named = {self.entities[i].start for i in range(start, token.i) if i in self.entities and i not in self.people}
        return sum(self.doc[i].ent_type_ == "PERSON" for i in named) >= 2

    def _of_states(self, token: Token) -> bool:
        """Whether states stand nearer before a pronoun than any official: "trade of the two countries since they …"."""
        for i in range(token.i - 1, self.sentence(token)[0] - 1, -1):
            if i in self.people:
                return False
            if self.words[i] in STATES:
                return True
        return False

    def _principals(self, start: int, end: int, rank: frozenset[str] | None) -> tuple[str, ...]:
        """The officials of a rank, or of the highest ranks, whom a stretch tells of in no clause aside, in order."""
        ranks = rank or PRINCIPALS
        first, last = (bisect_left(self._meant_at, at) for at in (max(start, end - SPAN), end))
        meant = dict.fromkeys(
            holder
            for at, holder in self._meant[first:last]
            if not in_clause(self.doc[at], ASIDE) and not self._greets(self.doc[at])
        )
        return tuple(holder for holder in meant if self.ranks.get(holder, ranks) & ranks)

    def _greets(self, token: Token) -> bool:
        """Whether somebody is named only as the one from whom greetings are brought: "greetings from the king"."""
        while token.dep_ in {"conj", "flat", "nmod:desc"}:
            token = token.head
        brought = [token.head, *(child for child in token.head.children if child.dep_ == "obj")]
        return case(token) in {"from", "of"} and any(word.lower_ in GREETINGS for word in brought)

    def _companion(self, token: Token) -> str | None:
        """Whom "his host", "her Kenyan guest" or "the visiting leader" stands for: of those named last who are of
        another country, or of that one, the one whom the text is most about."""
        visiting = token.pos_ == "NOUN" and any(child.lower_ == "visiting" for child in token.children)
        if self.words[token.i] not in COMPANIONS and not visiting:
            return None
        named = [country_of_adjective(c.text) for c in token.children if c.text[:1].isupper()]
        named += [self.places[c.i][0].country for c in token.children if c.i in self.places and case(c) == "from"]
        country = next((code for code in named if code), None)
        owner = self._owner(token)
        if owner is None and any(child.lower_ == "the" for child in token.children):
            verb = predicate(token)
            beside = [*subjects(verb), *(child for child in verb.children if child.dep_.startswith(("obj", "obl")))]
            owner = next((self.people[t.i] for t in beside if t.i != token.i and t.i in self.people), None)
        if owner is None and country is None:
            return None
        own = self.homes[owner] if owner is not None else frozenset()
        others = set()
        for other in self.recent(token.i, 4, PRINCIPALS | DELEGATES, 200):
            theirs = self.homes[other]
            if other != owner and theirs and (country in theirs if country else not theirs & own):
                others.add(other)
        return self.protagonist(token.i, frozenset(self.names) - others) if others else None

    def _owner(self, token: Token) -> str | None:
        """The official whose a nominal is: "his host", "X's successor"."""
        return next((self.people.get(child.i) for child in token.children if child.dep_ == "nmod:poss"), None)

    def _in_turn(self, token: Token) -> str | None:
        """Whom "his successor" or "her predecessor" stands for: the one other who has the office then."""
        statuses, owner = TURNS.get(token.lower_), self._owner(token)
        if statuses is None or owner is None:
            return None
        offices = {(role.office, role.country) for role in self._roles[owner] if role.status not in statuses}
        found = [
            other
            for other, roles in self._roles.items()
            if other != owner
            and any((role.office, role.country) in offices and role.status in statuses for role in roles)
        ]
        return found[0] if len(found) == 1 else None

    def _national(self, token: Token) -> str | None:
        """Whom "the Kenyan" or "the Kenyan envoy" stands for: the one official of that country named last."""
        if token.i in self.entities or token.tag_ in {"NNS", "NNPS"} or token.dep_ not in PARTS:
            return None
        words = [token] if token.lower_ not in SOMEBODY else list(token.children)
        if not any(child.lower_ == "the" for child in token.children):
            return None
        codes = (country_of_adjective(word.text) for word in words if word.text[:1].isupper())
        country = next((code for code in codes if code), None)
        if country is None:
            return None
        for ranks in (PRINCIPALS, DELEGATES):
            named = [other for other in self.recent(token.i, 6, ranks, 200) if country in self.homes[other]]
            if named:
                return named[0] if len(named) == 1 else None
        return None

    def _envoy(self, token: Token) -> str | None:
        """Whom "the envoy" or "the diplomat" stands for: the one diplomat of the text before."""
        if token.lower_ not in ENVOYS or token.tag_ != "NN" or token.dep_ not in PARTS:
            return None
        if [child.lower_ for child in token.children if child.dep_ not in {"punct", "acl:relcl"}] != ["the"]:
            return None
        sent = [one for one in self.recent(token.i, 9, None, FRESH) if self.ranks.get(one, frozenset()) & {"diplomat"}]
        sent += [one for one in self.recent(token.i, 9, None, FRESH) if "envoy" in self.titles(one) and one not in sent]
        return sent[0] if len(sent) == 1 else None

    def _at_the_head(self, token: Token) -> str | None:
        """Who leads or brings those whom "they" stands for: "A led a delegation to Lima, where they met B"."""
        if token.lower_ not in {"they", "them"}:
            return None
        start, _ = self.sentence(token)
        before, _ = self._sentences.get(start - 1, (start, start))
        for i in range(token.i - 1, before - 1, -1):
            if self.words[i] not in PARTIES_SENT:
                continue
            verb = predicate(self.doc[i])
            brought = case(self.doc[i]) == "with" or verb.lower_ in LEADING_THEM
            who = {self.people.get(subject.i) for subject in subjects(verb)} if brought else set()
            return who.pop() if len(who) == 1 else None
        return None

    def recent(
        self, position: int, count: int, rank: frozenset[str] | None = None, window: int = 120
    ) -> tuple[str, ...]:
        """The officials of a rank named last before a position, at most `count`, in order of the text."""
        found: list[str] = []
        at = bisect_left(self._naming_at, position)
        while at > 0 and len(found) < count:
            at -= 1
            where, holder = self._naming[at]
            if position - where > window:
                break
            if holder not in found and (rank is None or self.ranks.get(holder, rank) & rank):
                found.append(holder)
        return tuple(reversed(found))

    def protagonist(self, position: int, without: frozenset[str] = frozenset(), window: int = 200) -> str | None:
        """The official whom the text before a position is most about: meant often, lately and as a subject."""
        weights: dict[str, float] = {}
        at = bisect_left(self._meant_at, position)
        while at > 0 and position - self._meant_at[at - 1] <= window:
            at -= 1
            where, holder = self._meant[at]
            if holder not in without and self.ranks.get(holder) != SPEAKERS:
                subject = any(step.dep_.startswith("nsubj") for step in ancestry(self.doc[where])[:3])
                weights[holder] = weights.get(holder, 0.0) + (3 if subject else 1) * 0.985 ** (position - where)
        return max(weights, key=lambda holder: weights[holder] * self._often[holder]) if weights else None

    def implied(self, position: int, without: frozenset[str] = frozenset()) -> str | None:
        """Whoever does what a phrase without a subject says: whose schedule it is an item of, else the protagonist."""
        at = bisect_right(self._section_at, position) - 1
        if at >= 0 and self.doc._.sections[at].rule == "layout.scheduled":
            above = bisect_right(self._owners, position, key=lambda owner: owner[0]) - 1
            owner = self._owners[above][1] if above >= 0 else None
            return None if owner in without else owner
        return self.protagonist(position, without)

    def titled(self, position: int) -> bool:
        """Whether a token stands in a headline or heading, which the text below takes up."""
        at = bisect_right(self._section_at, position) - 1
        return at >= 0 and self.doc._.sections[at].kind in {"headline", "heading"}

    @cached_property
    def _section_at(self) -> list[int]:
        return [section.start for section in self.doc._.sections]

    @cached_property
    def _owners(self) -> list[tuple[int, str]]:
        """Where each heading or headline ends that names one official alone, and who that is."""
        found: list[tuple[int, str]] = []
        for section in self.doc._.sections:
            if section.kind in {"heading", "headline"}:
                named = {self.people[i] for i in range(section.start, section.end) if i in self.people}
                if len(named) == 1:
                    found.append((section.end, named.pop()))
        return found

    def meant_by(self, office: OfficeMatch, without: frozenset[str]) -> str | None:
        """The official whom a bare title takes up again: the one of that office whom the text before is most about."""
        title = set(fold(office.title).split())
        holders = frozenset(
            official.id
            for official in self.doc._.officials
            if any(role.office == office.office and title & set(fold(role.title).split()) for role in official.roles)
        )
        return self.protagonist(office.start, without | (frozenset(self.names) - holders))

    def _phrase(self, office: OfficeMatch) -> str:
        return self._text(office.start, office.end)

    def _text(self, start: int, end: int) -> str:
        while start < end - 1 and self.doc[start].lower_ in {"the", "a", "an", "his", "her", "its", "their"}:
            start += 1
        while start < end - 1 and self.doc[end - 1].lower_ in {"'s", "’s", "'"}:
            end -= 1
        return self.doc.text(start, end)


def _is_outlet(name: Sequence[str]) -> bool:
    """Whether the last words of a body's name make it a news outlet."""
    return name[-1] in OUTLETS or name[-1].endswith("news") or tuple(name[-2:]) in AGENCIES


def _modifiers(head: Token) -> Iterator[tuple[str, Token]]:
    for child in head.children:
        if child.dep_.startswith("obl"):
            yield case(child), child


def agents(verb: Token) -> list[Token]:
    """Who a passive predicate or participle names with "by"."""
    return [t for preposition, t in _modifiers(verb) if t.dep_ == "obl:agent" or preposition == "by"]


def actors(verb: Token) -> list[Token]:
    """The subjects of a predicate; for a passive one, its agents too."""
    return [*subjects(verb), *agents(verb)]
