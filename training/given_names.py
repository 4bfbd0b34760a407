"""Given names by sex, from two lists: `python -m training.given_names OUT.csv`.

nomquamgender (MIT) counts how often a name is a woman's in 36 public lists; a name is kept where three of them list it,
fifty people bear it and nine in ten are of one sex. Faker (MIT) lists given names of men and of women for some seventy
locales; a name that only Faker knows is kept where four in five of its locales agree. Names in Latin letters only.
"""

import csv
import json
import pkgutil
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import faker.providers.person as person

from extractors.officials.likeness import fold

AGREEING = 0.8
SOURCES, BEARERS, CLEARLY = 3, 50, 0.9
LISTS = {"m": ("first_names_male", "first_male_names"), "f": ("first_names_female", "first_female_names")}


def listed() -> Iterator[tuple[str, str]]:
    """Every given name with the sex that one locale of Faker gives it."""
    for module in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for sex, attributes in LISTS.items():
            for attribute in attributes:
                yield from ((fold(name), sex) for name in getattr(provider, attribute, ()))


def counted() -> dict[str, str | None]:
    """The names that are counted often enough → their sex, or None for both."""
    spec = find_spec("nomquamgender")
    if spec is None or spec.origin is None:
        raise SystemExit("given_names: nomquamgender is not installed (training/requirements.txt)")
    counts = json.loads(Path(spec.origin).with_name("name_data.json").read_text(encoding="utf-8"))
    return {
        name: "f" if women >= CLEARLY else "m" if women <= 1 - CLEARLY else None
        for name, (sources, bearers, women, *_) in counts.items()
        if sources >= SOURCES and bearers >= BEARERS
    }


def main(out: Path) -> None:
    """Write the table, by name."""
    counts, known = Counter(listed()), counted()
    for name in {name for name, _ in counts} - known.keys():
        sex = max(LISTS, key=lambda sex: counts[name, sex])
        agreeing = counts[name, sex] / (counts[name, "m"] + counts[name, "f"])
        known[name] = sex if agreeing >= AGREEING else None
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "sex"))
        for name, sex in sorted(known.items()):
            if sex is not None and name.isascii() and name.isalpha() and len(name) > 1:
                writer.writerow((name, sex))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
