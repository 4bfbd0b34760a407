"""The lexicon of topics as one trie of words, in which the longest phrase wins."""

from pathlib import Path

from msgspec import Struct
from spacy.strings import get_string_id

from extractors.inflection import plural
from extractors.lexicons import load_toml

LEXICON = Path(__file__).with_name("lexicon.toml")
STRONG, LIKELY, WEAK = 1.0, 0.5, 0.2
# The numbers that "#" stands for end here.
HIGHEST = 100


class TopicWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks of one topic: by itself, with other evidence, or only beside it."""

    id: str
    strong: tuple[str, ...]
    likely: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class OtherWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that only look like a topic's words."""

    phrases: tuple[str, ...]


class NameWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that make what stands beside them part of a title or of a name."""

    titles: frozenset[str]
    holders: frozenset[str]
    joiners: frozenset[str]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    topic: tuple[TopicWords, ...]
    names: NameWords
    other: OtherWords


class Sense(Struct, frozen=True):
    """That a phrase speaks of a topic, and how plainly."""

    topic: str
    weight: float


class Node(Struct):
    """A word of the trie: the ids of the words that may follow, and what the phrase that ends here says."""

    next: dict[int, "Node"]
    senses: tuple[Sense, ...] | None = None


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as tokens have them: no hyphens but before digits; acronyms keep their capitals.

    >>> words_of("cease-fire"), words_of("women's rights"), words_of("covid-19 cases"), words_of("NATO")
    (('cease', 'fire'), ('women', "'s", 'rights'), ('covid-19', 'cases'), ('NATO',))
    """
    if phrase.isupper():
        return (phrase,)
    spaced = phrase.lower().replace("'s ", " 's ").replace("s' ", "s ' ").replace(",", " ,")
    words: list[str] = []
    for word in spaced.split():
        joined = "-" in word and word.rpartition("-")[2].isdecimal()
        words.extend((word,) if joined else word.replace("-", " ").split())
    return tuple(words)


def forms_of(phrase: str) -> tuple[tuple[str, ...], ...]:
    """The words of a phrase and of its plural, with a number's letter apart and joined ("5g", "5 g"), and with each
    number that "#" may stand for ("COP#")."""
    if "#" in phrase:
        return tuple(words_of(phrase.replace("#", str(number))) for number in range(1, HIGHEST))
    words = words_of(phrase)
    forms = [words, (*words[:-1], plural(words[-1]))]
    if len(words[0]) == 2 and words[0][0].isdecimal() and words[0][1].isalpha():
        forms.append((words[0][0], words[0][1], *words[1:]))
    return tuple(forms)


def compile_lexicon(lexicon: Lexicon) -> Node:
    """The trie of every phrase of the lexicon and of its plural."""
    senses: dict[tuple[str, ...], dict[str, float]] = {}
    for topic in lexicon.topic:
        for phrases, weight in ((topic.strong, STRONG), (topic.likely, LIKELY), (topic.weak, WEAK)):
            for phrase in phrases:
                for form in forms_of(phrase):
                    entry = senses.setdefault(form, {})
                    entry[topic.id] = max(weight, entry.get(topic.id, 0.0))
    for phrase in lexicon.other.phrases:
        senses[words_of(phrase)] = {}
    root = Node({})
    for words, topics in senses.items():
        node = root
        for word in words:
            following = node.next.setdefault(get_string_id(word), Node({}))
            if "'" in word:
                node.next.setdefault(get_string_id(word.replace("'", "’")), following)
            node = following
        node.senses = tuple(Sense(topic, weight) for topic, weight in sorted(topics.items()))
    return root


def load(path: Path = LEXICON) -> Lexicon:
    """The lexicon. Errors: LexiconError."""
    return load_toml(path, Lexicon)
