"""Generated sentences: templates filled with titles, names, places and bodies of the whole world."""

import json
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from faker import Faker

from training.corpora import Block, Sentence, drop_accents

HOME: Final = Path(__file__).parent
SLOT: Final = re.compile(r"\{(\w+)\}")
LATIN_LOCALES: Final = (
    "en_US", "en_GB", "es_ES", "es_MX", "es_CO", "fr_FR", "de_DE", "it_IT", "pt_BR", "pt_PT", "nl_NL", "pl_PL", "cs_CZ",
    "ro_RO", "hr_HR", "fi_FI", "sv_SE", "no_NO", "da_DK", "hu_HU", "tr_TR", "id_ID", "lt_LT", "lv_LV", "et_EE", "sl_SI",
    "sk_SK", "en_IN", "en_NG", "fil_PH", "es_AR", "es_CL", "fr_CA", "de_AT",
)  # fmt: skip
SYLLABLES: Final = (
    "ba be bo bu da de di do du fa fe ga go ha he hi ja jo ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu "
    "pa pe ra re ri ro ru sa se si so su ta te ti to tu va ve vi wa we ya yo za ze zo an ar en er in or un "
    "sh kh th ng ndi mba tse"
).split()
ENDINGS: Final = (
    "",
    "",
    "n",
    "r",
    "s",
    "v",
    "ski",
    "ov",
    "ez",
    "i",
    "a",
    "u",
    "idze",
    "yan",
    "sson",
    "k",
    "l",
    "m",
    "dze",
    "wa",
    "oglu",
)

Piece = tuple[str, str | None]


class Names:
    """Makes names of people in the manner of many countries."""

    def __init__(self, rng: random.Random, leaders: list[tuple[str, str]]) -> None:
        self.rng = rng
        tables = tomllib.loads((HOME / "names.toml").read_text(encoding="utf-8"))
        self.cultures = [
            (table["given"].split(), table["family"].split(), table["patterns"]) for table in tables.values()
        ]
        self.fakers = [Faker(locale) for locale in LATIN_LOCALES]
        for faker in self.fakers:
            faker.seed_instance(rng.randrange(2**31))
        self.leaders = leaders

    def person(self) -> tuple[str, str]:
        """Return a full name and the part by which it is mentioned again."""
        draw = self.rng.random()
        if draw < 0.55:
            full, short = self._from_culture()
        elif draw < 0.80:
            faker = self.rng.choice(self.fakers)
            given, family = faker.first_name(), faker.last_name()
            full, short = f"{given} {family}", family
        elif draw < 0.90 and self.leaders:
            full, short = self.rng.choice(self.leaders)
        else:
            full, short = self._invented()
        if self.rng.random() < 0.25:
            full, short = drop_accents(full), drop_accents(short)
        if self.rng.random() < 0.03:
            given, _, rest = full.partition(" ")
            full = f"{given} “{self._from_culture()[1]}” {rest}" if rest else full
        return full, short

    def _from_culture(self) -> tuple[str, str]:
        given, family, patterns = self.rng.choice(self.cultures)
        words, short = [], ""
        for symbol in self.rng.choice(patterns).replace(" - ", "-").split(" "):
            made = re.sub(r"J|[GFI](?![a-z.])", lambda m: self._part(m[0], given, family), symbol)
            words.append(made)
            if "F" in symbol and not short:
                short = made
        full = " ".join(words)
        particles = {"al", "bin", "de", "la", "van", "von", "der", "Al", "el", "di", "da", "dos", "Di", "De"}
        if short and self.rng.random() < 0.5:
            place = words.index(short)
            while place and words[place - 1] in particles:
                place -= 1
            short = " ".join(words[place:])
        return full, short or words[-1]

    def _part(self, symbol: str, given: list[str], family: list[str]) -> str:
        if symbol in "IJ":
            return self.rng.choice("ABCDEFGHJKLMNPRSTVWY") + ("." if symbol == "I" else "")
        return self.rng.choice(given if symbol == "G" else family)

    def _invented(self) -> tuple[str, str]:
        make = lambda n: "".join(self.rng.choice(SYLLABLES) for _ in range(self.rng.randint(1, n)))  # noqa: E731
        given, family = make(3).capitalize(), (make(3) + self.rng.choice(ENDINGS)).capitalize()
        if self.rng.random() < 0.15:
            family = f"{self.rng.choice(('al-', 'el-', 'Mc', 'O’', 'N’'))}{family}"
        return f"{given} {family}", family


