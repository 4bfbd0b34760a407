"""Which names of an article are of the same person."""

from collections import defaultdict

from msgspec import Struct, field

from extractors.officials.likeness import likeness


class Name(Struct, frozen=True):
    """One naming of a person: token positions, without titles and honorifics."""

    start: int
    end: int
    words: tuple[str, ...]
    generation: str = ""


class Person(Struct):
    """Everybody who is named by the same name, with all namings."""

    words: tuple[str, ...]
    names: list[Name] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Token position of the first naming."""
        return self.names[0].start

    def differs(self, name: Name) -> bool:
        """Whether a name is that of the father or son."""
        return bool(name.generation) and any(own.generation not in {"", name.generation} for own in self.names)


def cluster(names: list[Name]) -> list[Person]:
    """People from names in order of the text: fuller names gather the shorter ones that can only be theirs."""
    people: list[Person] = []
    bearers: defaultdict[str, set[int]] = defaultdict(set)  # of each word, and of words that begin with a letter
    for name in sorted(names, key=lambda name: (-len(name.words), name.start)):
        best: list[tuple[int, Person]] = []
        alike = {i for word in name.words for key in _clues(word) for i in bearers.get(key, ())}
        for person in (people[i] for i in sorted(alike)):
            score = likeness(name.words, person.words)
            if score and not person.differs(name):
                best.append((score, person))
        top = max((score for score, _ in best), default=0)
        fitting = [person for score, person in best if score == top]
        if not fitting:
            for word in name.words:
                for part in {word, *word.split("-")}:
                    bearers[part].add(len(people))
                bearers[f"{word[0]}…"].add(len(people))
            people.append(Person(name.words, [name]))
        elif len(fitting) == 1:
            fitting[0].names.append(name)
        else:
            _nearest(name, fitting).names.append(name)
    for person in people:
        person.names.sort(key=lambda name: name.start)
    return sorted(people, key=lambda person: person.first)


def _clues(word: str) -> tuple[str, str]:
    """What one of the words of a person must be for a word of a name to be the same: that word, or an initial.

    >>> _clues("tomas"), _clues("t")
    (('tomas', 't'), ('t', 't…'))
    """
    return word, f"{word}…" if len(word) == 1 else word[0]


def _nearest(name: Name, people: list[Person]) -> Person:
    """Who a short name means where several bear it: whoever it meant before the others came in, else whoever was
    named last in full before it, else whoever is named next."""
    first, *others = sorted(people, key=lambda person: min(other.start for other in person.names))
    entry = min(other.start for person in others for other in person.names)
    if any(other.words == name.words and other.start < entry for other in first.names):
        return first

    def distance(person: Person) -> tuple[int, int]:
        full = [other.start for other in person.names if len(other.words) > 1]
        before = [start for start in full if start <= name.start]
        return (0, name.start - max(before)) if before else (1, min(full, default=10**9) - name.start)

    return min(people, key=distance)
