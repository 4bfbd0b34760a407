"""Who, where and when: what the earlier steps found, by token, and how it hangs together in the tree.

A `Scene` is built once per document and answers three questions about any event of the text, given the verb or noun
that tells of it: who a phrase stands for, which date and which place the sentence ties to the event.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from spacy.tokens import Doc, Token

from extractors.countries import fold, table
from extractors.inflection import written
from extractors.matches import DateMatch, Match, OfficeMatch, PlaceMatch, PlaceMention, by_token
from extractors.syntax import ancestry, antecedent, case, clausal, coordinated, head_of, subjects

PartyKind = Literal["official", "office", "title", "person", "body", "country"]

# What a phrase says without naming: "the two leaders", "both presidents", "the pair".
PAIR_WORDS = frozenset({"both", "two", "pair", "duo"})
PAIR_NOUNS = written(
    "chancellor counterpart diplomat envoy head king leader man minister neighbour neighbor official politician "
    "premier president prince secretary statesman woman".split()
) | {"men", "women", "statesmen"}
LEADING = frozenset({"head_of_state", "head_of_government", "royal", "deputy_head"})
# Whom a plural of rank can mean.
RANKS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (written(["leader", "head", "king", "prince", "statesman"]), LEADING | {"other"}),
    (written(["president", "chancellor"]), frozenset({"head_of_state", "head_of_government"})),
    (written(["premier"]), frozenset({"head_of_government"})),
    (written(["minister"]), frozenset({"foreign_minister", "minister", "head_of_government"})),
    (written(["diplomat", "envoy"]), frozenset({"diplomat", "foreign_minister"})),
)
PLURAL = frozenset({"they", "them", "their", "each", "themselves"})
# Heads that speak for the body they name: "a delegation led by", "the government of".
LOCATIVE = frozenset(
    "in at to near outside on inside into from around toward towards via through across of for off by within "
    "between over above beside before".split()
)
# Verbs whose object is where the subject is: "visited Quito", "left Oslo".
PLACE_OBJECT = written(
    "visit leave tour reach enter exit quit depart hit strike attack bomb shell storm invade rock shake flood "
    "devastate ravage capture seize besiege raid target pummel batter pound".split()
)
# Verbs that take somebody or something from one place to another.
MOVING = written(
    "arrive bring carry come continue cross deploy depart deport dispatch drive evacuate extradite fly flee go head "
    "hurry invite journey land leave march move proceed pull recall return ride rush sail send set shuttle sneak step "
    "storm summon take transfer travel turn walk welcome withdraw".split()
)
# Verbs and nouns that only report: their date and place are those of the words, not of what the words are about.
REPORTING = written(
    "say tell announce report add declare state claim confirm note warn write tweet post reveal predict explain insist "
    "complain argue suggest reply according show stress reiterate recall".split()
)
# Words that mean a place named before.
HEREABOUTS = frozenset({"capital", "city", "here", "town", "there"})
# Verbs by which a state is the scene: "Gabon votes on Sunday".
STAGING = written("hold host stage elect vote cohost organise organize".split())
POLLS = written("ballot by-election election plebiscite poll primary referendum runoff vote re-election".split())
# What a city lends its name to: "the Lima summit".
GATHERINGS = written("ceremony conference congress forum meeting negotiation rally round summit talk".split())
# Nouns that lie where the place after "of" lies, and journeys that "to" takes there.
SITES = written(
    "capital centre center city coast district east edge embassy heart island north outskirt port province region "
    "resort soil south state street suburb town village west zone bank border area part invasion occupation siege "
    "bombing bombardment annexation liberation tour residence base".split()
)
JOURNEYS = written("arrival flight journey mission return swing tour trip visit".split())
# Words that make an hour, not a day.
HOURS = frozenset(
    "morning afternoon evening noon midnight early late mid later earlier a.m. p.m. am pm o'clock local time".split()
)
LED = frozenset({"led", "headed"})
CLAUSE_DOWN = frozenset({"ccomp", "advcl", "acl:relcl", "advcl:relcl", "parataxis", "acl", "csubj", "csubj:pass"})
RANK = {"facility": 4, "city": 3, "region": 2, "water": 2, "other": 2, "country": 1}
FAR = 99
# What a place inside the object of a verb adds to its distance from the verb: "discussed the dam in Chad".
ABOUT = 5


class Party(Struct, frozen=True):
    """Somebody who can take part: an official by id, or a holder of an office, a person, a body or a state by name."""

    official: str | None
    name: str
    kind: PartyKind
    office: OfficeMatch | None = None

    @property
    def key(self) -> str:
        """What makes two parties the same."""
        return self.official or fold(self.name)


class Scene:
    """The officials, offices, bodies, dates and places of one document, by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._mined: bytearray | None = doc._.mined
        self.words = [token.lower_ for token in doc]
        self.quoted = _quoted(doc, self.words)
        self._sentences = {i: (sent.start, sent.end) for sent in doc.sents for i in range(sent.start, sent.end)}
        self.names = {official.id: official.name for official in doc._.officials}
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
        naming += self._unmarked(doc)
        naming.sort()
        meant = {(match.start, official.id) for official in doc._.officials for match in official.references}
        meant.update(self._titled(doc))
        self._meant = sorted(meant.union(naming))
        self._often = Counter(holder for _, holder in self._meant)
        self._meant_at = [position for position, _ in self._meant]
        # Offices held now or, where none is, once.
        self.ranks = {
            official.id: frozenset(role.office for role in official.roles)
            for official in doc._.officials
            if official.roles
        }
        self._titles = {
            official.id: frozenset(word for role in official.roles for word in fold(role.title).split())
            for official in doc._.officials
        }
        self._naming = naming
        self._naming_at = [position for position, _ in naming]
        self.dates: dict[int, DateMatch] = by_token(
            match
            for match in doc._.dates
            if match.value.start is not None and self.mined(match.start) and not _hour(doc, match)
        )
        self.places: dict[int, tuple[PlaceMatch, PlaceMention]] = {}
        self.by_id: dict[str, PlaceMatch] = {place.id: place for place in doc._.places}
        for place in doc._.places:
            for mention in place.mentions:
                for i in range(mention.start, mention.end):
                    self.places.setdefault(i, (place, mention))
        naming_places = sorted(
            ((mention.start, place) for place in doc._.places for mention in place.mentions), key=lambda pair: pair[0]
        )
        self._place_at = [position for position, _ in naming_places]
        self._place_order: list[PlaceMatch] = [place for _, place in naming_places]
        self.dateline = next(
            (
                self.places[i][0]
                for section in doc._.sections
                if section.kind == "dateline"
                for i in range(section.start, section.end)
                if i in self.places
            ),
            None,
        )
        self.pairs: list[tuple[int, tuple[str, str]]] = []  # who met whom, by position, as far as the text was read
        self.gatherings: dict[str, str] = {}  # noun → the name that it was last given with
        self.entities = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
        self._paragraph_at = [start for start, _ in doc._.paragraphs or ((0, len(doc)),)]
        self.headings = tuple(self._read_headings())
        self._heading_at = [heading.start for heading in self.headings]

    def _titled(self, doc: Doc) -> Iterator[tuple[int, str]]:
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

    def _unmarked(self, doc: Doc) -> list[tuple[int, str]]:
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

    # -- who ---------------------------------------------------------------------------------------------------

    def who(self, token: Token) -> list[Party]:
        """The parties that a nominal and everything coordinated with it stand for."""
        found: dict[str, Party] = {}
        for member in coordinated(antecedent(token)):
            for party in self.party(member):
                found.setdefault(party.key, party)
        return list(found.values())

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
        for i in core:
            if i in self.people:
                return [self.official(self.people[i])]
        for child in token.children:
            if child.dep_ == "appos" and (found := [p for p in self.who(child) if p.kind == "official"]):
                return found
        for child in token.children:
            entity = self.entities.get(child.i)
            if (
                child.dep_ == "appos"
                and entity is not None
                and entity.label_ == "PERSON"
                and token.i not in self.entities
            ):
                return [Party(None, self._text(entity.start, entity.end), "person")]
        if group := self.group(token):
            return [self.official(holder) for holder in group]
        office = self.offices.get(token.i)
        if office is not None:
            if token.tag_ in {"NNS", "NNPS"}:
                return []
            bare = office.country is None and office.organization is None
            return [Party(None, self._phrase(office), "title" if bare else "office", office)]
        entity = self.entities.get(token.i)
        if entity is not None and entity.label_ in {"PERSON", "ORG"} and token.i not in self.places:
            kind: PartyKind = "person" if entity.label_ == "PERSON" else "body"
            return [Party(None, self._text(entity.start, entity.end), kind)]
        if token.i in self.places and self.places[token.i][0].kind == "country":
            return [Party(None, self.places[token.i][0].name, "country")]
        for child in token.children:
            if child.dep_.startswith("acl") and child.lower_ in LED:
                led = [party for _, agent in _modifiers(child) for party in self.who(agent) if party.kind == "official"]
                if led:
                    return led
        return []

    def group(self, token: Token) -> tuple[str, ...]:
        """The two officials that "the two leaders", "both men" or "they" stand for; empty for any other words."""
        words = {child.lower_ for child in token.children if child.dep_ in {"det", "nummod", "amod", "det:predet"}}
        paired = token.lower_ in PAIR_WORDS | PLURAL or (
            token.lower_ in PAIR_NOUNS and token.tag_ in {"NNS", "NNPS"} and words & {"two", "both", "these"}
        )
        if not paired and token.lower_ in PAIR_NOUNS and token.tag_ in {"NNS", "NNPS"} and words == {"the"}:
            plain = {child.dep_ for child in token.children} <= {"det", "compound", "amod", "nmod:unmarked"}
            office = self.offices.get(token.i)
            paired = plain and (office is None or office.country is None)
        if not paired:
            return ()
        rank = next((offices for words, offices in RANKS if token.lower_ in words), None)
        if (office := self.offices.get(token.i)) is not None and office.office != "minister":
            rank = frozenset({office.office})
        for position, met in reversed(self.pairs):
            if position < token.i and token.i - position <= (60 if token.lower_ in PLURAL else 300):
                if all(rank is None or self.ranks.get(holder, rank) & rank for holder in met):
                    return met
                break
        pair = self.recent(token.i, 2, rank, 60 if token.lower_ in PLURAL else 300)
        return pair if len(pair) == 2 else ()

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
            if holder not in without:
                subject = any(step.dep_.startswith("nsubj") for step in ancestry(self.doc[where])[:3])
                weights[holder] = weights.get(holder, 0.0) + (3 if subject else 1) * 0.985 ** (position - where)
        return max(weights, key=lambda holder: weights[holder] * self._often[holder]) if weights else None

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
        return self.doc[start:end].text

    # -- when and where ------------------------------------------------------------------------------------------

    def when(self, event: Token) -> DateMatch | None:
        """The date that the sentence ties to an event."""
        best: tuple[int, int, DateMatch] | None = None
        start, end = self.sentence(event)
        for date in self.dates_of(start, end):
            cost = self.tie(event, head_of(self.doc, date.start, date.end))
            if cost < FAR and (best is None or (cost, abs(date.start - event.i)) < best[:2]):
                best = (cost, abs(date.start - event.i), date)
        return best[2] if best else None

    def where(self, event: Token, limit: int = FAR) -> PlaceMatch | None:
        """The place that the sentence ties to an event within a limit: the most exact of those tied most closely."""
        best: tuple[int, int, int, PlaceMatch] | None = None
        if (place := self._where_clause(event)) is not None:
            return place
        start, end = self.sentence(event)
        for place, head in self.places_of(start, end):
            cost = self.tie(event, head)
            if cost >= limit:
                continue
            score = (cost, -RANK[place.kind], abs(head.i - event.i), place)
            if best is None or score[:3] < best[:3]:
                best = score
        return best[3] if best else None

    def _where_clause(self, event: Token) -> PlaceMatch | None:
        """The place that a clause is about: "Quito, where she will meet X"."""
        for step in ancestry(event):
            if step.dep_ in {"acl:relcl", "advcl:relcl"} or step.dep_ == "advcl":
                where = next((child for child in step.children if child.lower_ == "where"), None)
                if where is None:
                    continue
                at = where.i - 1
                while at > 0 and self.doc[at].pos_ == "PUNCT":
                    at -= 1
                entry = self.places.get(at) or self.places.get(step.head.i)
                return entry[0] if entry else None
        return None

    def sentence(self, token: Token) -> tuple[int, int]:
        """The token range of the sentence that a token stands in."""
        return self._sentences[token.i]

    def paragraph(self, i: int) -> int:
        """The first token of the paragraph that a token stands in."""
        at = bisect_left(self._paragraph_at, i + 1) - 1
        return self._paragraph_at[at] if at >= 0 else 0

    def dates_of(self, start: int, end: int) -> list[DateMatch]:
        """The resolved dates of a stretch, in order of the text."""
        found: list[DateMatch] = []
        for i in range(start, end):
            date = self.dates.get(i)
            if date is not None and (not found or found[-1] is not date):
                found.append(date)
        return found

    def places_of(self, start: int, end: int) -> list[tuple[PlaceMatch, Token]]:
        """The places in a stretch that say where something is, each with the head of its phrase."""
        found: list[tuple[PlaceMatch, Token]] = []
        i = start
        while i < end:
            entry = self.places.get(i)
            if entry is None:
                token = self.doc[i]
                named = self.described(token) if self.words[i] in HEREABOUTS else None
                if named is not None and (token.pos_ == "ADV" or self.locative(token)):
                    found.append((named, token))
                elif self.words[i] in POLLS and (country := self._voting(token)) is not None:
                    found.append((country, token))
                i += 1
                continue
            place, mention = entry
            head = head_of(self.doc, mention.start, mention.end)
            if self.locative(head):
                found.append((place, head))
            i = mention.end
        return found

    def _voting(self, poll: Token) -> PlaceMatch | None:
        """The country of "the Fijian election", where the text names it."""
        codes = {code for c in poll.children if c.dep_ == "amod" for code in table("adjective").get(fold(c.text), ())}
        return next((p for p in self.by_id.values() if p.kind == "country" and p.country in codes), None)

    def locative(self, head: Token) -> bool:
        """Whether a nominal says where: "in Quito", "visited Quito", not "Quito said", "the envoy to Quito"."""
        while (
            head.dep_ in {"conj", "appos"}
            and head.head.pos_ in {"NOUN", "PROPN"}
            and head.head.i < head.i
            and not case(head)
        ):
            head = head.head
        governor = head.head
        before = self._preposition(head)
        if before in {"of", "for", "between", "with", "by", "from", "to"}:
            if before in {"from", "to"} and governor.pos_ in {"VERB", "AUX"}:
                return governor.lower_ in MOVING
            if governor.lower_ in SITES or governor.lower_ in JOURNEYS:
                return True
            return (
                before in {"from", "to"}
                and not (governor.i in self.people or governor.i in self.offices)
                and (head.dep_.startswith("obl"))
            )
        if before:
            return before in LOCATIVE
        if head.dep_.startswith("nsubj"):
            return governor.lower_ in (PLACE_OBJECT if head.dep_ == "nsubj:pass" else STAGING)
        if head.dep_ in {"nmod:poss", "compound", "amod"}:
            city = self.places[head.i][0].kind == "city" if head.i in self.places else False
            return governor.lower_ in POLLS or (city and governor.lower_ in GATHERINGS)
        if head.dep_ == "obj":
            return governor.lower_ in PLACE_OBJECT
        return head.dep_ in {"root", "ROOT"} and head.i - self.sentence(head)[0] < 4

    def _preposition(self, head: Token) -> str:
        """The preposition before a place, past article and adjectives; from the tree where the words do not show it."""
        if found := case(head).split(" ")[0]:
            return found
        for j in range(head.i - 1, max(head.i - 8, -1), -1):
            token = self.doc[j]
            if token.pos_ == "ADP":
                return token.lower_
            if token.pos_ not in {"DET", "ADJ", "PROPN", "NUM"}:
                break
        return ""

    def described(self, token: Token) -> PlaceMatch | None:
        """The place that a description means: "the Andean capital", "the city", "there"."""
        word = token.lower_
        if word not in HEREABOUTS or (token.pos_ not in {"NOUN", "ADV"}) or token.dep_ == "expl":
            return None
        if word == "here":
            return None if self.quoted[token.i] else self.dateline
        if word == "capital":
            codes = self._codes(token)
            around = codes or self._codes_of_sentence(token)
            for place in self.by_id.values():
                if place.kind == "city" and place.country in around and fold(place.name) in table("capital"):
                    return place
            if codes:
                return None
        elif codes := self._codes(token):
            at = bisect_left(self._place_at, token.i)
            near = (place for place in reversed(self._place_order[:at]) if place.kind == "city")
            return next((place for place in near if place.country in codes), None)
        if any(child.dep_ in {"amod", "nmod", "nmod:poss", "compound", "nummod"} for child in token.children):
            return None
        at = bisect_left(self._place_at, token.i)
        for place in reversed(self._place_order[max(0, at - 12) : at]):
            if place.kind == "city" and (word != "capital" or fold(place.name) in table("capital")):
                return place
            if word == "there" and place.kind in {"facility", "country"}:
                return place
        return None

    def _codes(self, token: Token) -> tuple[str, ...]:
        for child in token.children:
            if codes := table("adjective").get(fold(child.text), ()):
                return codes
            if child.i in self.places and (code := self.places[child.i][0].country):
                return (code,)
        return ()

    def _codes_of_sentence(self, token: Token) -> tuple[str, ...]:
        start, _ = self.sentence(token)
        adjectives = table("adjective")
        for i in range(token.i - 1, start - 1, -1):
            if self.doc[i].text[:1].isupper() and (codes := adjectives.get(fold(self.doc[i].text))):
                return codes
        return ()

    def tie(self, event: Token, target: Token) -> int:
        """How far a date or place stands from an event in the tree; FAR where another clause lies between."""
        up = ancestry(event)
        above = {token.i: steps for steps, token in enumerate(up)}
        cost = 0
        below: list[Token] = []
        node = target
        while node.i not in above:
            below.append(node)
            if node.head.i == node.i:
                return FAR
            node = node.head
        shared = node
        for step in below:
            cost += 1
            if step.dep_ in CLAUSE_DOWN or (step.dep_ == "conj" and clausal(step)):
                if step.dep_ in {"acl", "acl:relcl"} and self._modified(event, step):
                    continue
                return FAR
            if step.dep_ == "conj":
                cost += 1
            if step.i != target.i and step.dep_ in {"obj", "nsubj", "nsubj:pass", "iobj"} and step.head.pos_ == "VERB":
                cost += ABOUT
        for step in up[: above[shared.i]]:
            cost += 2
            if step.dep_ in {"ccomp", "parataxis", "csubj"} and clausal(step):
                return FAR
            if (
                step.dep_ == "acl:relcl"
                and step.head.i != target.i
                and not any(child.lower_ in {"where", "when"} for child in step.children)
            ):
                return FAR
            if step.dep_ == "advcl":
                cost += 1
            if step.dep_ == "conj" and clausal(step):
                cost += 1 if target.i < shared.i else 2
        return cost

    def _modified(self, event: Token, clause: Token) -> bool:
        """Whether a clause after a noun tells of `event`: "the visit that began Monday", "in Quito, where he lands
        Monday"; not of a person who takes part in it, and no "who" of a thing."""
        if event.i in self.people or event.i in self.offices:
            return False
        if any(self.words[i] in {"who", "whom"} for i in range(clause.left_edge.i, clause.i)):
            return False
        return clause.head.i == event.i or 0 < clause.left_edge.i - event.i <= 2

    # -- headings ------------------------------------------------------------------------------------------------

    def heading(self, position: int) -> "Heading | None":
        """The heading with a date or place that governs a position."""
        at = bisect_left(self._heading_at, position) - 1
        return self.headings[at] if at >= 0 else None

    def _read_headings(self) -> "Iterator[Heading]":
        sections = [s for s in self.doc._.sections if s.kind == "heading" and s.start < s.end]
        ends = [*(section.start for section in sections), len(self.doc)][1:]
        for section, end in zip(sections, ends, strict=False):
            dates = self.dates_of(section.start, section.end)
            places: list[PlaceMatch] = []
            for i in range(section.start, section.end):
                entry = self.places.get(i)
                if entry is not None and entry[0] not in places:
                    places.append(entry[0])
            short = section.end - section.start <= 10
            yield Heading(
                start=section.start,
                end=section.end,
                start_char=section.start_char,
                end_char=section.end_char,
                rule="scene.heading",
                date=dates[0] if len(dates) == 1 and short else None,
                place=self._city_under(places[0], section.end, end) if len(places) == 1 and short else None,
            )

    def _city_under(self, place: PlaceMatch, start: int, end: int) -> PlaceMatch:
        """The city of a country that the text under a heading tells of, else the place of the heading itself."""
        if place.kind == "country":
            for city, _ in self.places_of(start, end):
                if city.kind == "city" and city.country == place.country:
                    return city
        return place


class Heading(Match, frozen=True, kw_only=True):
    """A section heading and the date and place that it gives to what stands under it."""

    date: DateMatch | None
    place: PlaceMatch | None


def _quoted(doc: Doc, words: list[str]) -> bytearray:
    """One byte for each token: whether it stands in direct speech. A new line ends what was left open."""
    inside = False
    marks = bytearray(len(words))
    for i, word in enumerate(words):
        if word in {"“", "``"}:
            inside = True
        elif word in {"”", "''"} or "\n" in word:
            inside = False
        elif word == '"':
            inside = not inside
        marks[i] = inside
    return marks


def _hour(doc: Doc, date: DateMatch) -> bool:
    """Whether an expression names no day of its own: "in the morning", "at 11:00"."""
    words = [doc[i] for i in range(date.start, date.end) if doc[i].pos_ not in {"DET", "ADP", "PUNCT"}]
    if doc[date.start].lower_ == "this" or doc[date.start].lower_ == "tonight":
        return False
    return all(token.lower_ in HOURS or token.text[:1].isdigit() and ":" in token.text for token in words)


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