LITERALS: Final = {
    "ORG": "White House|Kremlin|Downing Street|Élysée|State Department|Foreign Ministry|Pentagon|Parliament|"
    "Senate|Congress|Supreme Court|Security Council|European Union|EU|UN|Taliban|"
    "Hezbollah|Hamas|Twitter|Associated Press|Cabinet",
    "LOC": "China|Russia|India|US|U\\.S\\.|Vatican",
}
LITERAL: Final = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})(?!\w))" for kind, words in LITERALS.items()))


def literals(text: str) -> Iterator[Piece]:
    """Mark the names that stand in a template itself.

    >>> list(literals("The Kremlin said "))
    [('The ', None), ('Kremlin', 'ORG'), (' said ', None)]
    """
    position = 0
    for match in LITERAL.finditer(text):
        yield text[position : match.start()], None
        yield match[0], match.lastgroup
        position = match.end()
    yield text[position:], None


class Generator:
    """Fills templates; every text comes with the names in it."""

    def __init__(self, corpora: Path, seed: int, cut: Callable[[str], list[tuple[str, int, bool]]]) -> None:
        self.rng = random.Random(seed)
        self.cut = cut
        self.templates = {
            kind: [line for line in text.strip().splitlines() if line]
            for kind, text in tomllib.loads((HOME / "templates.toml").read_text(encoding="utf-8")).items()
        }
        slots = tomllib.loads((HOME / "slots.toml").read_text(encoding="utf-8"))
        self.words = {name: text.split("|") for table in slots.values() for name, text in table.items()}
        countries, capitals, leaders, demonyms = read_factbook(corpora / "factbook" / "government.json")
        self.countries = self.words["countries"] + countries
        self.cities = self.words["cities"] + capitals
        self.demonyms = self.words["demonyms"] + demonyms
        self.names = Names(self.rng, leaders)

    def blocks(self, count: int) -> Iterator[Block]:
        """Yield paragraphs, headlines, datelines, captions and bylines."""
        for _ in range(count):
            draw = self.rng.random()
            people: dict[str, tuple[str, str]] = {}
            if draw < 0.08:
                yield [self._sentence([self.template("headline")], people)]
            elif draw < 0.17:
                yield [self._sentence([self.template("other")], people)]
            else:
                opening = [self.template("dateline")] if draw < 0.30 else []
                block = [self._sentence([*opening, self.template("lead")], people)]
                people = {name: people[name] for name in ("p1", "p2") if name in people}
                while self.rng.random() < 0.45 and len(block) < 4:
                    kind = "follow" if len(people) == 2 else "lead"
                    block.append(self._sentence([self.template(kind)], dict(people) if kind == "follow" else {}))
                yield block

    def template(self, kind: str) -> str:
        """Draw a template."""
        return self.rng.choice(self.templates[kind])

    def _sentence(self, templates: list[str], people: dict[str, tuple[str, str]]) -> Sentence:
        pieces: list[Piece] = []
        for template in templates:
            position = 0
            for match in SLOT.finditer(template):
                pieces.extend(literals(template[position : match.start()]))
                pieces.extend(self._fill(match[1], people))
                position = match.end()
            pieces.extend(literals(template[position:]))
        text, spans = "", []
        for piece, kind in pieces:
            if not text.strip():
                piece = piece[:1].upper() + piece[1:] if not text or text.isspace() else piece
            if kind and piece:
                spans.append((len(text), len(text) + len(piece), kind))
            text += piece
        tokens = [token for token in self.cut(text) if not token[0].isspace()]
        names = []
        for start, end, kind in spans:
            inside = [i for i, (form, offset, _) in enumerate(tokens) if offset < end and offset + len(form) > start]
            if inside:
                names.append((inside[0], inside[-1] + 1, kind))
        return Sentence([t[0] for t in tokens], [t[2] for t in tokens], names=names, partial=True)

    def _fill(self, slot: str, people: dict[str, tuple[str, str]]) -> list[Piece]:
        rng = self.rng
        upper = slot.isupper() and slot != "T"
        name = slot.lower() if upper else slot
        base = name.rstrip("0123456789")
        if base in ("p", "s", "m"):
            if name in ("s1", "s2"):
                name = f"p{name[1]}"
            full, short = people.setdefault(name, self.names.person())
            if base == "m":
                full = rng.choice((short.split(" ")[-1], full.split(" ")[0] + rng.choice(("", " II", " VI", " III"))))
            made: list[Piece] = [(short if base == "s" else full, "PERSON")]
        elif base in ("c", "cs"):
            country = rng.choice(self.countries)
            article = country.startswith("the ")
            made = [("the ", None)] if article else []
            made.append((country.removeprefix("the "), "LOC"))
            if base == "cs" or name.endswith("s"):
                made.append(("'" if country.endswith("s") and rng.random() < 0.6 else "'s", None))
        elif name == "c2s":
            made = [(rng.choice(self.countries).removeprefix("the "), "LOC"), ("'s", None)]
        else:
            made = self._plain(base)
        return [(text.upper(), kind) for text, kind in made] if upper else made

    def _plain(self, base: str) -> list[Piece]:
        rng, words = self.rng, self.words
        pick = lambda name: rng.choice(words[name])  # noqa: E731
        organisations = {
            "ministry": "ministries", "igo": "igos", "party": "parties", "agency": "agencies", "group": "groups",
            "company": "companies", "school": "schools", "court": "courts",
        }  # fmt: skip
        if base in organisations:
            return self._with_article(pick(organisations[base]), "ORG")
        if base == "org":
            return self._with_article(self._organisation(), "ORG")
        if base == "city":
            return self._city()
        if base in ("state", "water"):
            return [(pick(f"{base}s"), "LOC")]
        if base in ("region", "met"):
            return self._with_article(pick("regions" if base == "region" else "metonyms"), "LOC")
        if base == "venue":
            return [(pick("venues"), "LOC")]
        if base == "T":
            return self._title()
        if base == "t":
            return [(pick("after"), None)]
        if base == "d":
            demonym = rng.choice(self.demonyms)
            return [
                (demonym, "LOC" if demonym in ("U.S.", "US", "UK", "New Zealand", "Hong Kong", "Luxembourg") else None)
            ]
        if base == "date":
            return [(self._date(), None)]
        if base == "n":
            return [(str(rng.randint(2, 99)), None)]
        if base == "year":
            return [(str(rng.randint(1900, 2035)), None)]
        return [(pick(base), None)]

    def _with_article(self, name: str, kind: str) -> list[Piece]:
        for article in ("the ", "The "):
            if name.startswith(article):
                return [(article, None), (name.removeprefix(article), kind)]
        return [(name, kind)]

    def _city(self) -> list[Piece]:
        city = self.rng.choice(self.cities)
        if "," in city:
            first, _, second = city.partition(", ")
            return [(first, "LOC"), (", ", None), (second, "LOC")]
        if self.rng.random() < 0.06:
            city = self.names.person()[1]
        return [(city, "LOC")]

    def _organisation(self) -> str:
        rng, words = self.rng, self.words
        draw = rng.random()
        if draw < 0.35:
            return rng.choice(words["charities"] + words["igos"] + words["companies"] + words["schools"])
        theme, head = rng.choice(words["themes"]), rng.choice(words["heads"])
        if draw < 0.6:
            return f"{theme} {head}"
        if draw < 0.75:
            return f"{head} for {theme.removesuffix('s')} and {rng.choice(words['themes'])}"
        if draw < 0.85:
            return f"{rng.choice(words['cities']).split(',')[0]} {theme} {head}"
        if draw < 0.93:
            return f"{rng.choice(self.demonyms)} {head}"
        return "".join(rng.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(rng.randint(3, 5)))

    def _title(self) -> list[Piece]:
        rng = self.rng
        title = rng.choice(self.words["before"])
        draw = rng.random()
        if draw < 0.15:
            return [(f"{rng.choice(self.demonyms[:150])} {title}", None)]
        if draw < 0.20:
            body, kind = rng.choice(
                (("US", "LOC"), ("U.S.", "LOC"), ("UK", "LOC"), ("UN", "ORG"), ("U.N.", "ORG"), ("EU", "ORG"))
            )
            return [(body, kind), (f" {title}", None)]
        if draw < 0.24:
            return [(f"{title} and {rng.choice(self.words['before'])}", None)]
        if draw < 0.27:
            return [
                (
                    rng.choice(("Deputy ", "former ", "Former ", "acting ", "outgoing ", "embattled ", "veteran "))
                    + title,
                    None,
                )
            ]
        return [(title, None)]

    def _date(self) -> str:
        rng = self.rng
        month, day, year = rng.choice(self.words["month"]), rng.randint(1, 30), rng.randint(1990, 2030)
        return rng.choice((
            f"{month} {day}", f"{month} {day}, {year}", f"{day} {month}", f"{day} {month} {year}",
            f"{month[:3]}. {day}",
            f"{rng.choice(self.words['day'])}, {month} {day}", f"{month} {day}–{day + 2}", f"{month[:3]} {day}",
        ))  # fmt: skip


