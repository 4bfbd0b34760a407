"""Currencies by sign, ISO 4217 code and name, and which dollar or peso an article means."""

from datetime import date
from typing import Any

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies
from msgspec import Struct
from spacy.tokens import Doc

from extractors.countries import country_of_adjective, fold
from extractors.figures.lexemes import Lexemes, Phrases, longest, phrase_table
from extractors.figures.patterns import CurrencyWords

# Money of this century: "marks" and "escudos" of earlier days would take words of other meaning.
SINCE, UNTIL = date(2000, 1, 1), date(2026, 1, 1)
LOCALE = Locale("en")
# Words of a currency's name that alone are no name of money.
COMMON = frozenset({"all", "cop", "ecu", "mark", "marks", "real", "reals", "sol", "som", "sum", "top", "try", "units"})


EXCHANGE = frozenset({("to", "the"), ("to", "a"), ("to", "one"), ("against", "the"), ("per", "the")})


class Currency(Struct, frozen=True):
    """The currencies that a name may mean, the usual one first; `noun` is the bare name where it is one."""

    codes: tuple[str, ...]
    noun: str | None = None
    hundredth: bool = False


def tender() -> dict[str, tuple[str, ...]]:
    """Territory → the currencies that were legal tender there in this century, the newest first."""
    return {
        territory: tuple(codes)
        for territory in LOCALE.territories
        if isinstance(territory, str)
        and len(territory) == 2
        and (codes := get_territory_currencies(territory, start_date=SINCE, end_date=UNTIL))
    }


