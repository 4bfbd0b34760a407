"""Given names by sex, from Faker's lists: `python -m training.given_names OUT.csv`.

Faker (MIT) lists given names of men and of women for some seventy locales. A name is kept where it is written in
Latin letters and at least four in five of the locales that list it agree.
"""

import csv
import pkgutil
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import faker.providers.person as person

from extractors.officials.likeness import fold

AGREEING = 0.8
LISTS = {"m": ("first_names_male", "first_male_names"), "f": ("first_names_female", "first_female_names")}


def listed() -> Iterator[tuple[str, str]]:
    """Every given name with the sex that one locale gives it."""
    for module in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for sex, attributes in LISTS.items():
            for attribute in attributes:
                yield from ((fold(name), sex) for name in getattr(provider, attribute, ()))


def main(out: Path) -> None:
    """Write the table, by name."""
    counts = Counter(listed())
    names = sorted({name for name, _ in counts})
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "sex"))
        for name in names:
            sex = max(LISTS, key=lambda sex: counts[name, sex])
            agreeing = counts[name, sex] / (counts[name, "m"] + counts[name, "f"])
            if agreeing >= AGREEING and name.isascii() and name.isalpha() and len(name) > 1:
                writer.writerow((name, sex))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