def read_factbook(path: Path) -> tuple[list[str], list[str], list[tuple[str, str]], list[str]]:
    """Read countries, capitals, (full name, family name) of office holders, and nationality adjectives."""
    countries, capitals, leaders, demonyms = [], [], set(), []
    for entry in json.loads(path.read_text(encoding="utf-8")):
        country = _entry(entry, "country_name", "conventional short form")
        if (
            country
            and country not in ("none", "NA")
            and len(country) < 30
            and "," not in country
            and "(" not in country
        ):
            countries.append(country)
        capital = _entry(entry, "capital", "name")
        if capital and re.fullmatch(r"[^\W\d][\w'’. -]{2,24}", capital):
            capitals.append(capital)
        adjective = _entry(entry, "nationality", "adjective")
        if re.fullmatch(r"[A-Z][\w -]+", adjective) and len(adjective) < 20:
            demonyms.append(adjective)
        texts = [_entry(entry, "executive", key) for key in ("chief of state", "head of government")]
        texts.append(_entry(entry, "representation_in_us", "chief of mission"))
        for text in texts:
            for match in re.finditer(
                r"(?:[A-Z][\w'’.-]+ ){1,3}(?:(?:al|bin|van|de|von|el|da|dos|della)[ -])*"
                r"[A-Z'’-]{3,}(?:[ -][A-Z'’-]{3,})*",
                text,
            ):
                words = match[0].split()
                while words and words[0] in TITLE_WORDS:
                    words = words[1:]
                if len(words) < 2:
                    continue
                family = [recased(word) for word in words if word.isupper() and len(word) > 2]
                leaders.add((" ".join(recased(word) if len(word) > 2 else word for word in words), " ".join(family)))
    return countries, capitals, sorted(pair for pair in leaders if pair[1]), demonyms


def _entry(entry: dict, table: str, key: str) -> str:
    found = entry.get(table)
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, str) else ""


TITLE_WORDS: Final = frozenset(
    "President Prime Minister King Queen Sultan Amir Emir Prince Princess Crown Chancellor Federal Captain General "
    "Governor Premier Ambassador Chief of State Vice Deputy Acting Interim Taoiseach Grand Duke Pope Sheikh Ayatollah "
    "Supreme Leader Lieutenant Colonel Field Marshal Administrator Chairman Council Military Charge Affaires "
    "Affairs Commission Minister-designate Counselor Sr Dr Mr Ms Mrs Represented Monarch".split()
)  # fmt: skip


def recased(word: str) -> str:
    """Write a family name in capitals as the press does.

    >>> recased("AL-RASHID"), recased("O'NEILL"), recased("Ana")
    ('Al-Rashid', "O'Neill", 'Ana')
    """
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word) if word.isupper() else word
