"""Offices told by verbs of leading: "X, who heads the party", "X chairs the bloc"."""

from functools import cached_property

from msgspec.structs import replace

from extractors.countries import fold, table
from extractors.officials import stances
from extractors.officials.affiliations import shortened
from extractors.officials.ledger import Ledger, Linker
from extractors.officials.lexicon import NOUNS, VERBS
from extractors.officials.patterns import Setting, is_near, office_of, title_named
from extractors.officials.phrases import minister, post
from extractors.officials.references import HEADS
from extractors.tree import Token
from schemas.official import Office

# The groups of bodies that make a leader public.
BODIES = ("party", "igo", "assembly", "court", "military", "police", "junta", "public")
# The bodies that ministers and attorneys general lead.
MINISTRIES = frozenset({"department", "ministry"})
MINISTERIAL: frozenset[Office] = frozenset({"foreign_minister", "judiciary", "minister"})


class Leading(Linker):
    """Offices told by verbs of leading."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.heads = {phrase.head for phrase in ledger.phrases}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The international bodies that the text calls by their last words."""
        return shortened(self.tokens, self.affiliations.values())

    def link(self, verb: Token) -> None:
        """X, who heads the … party; X chairs the bloc."""
        words = VERBS.leading[verb.lemma_]
        relation = "obl" if verb.lemma_ in {"speak", "preside"} else "obj"
        body = next((child for child in verb.children if child.dep_ == relation), None)
        if body is not None and relation == "obl" and self.lower[body.left_edge.i] not in {"for", "over"}:
            return
        person = self.ledger.subject(verb)
        ordered = words == "director" and any(child.tag_ == "VB" for child in verb.children)
        status = None if ordered else stances.holding(verb)
        if body is None or person is None or status is None or body.i in self.heads or body.i in self.named:
            return
        start, end = body.left_edge.i, body.i + 1
        while end < len(self.lower) and self.lower[end] == "of" and end < body.right_edge.i:
            end = min(body.right_edge.i + 1, end + 6)
        text = self.tokens.between(start, end)
        whole = self.bodies.get(text.removeprefix("the "), text)
        passing = {body.lower_, self.tokens.words[end - 1]} & NOUNS.passing
        if passing or not any(is_near(group, whole) for group in BODIES):
            return
        if self._is_told(person, body):
            return
        country = self.country_in(range(start, end))
        if NOUNS.governments.get(body.lower_) == "leader" and words in {"head", "leader"}:
            words = "head of government"
        words = "minister" if body.lower_ == "ministry" and words in {"head", "leader"} else words
        title, setting = title_named(words), Setting(near=whole, body=body.lower_ not in NOUNS.realms)
        partisan = is_near("party", text) or is_near("partisan", text)
        if setting.body and not partisan and office_of(title, setting, country) == "party":
            title = title_named("head")
        office = office_of(title, setting, country)
        if office is None:
            return
        phrase = replace(post(verb.i, title, office, setting, text, country), end=end)
        if words == "minister":
            phrase = replace(phrase, text=minister(self.tokens, body.i, self._before_country(body.i + 1, end)))
        self.ledger.hold(person, phrase, "leading", status, start=self.ledger.start_of(person, phrase), end=end)

    def _before_country(self, start: int, end: int) -> int:
        """Where the words for a ministry end, without the country that it is of: "ministry of health of Fiji"."""
        for position in range(start + 1, end):
            if self.lower[position - 1] == "of" and fold(self.tokens.between(position, end)) in table("name"):
                return position - 1
        return end

    def _is_told(self, person: int, body: Token) -> bool:
        """Whether a title says already that somebody leads a country or a ministry."""
        offices = HEADS if body.lower_ in NOUNS.realms else MINISTERIAL if body.lower_ in MINISTRIES else frozenset()
        return any(holding.phrase.office in offices for holding in self.held.get(person, ()))
