"""The dates and places of one document by token, and which of its places say where something is."""

from bisect import bisect_left
from collections import Counter
from functools import cached_property

from extractors.cast import Cast
from extractors.countries import fold, table
from extractors.inflection import written
from extractors.matches import DateMatch, OfficeMatch, PlaceMatch, by_token
from extractors.syntax import case, head_of
from extractors.tree import Token, Tree

LOCATIVE = frozenset(
    "in at to near outside on inside into from along around toward towards via through across of for off by within "
    "between over above beside before".split()
)
# Verbs whose object is where the subject is: "visited Quito", "left Oslo".
PLACE_OBJECT = written(
    "visit leave tour reach regain enter exit quit depart hit strike attack bomb shell storm invade rock shake flood "
    "devastate ravage capture seize besiege raid target pummel batter pound".split()
)
# Verbs that take somebody or something from one place to another.
MOVING = written(
    "accompany airlift arrive ask bring carry come continue cross dash decamp depart deploy deport dispatch drive "
    "emigrate escort evacuate extradite ferry flee fly go head hurry immigrate invite jet journey land lead leave "
    "march migrate move proceed pull recall relocate repatriate return ride rush sail send set shuttle slip sneak step "
    "storm summon take transfer transport travel trek turn walk welcome whisk withdraw".split()
)
# Who takes somebody somewhere goes there too.
TAKING = written("accompany bring drive escort ferry fly shepherd take usher walk whisk".split())
# What a place before another noun is of it: the preposition before both is the noun's.
PART_OF_NAME = frozenset({"amod", "compound", "nmod:poss"})
# What lies in the country that it is of.
PREMISES = written(
    "airport airspace cathedral church complex congress hall harbour harbor headquarters highway home hospital hotel "
    "market mosque office palace park parliament plant prison residence school square stadium station university "
    "waters".split()
)
PLAINLY = 0.6  # share of the places and offices of a text that are of the country it tells of
# Verbs whose "for" names where somebody goes: "leaves for Oslo".
SETTING_OUT = written("bind depart embark head leave sail set".split())
LATELY = 12  # namings of places that are in mind
FACING = frozenset({"against", "with"})  # before a government, not a place: "the pact with Lima"
APART = frozenset({"behind", "off", "out"})
# Who is sent somewhere: "leads a delegation to Oslo"; and what somebody is only on, not yet there: "the way to Oslo".
MISSIONS, SENDING = written("delegation mission team".split()), written("dispatch head lead send".split())
POSTED = written("ambassador attaché consul envoy".split())
RECALLING = written("appoint expel name recall replace summon withdraw".split())
WAYS = frozenset({"route", "way"})
# What is spoken where it comes from: "an address from Lima".
SPEECHES = written("address broadcast remark speech".split())
# Words that mean a place named before.
MODIFYING = frozenset({"amod", "compound", "nmod", "nmod:poss", "nummod"})
HEREABOUTS = frozenset({"capital", "city", "here", "town", "there"})
# Verbs by which a state is the scene: "Gabon votes on Sunday".
STAGING = written("hold host stage elect vote cohost organise organize".split())
# What states hold with each other, anywhere.
PARLEYS = frozenset("consultations dialogue discussions meeting meetings negotiations round rounds talks".split())
HOSTING = written("cohost host organise organize stage".split())
POLLS = written("ballot by-election caucus election plebiscite poll primary referendum runoff vote re-election".split())
# After "on" or "over" a country, and any place that is talked of, is what something is about, unless it is struck.
ON = frozenset({"on", "over"})
ABOUT = ON | {"about"}
STRIKING = written(
    "airstrike assault attack bombardment bombing drop fire fly invasion offensive raid shelling strike".split()
) | {"landfall"}
TALKING = written(
    "agreement brief briefing center centre comment commentary concentrate consultation crisis deal debate decision "
    "discuss discussion dispute dwell exchange focus meeting negotiate negotiation policy position report resolution "
    "row sanction speak speech stance statement summit talk tariff testify testimony touch view vote word".split()
)
# What a city lends its name to: "the Lima summit".
GATHERINGS = written("ceremony conference congress forum meeting negotiation rally round summit talk".split())
ATTACKS = written(
    "airstrike attack blast bombing earthquake explosion massacre quake riot shooting siege stabbing".split()
)
# What a place is that something happens to: "Lima was the target of an attack".
STAGES = frozenset({"scene", "site", "target", "theater", "theatre", "venue"})
# Nouns that lie where the place after "of" lies, and journeys that "to" takes there.
SITES = written(
    "annexation area bank base bombardment bombing border capital center centre city coast courtyard district east "
    "edge embassy grounds heart invasion island liberation lobby north occupation outskirt part port province region "
    "residence resort siege soil south state steps street suburb territory tour town village waters west zone".split()
)
JOURNEYS = written("arrival flight journey return swing tour trip visit".split())
# Where a journey takes somebody.
LANDINGS = written("destination leg port stage stop stopover".split())
# What is a place in the predicate: "the last stop is Lima".
STOPS = LANDINGS | written(["host", "venue"])
# Words that make an hour, not a day.
HOURS = frozenset(
    "morning afternoon evening noon midnight early late mid later earlier a.m. p.m. am pm o'clock local time".split()
)


