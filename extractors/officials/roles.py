"""From what is said of one person to roles: each office once, under its fullest title."""

from msgspec.structs import replace

from extractors.matches import RoleMatch
from extractors.officials.ledger import Holding
from extractors.officials.patterns import executive_of, title_named
from extractors.officials.phrases import OfficePhrase
from extractors.officials.settling import SINGLE
from extractors.officials.terms import Term
from extractors.officials.tokens import Tokens
from schemas.official import RoleStatus

# Titles that are said for a fuller one that ends or begins in them.
CLIPPED = frozenset({"deputy secretary", "judge", "justice", "minister", "secretary"})
# Titles that whoever leads a country is given among others.
GENERIC = frozenset({"head of government", "head of state", "leader"})
# A holding, and the country of its office.
Held = tuple[Holding, str | None]
# Words of a title that tell nothing of its portfolio, and what a style puts before it: "the Lord Mayor".
BINDING = frozenset({"and", "for", "of", "the"})
STYLED = "lord"


def entitled(holding: Holding, country: str | None) -> OfficePhrase:
    """The phrase of a holding; of one of many "leaders", or where only power is told of ("X's government"), with the
    title that leads the country where one alone does."""
    phrase = holding.phrase
    listed = holding.rule == "officials.list-by-country" and phrase.title.words in GENERIC
    untitled = holding.rule in {"officials.government", "officials.in-power"} and phrase.title.words == "leader"
    if country is None or not (listed or untitled):
        return phrase
    words = executive_of(country) or ("prime minister" if holding.rule == "officials.government" else None)
    if words is None:
        return replace(phrase, text=phrase.title.words, organization=None)
    title = title_named(words)
    return replace(phrase, title=title, text=words, office=title.office, organization=None)


def begun(roles: tuple[RoleMatch, ...], terms: list[Term]) -> tuple[RoleMatch, ...]:
    """The roles, each with the day on which it was taken up where a term tells it."""
    return tuple(
        replace(role, since=next((term.date.value for term in terms if term.fits(role)), None)) for role in roles
    )


def roles_of(tokens: Tokens, held: list[Held]) -> tuple[RoleMatch, ...]:
    """The roles of a person, from all that is said of what offices the person holds, held or seeks."""
    groups: list[list[Held]] = []
    left = {(h.phrase.title.words, country) for h, country in held if h.status == "former"}
    sought = {(h.phrase.title.words, country) for h, country in held if h.status == "candidate"}
    for holding, country in held:
        if holding.status == "nominee" and (holding.phrase.title.words, country) in sought:
            continue  # of a party
        told = holding.rule == "officials.predicate" and holding.status == "current"
        if told and (holding.phrase.title.words, country) in left:
            continue  # "appointed him minister": told of somebody called a former minister
        for group in groups:
            if _same_role(group, holding, country):
                group.append((holding, country))
                break
        else:
            groups.append([(holding, country)])
    return tuple(_role(tokens, group) for group in groups)


def _same_role(group: list[Held], holding: Holding, country: str | None) -> bool:
    """Whether a holding is of the office that a group of them is of."""
    return any(
        not (country and place and country != place)
        and (other.status == holding.status or {other.status, holding.status} == {"current", "acting"})
        and _same_title(other.phrase, holding.phrase)
        for other, place in group
    )


def _role(tokens: Tokens, group: list[Held]) -> RoleMatch:
    """The role that holdings of one office make."""

    def exactness(item: Held) -> tuple[bool, int]:
        holding, phrase = item[0], item[0].phrase
        said = phrase.title.strength == "full" and holding.rule != "officials.leading"
        return said, len(phrase.text)

    best, _ = max(group, key=exactness)
    country = next((holding.phrase.country for holding, _ in group if holding.phrase.country), None)
    if country is None and not best.phrase.international:
        country = next((place for _, place in group if place), None)
    first = group[0][0]
    variants = dict.fromkeys(h.phrase.text for h, _ in group if h.phrase.text.lower() != best.phrase.text.lower())
    now = any(h.phrase.status == h.status == "current" for h, _ in group)
    status: RoleStatus = next((h.status for h, _ in group if h.status != "current" and not now), "current")
    return RoleMatch(
        **tokens.span(first.start, first.end),
        rule=best.rule,
        title=best.phrase.text,
        office=best.phrase.office,
        country=None if best.phrase.international else country,
        organization=next((h.phrase.organization for h, _ in group if h.phrase.organization), None),
        status=status,
        variants=tuple(variants),
    )


def _same_title(a: OfficePhrase, b: OfficePhrase) -> bool:
    """Whether two phrases name one office: one in other words, or cut to its last word ("the secretary")."""
    x, y = (phrase.text.lower().replace("-", " ") for phrase in (a, b))
    if x == y:
        return True
    if CLIPPED & {x, y} and (x.endswith(y) or x.startswith(y) or y.endswith(x) or y.startswith(x)):
        return True
    if a.title.words == b.title.words:
        p, q = set(x.split()) - BINDING, set(y.split()) - BINDING
        return p <= q or q <= p or a.office == b.office in SINGLE
    if {f"{STYLED} {x}", f"{STYLED} {y}"} & {x, y}:
        return True
    return a.office == b.office and a.office in SINGLE and not a.international
