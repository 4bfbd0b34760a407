"""Descriptions and pronouns that stand for officials: linked only where one person fits."""

from spacy.tokens import Doc, Token

from extractors.officials.links import Holding, Links
from extractors.officials.names import Person
from extractors.officials.offices import OfficePhrase

HEADS = frozenset({"head_of_state", "head_of_government"})
MASCULINE, FEMININE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
MALE = frozenset({"mr", "mr.", "king", "prince", "sir", "lord", "spokesman", "chairman", "congressman", "sheikh", "emir", "sultan", "pope"})
FEMALE = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "dame", "lady", "spokeswoman", "chairwoman", "congresswoman"})


def same_office(phrase: OfficePhrase, holding: Holding, country: str | None) -> bool:
    """Whether a description can mean the office that a person is said to hold."""
    held = holding.phrase
    if phrase.title.words == held.title.words or {phrase.title.words, held.title.words} <= {"premier", "prime minister", "pm"}:
        same = phrase.office == held.office
    elif phrase.title.words in {"leader", "ruler"} and phrase.office == "head_of_state":
        same = held.office in HEADS
    else:
        same = phrase.office == held.office and phrase.office in HEADS | {"foreign_minister"}
    return same and (phrase.country is None or country is None or phrase.country == country)
