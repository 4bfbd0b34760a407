"""From the matches of a doc to public records."""

from spacy.tokens import Doc

from extractors.matches import Match, OfficialMatch, RoleMatch
from schemas.base import Quote
from schemas.official import Official, Role


def to_records(doc: Doc) -> tuple[Official, ...]:
    """The officials of a doc, by first mention."""
    text = doc.text
    return tuple(_official(text, match) for match in doc._.officials)


def _official(text: str, match: OfficialMatch) -> Official:
    return Official(
        id=match.id,
        name=match.name,
        aliases=match.aliases,
        roles=tuple(_role(text, role) for role in match.roles),
        mentions=tuple(_quote(text, mention) for mention in match.mentions),
        references=tuple(_quote(text, reference) for reference in match.references),
    )


def _role(text: str, role: RoleMatch) -> Role:
    return Role(
        title=role.title,
        office=role.office,
        country=role.country,
        organization=role.organization,
        status=role.status,
        variants=role.variants,
        since=role.since,
        rule=role.rule,
        evidence=(_quote(text, role),),
    )


def _quote(text: str, match: Match) -> Quote:
    return Quote(start=match.start_char, end=match.end_char, text=text[match.start_char : match.end_char])