class Ground(Cast):
    """The people of one document and the ground that they stand on."""

    def __init__(self, doc: Tree) -> None:
        super().__init__(doc)
        self.dates: dict[int, DateMatch] = by_token(
            match
            for match in doc._.dates
            if match.value.start is not None and self.mined(match.start) and not _hour(doc, match)
        )
        self._dating = sorted(self.dates)
        self.by_id: dict[str, PlaceMatch] = {place.id: place for place in doc._.places}
        naming_places = sorted(
            ((mention.start, mention.end, place) for place in doc._.places for mention in place.mentions),
            key=lambda named: named[:2],
        )
        self._place_at = [start for start, _, _ in naming_places]
        self._place_ends = [end for _, end, _ in naming_places]
        self._place_order: list[PlaceMatch] = [place for _, _, place in naming_places]
        # The tokens that may say where something is.
        self._placing = [
            i for i, word in enumerate(self.words) if i in self.places or word in HEREABOUTS or word in POLLS
        ]
        self.governors: dict[int, OfficeMatch] = {
            office.start: office
            for office in doc._.offices
            if office.office == "subnational" and office.status == "current"
        }
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

    def dates_of(self, start: int, end: int) -> list[DateMatch]:
        """The resolved dates of a stretch, in order of the text."""
        found: list[DateMatch] = []
        for i in self._dating[bisect_left(self._dating, start) : bisect_left(self._dating, end)]:
            date = self.dates[i]
            if not found or found[-1] is not date:
                found.append(date)
        return found

    def places_of(self, start: int, end: int) -> list[tuple[PlaceMatch, Token]]:
        """The places in a stretch that say where something is, each with the head of its phrase."""
        found: list[tuple[PlaceMatch, Token]] = []
        seen = start
        for i in self._placing[bisect_left(self._placing, start) : bisect_left(self._placing, end)]:
            if i < seen:
                continue
            entry = self.places.get(i)
            if entry is None:
                token = self.doc[i]
                named = self.described(token) if self.words[i] in HEREABOUTS else None
                if named is not None and (token.pos_ == "ADV" or self.locative(token)):
                    found.append((named, token))
                elif self.words[i] in POLLS and (country := self._voting(token)) is not None:
                    found.append((country, token))
                continue
            place, mention = entry
            head = head_of(self.doc, mention.start, mention.end)
            if not mention.metonym and self.locative(head):
                found.append((place, head))
            seen = mention.end
        return found

    def _voting(self, poll: Token) -> PlaceMatch | None:
        """The country of "the Fijian election", where the text names it."""
        codes = {code for c in poll.children if c.dep_ == "amod" for code in table("adjective").get(fold(c.text), ())}
        return next(filter(None, map(self.country, codes)), None)

    def country(self, code: str | None) -> PlaceMatch | None:
        """The country with a code, where the text names it."""
        return next((place for place in self.by_id.values() if place.kind == "country" and place.country == code), None)

    @cached_property
    def setting(self) -> str | None:
        """The code of the country that the text plainly tells of: that of most of its places and offices."""
        named = Counter(place.country for place in self._place_order if place.country)
        named.update(code for homes in self.homes.values() for code in homes)
        code, often = max(named.items(), key=lambda item: item[1], default=(None, 0))
        return code if often > named.total() * PLAINLY else None

    def locative(self, head: Token) -> bool:
        """Whether a nominal says where: "in Quito", "visited Quito", not "Quito said", "the envoy to Quito"."""
        if self.closes_entry(head):
            return True
        while (
            head.dep_ in {"conj", "appos"}
            and head.head.pos_ in {"NOUN", "PROPN"}
            and head.head.i < head.i
            and not case(head)
        ):
            head = head.head
        governor = head.head
        if before := self._preposition(head):
            return self._after(before, head)
        if head.dep_.startswith("nsubj"):
            if governor.lower_ in STAGES:
                return True
            if any(child.dep_ == "obj" and child.lower_ in PARLEYS for child in governor.children):
                return governor.lower_ in HOSTING  # "Fiji and Peru held talks"
            apart = any(child.lower_ in APART for child in governor.children)  # "was left off the list"
            return not apart and governor.lower_ in (PLACE_OBJECT if head.dep_ == "nsubj:pass" else STAGING)
        if head.dep_ in PART_OF_NAME:
            city = self.places[head.i][0].kind == "city" if head.i in self.places else False
            return governor.lower_ in POLLS or (city and governor.lower_ in GATHERINGS | ATTACKS)
        if head.dep_ in {"obj", "obl"}:
            return governor.lower_ in PLACE_OBJECT
        if head.dep_ not in {"root", "ROOT"}:
            return False
        stop = any(child.dep_ == "nsubj" and child.lower_ in STOPS for child in head.children)
        return stop or head.i - self.sentence(head)[0] < 4

    def closes_entry(self, head: Token) -> bool:
        """Whether a place closes an entry under its date: "19–20 May: finance ministers of the Forum, Suva."."""
        start, end = self.sentence(head)
        date, entry = self.dates.get(start), self.places.get(head.i)
        if date is None or entry is None or not date.end < entry[1].start or self.words[date.end] != ":":
            return False
        after = entry[1].end
        closes = after >= end or self.doc[after].is_punct or self.doc[after].is_space
        return self.words[entry[1].start - 1] in {",", ":"} and closes

    def _after(self, before: str, head: Token) -> bool:
        """Whether a nominal after a preposition says where: "flew to Quito", "the port of Lima", not "talk on Peru"."""
        governor, obl = head.head, head.dep_.startswith("obl")
        if before == "by":
            return obl and governor.lower_ in STAGING  # "will be hosted by Peru"
        if before in ON:
            country = before == "on" and head.i in self.places and self.places[head.i][0].kind == "country"
            return governor.lower_ in STRIKING or not (country or governor.lower_ in TALKING)
        if before == "in" and governor.lower_ in POSTED and governor.head.lower_ in RECALLING:
            return False  # "recalled its ambassador in Lima"
        if before not in {"of", "for", "between", "with", "from", "to", "out"}:
            return before in LOCATIVE
        if before == "to" and (governor.lower_ in WAYS or governor.head.lower_ in WAYS):
            return False
        if before == "to" and governor.lower_ in MISSIONS:
            return governor.dep_ == "obj" and governor.head.lower_ in SENDING
        if before in {"from", "to", "out"} and governor.pos_ in {"VERB", "AUX"}:
            over = any(child.lower_ == "over" and child.i == governor.i + 1 for child in governor.children)
            return governor.lower_ in MOVING and not over  # "took over from Peru"
        if governor.lower_ in JOURNEYS and case(governor) in ABOUT and governor.head.lower_ in TALKING:
            return False  # "briefed her on his visit to Lima"
        if governor.lower_ in SITES or governor.lower_ in JOURNEYS:
            return not self._of_somebody(governor)
        if before == "of" and head.i in self.places and self.places[head.i][0].kind == "city":
            return governor.lower_ in PREMISES and not self._of_somebody(governor)
        if head.dep_ in PART_OF_NAME:
            return governor.lower_ in POLLS or (before not in {"for", "of"} and governor.lower_ in PREMISES)
        if before == "from" and governor.lower_ in SPEECHES:
            return True
        if before == "for":
            return obl and governor.lower_ in SETTING_OUT
        return before in {"from", "to"} and obl and governor.i not in self.people and governor.i not in self.offices

    def _of_somebody(self, site: Token) -> bool:
        """Whether a site only says whom somebody speaks for or comes from: "the member for Lima's old town"."""
        of_person = case(site) in {"for", "of"} and (site.head.i in self.people or site.head.i in self.offices)
        return site.dep_ == "nmod" and (of_person or case(site) == "from")

    def _preposition(self, head: Token) -> str:
        """The preposition before a place, past article and adjectives; from the tree where the words do not show it."""
        found = case(head).split(" ")[0]
        if found and found != "due":  # "due in Lima"
            return found
        if head.dep_ in PART_OF_NAME and self._owns(head):
            return ""
        for j in range(head.i - 1, max(head.i - 8, -1), -1):
            token = self.doc[j]
            if token.pos_ == "ADP":
                return token.lower_
            if token.pos_ not in {"DET", "ADJ", "PROPN", "NUM"} and token.tag_ != "PRP$":
                break
        return ""

    def _owns(self, head: Token) -> bool:
        """Whether a country before a noun says whose it is, not where: "at the Fijian embassy", "on the Fiji deal"."""
        entry = self.places.get(head.i)
        return entry is not None and entry[0].kind == "country" and head.head.lower_ not in SITES | PREMISES

    def described(self, token: Token) -> PlaceMatch | None:
        """The place that a description means: "the Andean capital", "the city", "there"."""
        word = token.lower_
        if word not in HEREABOUTS or (token.pos_ not in {"NOUN", "ADV"}) or token.dep_ == "expl":
            return None
        towns = (self.places[child.i][0] for child in token.children if case(child) == "of" and child.i in self.places)
        if any(place.kind == "city" for place in towns):
            return None  # "the eastern city of Goma"
        if word == "here":
            return None if self.quoted[token.i] else self.dateline
        if word == "capital":
            codes = self._codes(token)
            if not codes and (named := self._capital_before(token)) is not None:
                return named
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
        if any(child.dep_ in MODIFYING and child.lower_ != "same" for child in token.children):
            return None  # "a port city", not "the same city"
        at = bisect_left(self._place_at, token.i)
        for before in range(at - 1, max(0, at - LATELY) - 1, -1):
            place = self._place_order[before]
            head = head_of(self.doc, self._place_at[before], self._place_ends[before])
            if case(head) in FACING:
                continue
            if place.kind == "city" and (word != "capital" or fold(place.name) in table("capital")):
                return place
            owner = head.dep_ == "nmod:poss"  # "the capital of Peru's Arequipa region"
            if word == "there" and place.kind in {"facility", "country"} and not owner and self.locative(head):
                return place
        return None

    def _capital_before(self, token: Token) -> PlaceMatch | None:
        """The capital in which the same sentence places something before "the capital"."""
        start, _ = self.sentence(token)
        first, last = bisect_left(self._place_at, start), bisect_left(self._place_at, token.i)
        for near in range(last - 1, max(first, last - LATELY) - 1, -1):
            place, head = self._place_order[near], head_of(self.doc, self._place_at[near], self._place_ends[near])
            lies = self.locative(head) or (head.dep_ == "nmod:poss" and head.head.i in self.places)
            if place.kind == "city" and lies and fold(place.name) in table("capital"):
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


def _hour(doc: Tree, date: DateMatch) -> bool:
    """Whether an expression names no day of its own: "in the morning", "at 11:00"."""
    words = [doc[i] for i in range(date.start, date.end) if doc[i].pos_ not in {"DET", "ADP", "PUNCT"}]
    if doc[date.start].lower_ == "this" or doc[date.start].lower_ == "tonight":
        return False
    return all(token.lower_ in HOURS or token.text[:1].isdigit() and ":" in token.text for token in words)
