"""Where the text names a place: the model's locations, buildings by their last word, and what the model missed."""

from collections.abc import Iterator

from extractors.countries import fold, initials, table
from extractors.places.buildings import buildings, schools, works
from extractors.places.gazetteer import Gazetteer
from extractors.places.missed import missed
from extractors.places.model_names import model_names, person, read_model
from extractors.places.page import BODY, Page, Stretch
from extractors.places.patterns import Patterns
from extractors.places.sighting import Sighting

# Written with a capital after a place: the name of a war.
WARS = frozenset({"war", "wars"})
# Written with a capital before a name: a storm's.
# Styles of people: "Queen Sofia".
STYLES = frozenset("king lady lord madam madame miss mr mr. mrs mrs. ms ms. prince princess queen sheikh sir".split())
STORMS = frozenset({"cyclone", "hurricane", "storm", "typhoon"})


class Finder:
    """Finds the sightings of a page, in order of the text, none inside the name of a person or a body."""

    def __init__(self, gazetteer: Gazetteer, patterns: Patterns) -> None:
        self.gazetteer = gazetteer
        self.patterns = patterns
        self.initials = dict(self._initials())

    def _initials(self) -> Iterator[tuple[str, str]]:
        names = {entry.country: fold(entry.name) for entry in self.gazetteer.countries()}
        yield from ((word, names[code]) for word, code in initials().items())

    def __call__(self, page: Page) -> list[Sighting]:
        """The sightings of a page."""
        built = self._built(page)
        found = read_model(page, self.patterns, self.gazetteer, built, "places.building")
        named = [stretch for stretch in model_names(page) if self._mined(page, stretch)]
        found += read_model(page, self.patterns, self.gazetteer, named, "places.model")
        found += [
            s
            for s in person(page, self.patterns, self.gazetteer, {sighting.name for sighting in found})
            if self._mined(page, (s.start, s.end))
        ]
        more = missed(page, self.patterns, self.gazetteer, found)
        beyond = bytearray(len(page))
        for sighting in more:
            beyond[sighting.start : sighting.end] = b"\x01" * (sighting.end - sighting.start)
        found = [s for s in found if not any(beyond[s.start : s.end])] + more
        found = [s for s in found if not self._inside(page, s)]
        found += self._states(page, found)
        found.sort(key=lambda sighting: sighting.start)
        self._widen(page, found)
        return found

    def _built(self, page: Page) -> list[Stretch]:
        """The buildings, none within another; their words are no other name's."""
        taken = bytearray(len(page))
        found = []
        for start, end in (*buildings(page, self.patterns), *schools(page, self.patterns), *works(page, self.patterns)):
            if not any(taken[start:end]) and self._mined(page, (start, end)):
                taken[start:end] = b"\x01" * (end - start)
                page.cover[start:end] = bytes([BODY]) * (end - start)
                found.append((start, end))
        return found

    def _mined(self, page: Page, stretch: Stretch) -> bool:
        return page.mined is None or bool(page.mined[stretch[0]])

    def _inside(self, page: Page, sighting: Sighting) -> bool:
        """Whether a name is part of another thing's: "Summit of the Orinoco", "Gorda dollars", "Georgia Quispe",
        "Hurricane Gorda"; or an adjective: "the Somali president"."""
        if sighting.kind is None and sighting.name.removeprefix("the ") in table("adjective"):
            return sighting.name.removeprefix("the ") not in table("name")
        after = sighting.end
        person = sighting.name in self.patterns.given and page.proper(after) and not page.cover[after]
        if person and not page.proper(after + 1) and page.before(sighting.start) not in self.patterns.locative:
            return True
        at = sighting.start - 1
        if at >= 0 and page.lower[at] in STORMS | STYLES and page.capital(at):
            return True
        if at > 0 and page.lower[at] == "the":
            at -= 1
        if at > 0 and page.lower[at] == "of" and page.lower[at - 1] in self.patterns.compounds and page.capital(at - 1):
            return True
        if after == len(page):
            return False
        war = page.lower[after] in WARS and page.capital(after)
        return war or page.lower[after] in self.patterns.currencies

    def _states(self, page: Page, found: list[Sighting]) -> list[Sighting]:
        """Read the state after a city: "Tulsa, Okla."; those that nothing has found yet."""
        known = {sighting.start: sighting for sighting in found}
        places = []
        for sighting in found:
            at = sighting.end + 1
            if at < len(page) and page.words[at - 1] == ",":
                state = self.patterns.abbreviations.get(page.words[at])
                if state is not None:
                    places.append((at, state))
        more = []
        for (at, name), rows in zip(places, self.gazetteer.lookup([name for _, name in places]), strict=True):
            if at not in known:
                more.append(Sighting(start=at, end=at + 1, name=name, rows=rows, rule="places.state"))
            elif not known[at].rows:
                known[at].name, known[at].rows, known[at].kind = name, rows, None
        return more

    def _widen(self, page: Page, found: list[Sighting]) -> None:
        """Take in the word after a name that tells its kind: "Gorda province", but not "a Gorda hotel"."""
        wide = []
        for sighting in found:
            if sighting.kind is None and page.before(sighting.start) not in {"a", "an"}:
                tail = self.patterns.tail(page.words[sighting.end : sighting.end + 3])
                if tail is not None:
                    sighting.end += tail[0]
                    sighting.kind = tail[1]
                    wide.append(sighting)
        names = [page.name(sighting.start, sighting.end) for sighting in wide]
        for sighting, name, rows in zip(wide, names, self.gazetteer.lookup(names), strict=True):
            if rows or name.split()[-1] in self.patterns.natural or sighting.kind == "water":
                sighting.name, sighting.rows = name, rows
