"""Who holds which office: every rule in its turn."""

from msgspec.structs import replace

from extractors.officials.affiliations import Affiliation
from extractors.officials.before import BeforeNames
from extractors.officials.beside import BesideNames
from extractors.officials.candidacies import Candidacies
from extractors.officials.counted import Counted
from extractors.officials.cues import Cues
from extractors.officials.events import Events
from extractors.officials.institutions import Institutions
from extractors.officials.leading import Leading
from extractors.officials.ledger import Ledger
from extractors.officials.lexicon import VERBS
from extractors.officials.lists import Lists
from extractors.officials.people import Person
from extractors.officials.phrases import OfficePhrase
from extractors.officials.posts import Posts
from extractors.officials.predicates import Predicates
from extractors.officials.seats import Seats
from extractors.officials.tokens import Tokens


def link(tokens: Tokens, phrases: list[OfficePhrase], people: list[Person], affiliations: list[Affiliation]) -> Ledger:
    """The ledger of one doc with every holding, in order of the text.

    A rule leaves alone what one before it settled.
    """
    ledger = Ledger(tokens, phrases, people, affiliations)
    before, beside, posts, predicates = BeforeNames(ledger), BesideNames(ledger), Posts(ledger), Predicates(ledger)
    for phrase in reversed(ledger.phrases):
        before.link(phrase)
    before.coordinated()
    for phrase in ledger.phrases:
        if not ledger.is_settled(phrase):
            beside.link(phrase)
    posts.titled()
    for phrase in ledger.phrases:
        if not ledger.is_settled(phrase) and phrase.title.strength != "weak":
            predicates.link(phrase)
    beside.coordinated()
    leading = Leading(ledger)
    for position in ledger.verbs(VERBS.leading.keys()):
        leading.link(tokens.doc[position])
    _imply(ledger, posts)
    ledger.holdings.sort(key=lambda holding: (holding.start, holding.phrase.start))
    return ledger


def _imply(ledger: Ledger, posts: Posts) -> None:
    """Offices that no title beside a name says, then what cues mean and who is out of office."""
    lists, events, institutions = Lists(ledger), Events(ledger), Institutions(ledger)
    events.successions()
    events.governments()
    Counted(ledger).find()
    lists.listed_by_country()
    events.described()
    events.counterparts()
    events.ended()
    Seats(ledger).find()
    posts.untitled()
    events.gained()
    if ledger.parsed:
        Candidacies(ledger).find()
    events.contested()
    events.in_power()
    institutions.led()
    institutions.staffed()
    institutions.portfolios()
    if ledger.parsed:
        institutions.ruling()
        institutions.representing()
    lists.beside_peers()
    cues = Cues(ledger)
    ledger.holdings[:] = [meant for holding in ledger.holdings if (meant := cues.resolved(holding))]
    gone = events.gone()
    ledger.holdings[:] = [
        replace(h, status="former") if h.person in gone and h.status == "current" and h.phrase.status is None else h
        for h in ledger.holdings
    ]