class Currencies:
    """Looks up the currency that stands before or after a number."""

    def __init__(self, words: CurrencyWords) -> None:
        self.by_territory = tender()
        self.codes = {code for codes in self.by_territory.values() for code in codes}
        self.always, self.usual = words.always, words.always | words.usual
        self.signs: Phrases[Currency] = phrase_table(
            [(sign, Currency(tuple(codes.split()))) for sign, codes in words.signs.items()]
        )
        self.names: Phrases[Currency] = phrase_table(list(self._names(words).items()))

    def _names(self, words: CurrencyWords) -> dict[str, Currency]:
        full: dict[str, Currency] = {}
        nouns: dict[str, tuple[str, str]] = {}
        bare: dict[str, tuple[str, ...]] = {}
        for code in sorted(self.codes):
            singular, plural = (get_currency_name(code, count, locale=LOCALE).lower() for count in (1, 2))
            for name in (singular, plural, fold(singular), fold(plural)):  # "krónur" is "kronur" in news
                full.setdefault(name.replace("-", " "), Currency((code,)))
                noun = name.rsplit(" ", 1)[-1]
                bare[noun] = (*bare.get(noun, ()), code)
                nouns[noun] = (noun, singular.rsplit(" ", 1)[-1])
        for noun, codes in bare.items():
            if noun in COMMON:
                continue
            usual = self.usual.get(nouns[noun][1])
            first = () if usual in {None, "none"} else (str(usual),)
            several = tuple(dict.fromkeys((*first, *codes)))
            full.setdefault(noun, Currency(several, nouns[noun][1] if len(several) > 1 else None))
        hundredths = frozenset(words.hundredths.words)
        full |= {
            name: Currency(tuple(codes.split()), hundredth=name in hundredths) for name, codes in words.names.items()
        }
        return full

    def before(self, lexemes: Lexemes, i: int) -> tuple[Currency, int] | None:
        """The currency by sign or code at lexeme `i` whose number follows, and the lexeme of that number."""
        words = lexemes.words
        code = words[i].upper()
        if len(code) == 3 and code in self.codes and lexemes.raw(i) in {code, words[i]}:
            j = i + 1 + (words[i + 1] in {"$", "€", "£", "¥"})
            named = lexemes.touching(j) and words[i] in COMMON
            spoken = lexemes.raw(i) == code or j > i + 1 or lexemes.touching(j)
            if spoken and not named and lexemes.numeric(j):
                return Currency((code,)), j
        found = longest(self.signs, lexemes, i)
        if found is not None and words[i].isalpha() and found[1] > i + 1 and not _one_word(lexemes, i, found[1]):
            return None
        if found is None:
            return None
        sign, j = found
        if words[i].isalpha() and j == i + 1:
            # Letters that stand for money: "Rs 500" and "R7.3", but "R 5" and "kr" in running text need the capital.
            j += words[j] == "." and lexemes.touching(j)
            if not lexemes.raw(i)[0].isupper() or (len(words[i]) == 1 and not lexemes.touching(j)):
                return None
            if words[i] == "k" and len(words[j]) == 1:
                return None  # "K2" is a mountain
        return (sign, j) if lexemes.numeric(j) or words[j] == "." else None

    def after(self, lexemes: Lexemes, i: int, *, digits: bool) -> tuple[Currency, int] | None:
        """The currency by name, code or sign from lexeme `i` on, and the lexeme after it; a hyphen may lead."""
        words = lexemes.words
        j = i + 1 if words[i] == "-" and lexemes.touching(i) and lexemes.touching(i + 1) else i
        found = longest(self.names, lexemes, j)
        if found:
            return found
        code = words[j].upper()
        if len(code) == 3 and code in self.codes and (lexemes.raw(j) == code or digits) and code.lower() not in COMMON:
            return Currency((code,)), j + 1
        adjective = country_of_adjective(lexemes.raw(j)) if lexemes.raw(j)[:1].isupper() else None
        if adjective:
            # "Bolivian pesos" of older news, "Ukrainian hryvnyas": the noun with the country's own money first.
            found = longest(self.names, lexemes, j + 1)
            own = self.by_territory.get(adjective, ())
            if found and (codes := tuple(code for code in own if code in found[0].codes)):
                return Currency(codes[:1], hundredth=found[0].hundredth), found[1]
        if digits and not words[j].isalpha():
            found = longest(self.signs, lexemes, j)
            if found and not lexemes.numeric(found[1]):
                return found
        return None

    def exchange(self, lexemes: Lexemes, first: int, end: int) -> Currency | None:
        """The currency of a bare rate: "the yen slid to 119 to the dollar" speaks of yen."""
        words = lexemes.words
        link = 2 if words[end : end + 2] in EXCHANGE else 1 if words[end] in {"per", "against"} else 0
        other = longest(self.names, lexemes, end + link) if link else None
        if other is None:
            return None
        for i in range(first - 1, max(-1, first - 20), -1):
            if words[i] in {".", "\n"}:
                return None
            found = longest(self.names, lexemes, i)
            if found and not set(found[0].codes) & set(other[0].codes):
                return found[0]
        return None

    def meant(self, doc: Doc, currency: Currency, position: int) -> str | None:
        """The code of an ambiguous name: that of the country last spoken of before `position`, else the usual one."""
        if len(currency.codes) == 1:
            return currency.codes[0]
        if currency.noun in self.always:
            return self.always[currency.noun]
        nearest: tuple[int, str] | None = None
        for place, country in _countries(doc):
            own = next((code for code in self.by_territory.get(country, ()) if code in currency.codes), None)
            if own is None:
                continue
            distance = position - place if place <= position else 2 * (place - position) + 400
            if nearest is None or distance < nearest[0]:
                nearest = (distance, own)
        if nearest:
            return nearest[1]
        usual = self.usual.get(currency.noun or "", "none")
        return None if usual == "none" else usual


def _one_word(lexemes: Lexemes, i: int, j: int) -> bool:
    """Whether a sign of several lexemes is written as one ("US$"), in capitals where letters lead."""
    joined = all(lexemes.touching(k) for k in range(i + 1, j))
    return joined or (len(lexemes.raw(i)) > 1 and lexemes.raw(i).isupper())


def _countries(doc: Doc) -> list[tuple[int, str]]:
    """Where the article speaks of which country: by its places and by the offices held in it."""
    places: Any = doc._.places
    found = [(mention.start_char, place.country) for place in places if place.country for mention in place.mentions]
    found.extend((office.start_char, office.country) for office in doc._.offices if office.country)
    return found
