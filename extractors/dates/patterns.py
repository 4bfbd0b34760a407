"""The first stage of the grammar: days, months, years and what else one expression names by itself."""

from extractors.dates.grammar import Rule, rule
from extractors.dates.lexicon import lexicon
from extractors.dates.readers import (
    ahead,
    anno_domini,
    bare_year,
    before_christ,
    calendar,
    century,
    distant,
    early_year,
    fiscal,
    later_or_earlier,
    open_later,
    opened,
    part_of_decade,
    part_of_unit,
    quarter,
    recurring,
    rolling,
    season,
    shifted,
    year_range,
)
from extractors.dates.relatives import Shifted, ToldWeekday, Weekend
from extractors.dates.stated import Numeric, Timestamp
from extractors.dates.yearly import Feast, Years

COUNT = "(NUMBER|DAY|ARTICLE)"
# What makes a number before it a quantity.
QUANTITY = "(?!SCALE|COUNTED|CLOCKUNIT|UNITS|CURRENCY|NUMBER|AMPM|ZONE|HYPHEN UNIT|UNIT HYPHEN)"
PREPOSITION = "(?<=IN|OF|SINCE|FROM|THROUGH|UNTIL|BEFORE|AFTER|BETWEEN|ON|PART|AND)"
INTO_SEASON = "(?<=IN|AT|SINCE|UNTIL|THIS|LAST|NEXT|PREVIOUS|PART|HYPHEN|EDGE|THAT|SAME|AFTER)"
# Nothing before it makes the year a sum, a count or a number of something.
PLAIN = "(?<!CURRENCY) (?<!NUMBER) (?<!NUMBERED) (?<!ROUGHLY) (?<!CURRENCY STOP)"
NOT_OWN = "(?<!OWN) (?<!OWN PART) (?<!OWN PART HYPHEN)"


RULES: tuple[Rule, ...] = (
    rule("iso", "iso:ISO", lambda captured: Timestamp(raw=captured["iso"])),
    rule("numeric", "(WEEKDAY COMMA?)? numeric:NUMERIC", lambda captured: Numeric(raw=captured["numeric"])),
    rule(
        "month-day-year",
        "(weekday:WEEKDAY COMMA? THE?)? month:MONTH THE? day:(DAY|ORDINAL|NTH) COMMA? (OF|IN)? year:(YEAR|SHORTYEAR)",
        calendar,
    ),
    rule(
        "day-month-year",
        "(weekday:WEEKDAY COMMA? THE?)? day:(DAY|ORDINAL|NTH) [OF HYPHEN SLASH]? month:MONTH [HYPHEN SLASH COMMA]? "
        "(OF|IN|OF THE UNIT)? year:(YEAR|SHORTYEAR)",
        calendar,
    ),
    rule("year-month-day", "year:YEAR [HYPHEN COMMA]? month:MONTH HYPHEN? day:(DAY|NTH)", calendar),
    rule("month-day", f"weekday:WEEKDAY COMMA? THE? month:MONTH THE? day:(DAY|ORDINAL|NTH) {QUANTITY}", calendar),
    rule("month-day", f"(?<!IN) month:MONTH THE? day:(DAY|ORDINAL|NTH) {QUANTITY}", calendar),
    rule("month-day", f"(?<!IN) month:MONTH COMMA day:(DAY|NTH) {QUANTITY}", calendar),
    rule("day-month", "(weekday:WEEKDAY COMMA? THE?)? day:(DAY|NTH) OF? month:MONTH", calendar),
    rule("day-month", "day:ORDINAL OF month:MONTH", calendar),
    rule("weekday-day", "weekday:WEEKDAY COMMA? THE day:NTH", calendar),
    rule("day-of-month", "(?<=ON) THE day:(ORDINAL|NTH) (?=STOP|COMMA|BREAK|FOR|THROUGH|$)", calendar),
    rule("month-year", "month:MONTH [COMMA OF IN]? THE? year:(YEAR|SHORTYEAR)", calendar),
    rule("month", "month:MONTH", calendar),
    rule("weekday", "weekday:WEEKDAY", calendar),
    rule(
        "told-weekday",
        "(?<=ON) THE weekday:WEEKDAY (?!COMMA)",
        lambda captured: ToldWeekday(weekday=captured["weekday"]),
    ),
    rule("year", f"{PREPOSITION} (THE UNIT)? year:YEAR {QUANTITY} (?!SLASH)", calendar),
    # "at 1100", "(1430)": the time of day.
    rule("year", f"(?<=AT|OPEN) (THE UNIT)? year:YEAR {QUANTITY} (?!SLASH)", early_year),
    rule("year", f"(?<=THE) year:YEAR {QUANTITY} (?!SLASH|UNIT)", early_year),
    rule(
        "year",
        f"{PLAIN} year:YEAR (?=COMMA|STOP|CLOSE|BREAK|AND|THROUGH|HYPHEN YEAR|$)",
        early_year,
    ),
    rule("year", f"{PREPOSITION} year:SHORTYEAR", calendar),
    rule(
        "year",
        f"{PLAIN} year:YEAR {QUANTITY} (?!SLASH)",
        bare_year,
    ),
    rule("year-range", "first:YEAR [HYPHEN SLASH] last:(DAY|NUMBER|YEAR) (?!CLOCKUNIT|SCALE)", year_range),
    rule("decade", f"{NOT_OWN} THE? decade:DECADE", lambda captured: Years(first=captured["decade"], count=10)),
    rule("decade", f"{NOT_OWN} THE decade:SHORTDECADE", lambda captured: Years(first=captured["decade"], count=10)),
    rule("decade", f"{NOT_OWN} THE part:PART HYPHEN? decade:SHORTDECADE", part_of_decade),
    rule("century", "THE? nth:(ORDINAL|NTH) HYPHEN? unit:UNIT", century),
    rule("quarter", "THE? nth:(ORDINAL|NTH) HYPHEN? unit:UNIT (OF THE? (UNIT)? (FISCAL UNIT)? year:YEAR)?", quarter),
    rule("half", "THE? nth:(ORDINAL|NTH) HYPHEN? HALF OF (THE UNIT)? year:YEAR", quarter),
    rule("half", "THE? nth:(ORDINAL|NTH) HYPHEN? HALF (?=OF)", quarter),
    rule("quarter-label", "label:QUARTERLABEL (OF|HYPHEN|COMMA)? year:(YEAR|SHORTYEAR)?", quarter),
    rule("quarter-label", "year:YEAR [HYPHEN COMMA]? label:QUARTERLABEL", quarter),
    rule("fiscal-year", "label:FISCALYEAR", fiscal),
    rule("fiscal-year", "THE? FISCAL UNIT? year:YEAR", fiscal),
    rule("fiscal-year", "THE? year:YEAR FISCAL UNIT", fiscal),
    rule("fiscal-year", "THE? [LAST PREVIOUS] FISCAL unit:UNIT", shifted(-1)),
    rule("fiscal-year", "THIS FISCAL unit:UNIT", shifted(0)),
    rule("fiscal-year", "THE? NEXT FISCAL unit:UNIT", shifted(1)),
    rule("season", "THE? season:(SEASON|SPRING) OF? year:YEAR", season),
    rule("season", f"{INTO_SEASON} THE? season:(SEASON|SPRING) (?!OF)", season),
    rule("season", "THE season:SEASON (?!OF)", season),
    rule(
        "holiday",
        "holiday:HOLIDAY (COMMA? OF? year:YEAR)?",
        lambda captured: Feast(holiday=lexicon().holidays[captured["holiday"]], year=captured["year"]),
    ),
    rule("deictic", "deictic:DEICTIC", lambda captured: Shifted(unit="day", count=captured["deictic"])),
    rule("last-unit", "THE? LAST unit:UNIT (?!OF|IN)", shifted(-1)),
    rule("this-unit", "THIS unit:UNIT", shifted(0)),
    rule("this-unit", "THIS [PAST LAST] unit:UNIT", shifted(-1)),
    rule("this-unit", "THIS [COMING NEXT] unit:UNIT", shifted(1)),
    rule("next-unit", "NEXT unit:UNIT", shifted(1)),
    rule("past-units", "THE? [LAST PAST PREVIOUS] count:(NUMBER|DAY) unit:UNITS (?!OF)", rolling(-1)),
    rule("past-units", "THE? PAST unit:UNIT", rolling(-1)),
    rule("past-units", "THE? count:(NUMBER|DAY) [LAST PAST PREVIOUS] unit:UNITS", rolling(-1)),
    rule("coming-units", "THE? count:(NUMBER|DAY) [COMING NEXT] unit:UNITS", rolling(1)),
    rule("coming-units", "THE? [COMING NEXT] count:(NUMBER|DAY) unit:UNITS (?!OF)", rolling(1)),
    rule("coming-units", "THE COMING unit:UNIT", rolling(1)),
    rule("open-units", "(?<!OWN) (THE|THIS)? [LAST PAST RECENT COMING NEXT] VAGUE? UNITS (?!OF)", opened),
    rule("open-units", "FOR UNITS (?!AGO)", opened),
    rule("open-units", "ARTICLE? VAGUE? UNITS AGO", opened),
    rule("open-units", "ARTICLE? VAGUE? UNITS part:PART", open_later),
    rule("recurring", "EACH PART? (WEEKDAY|DAYPART|UNIT|SEASON)", recurring),
    rule("recurring", "ARTICLE WEEKDAY", recurring),
    rule("recurring", "EACH (NUMBER|DAY) UNITS", recurring),
    rule("ahead", "IN count:(NUMBER|DAY) unit:UNITS (?!OF|AGO|PART|AFTER|BEFORE)", ahead),
    rule("ahead", "IN ARTICLE unit:UNIT (?!OF|AGO|PART|AFTER|BEFORE|WORD)", ahead),
    rule("ago", f"count:{COUNT} unit:(UNIT|UNITS) AGO", distant(-1)),
    rule("ago", "ARTICLE? (NUMBER|DAY|ARTICLE|VAGUE) CLOCKUNIT AGO", shifted(0)),
    rule("from-now", f"count:{COUNT} unit:(UNIT|UNITS) FROM (NOW|DEICTIC)", distant(1)),
    rule("later", f"count:{COUNT} unit:(UNIT|UNITS) part:PART", later_or_earlier),
    rule("told-unit", "(THE|THAT|THIS) SAME unit:UNIT", shifted(0, told=True)),
    rule("told-unit", "THAT unit:UNIT", shifted(0, told=True)),
    rule("told-daypart", "((THE|THAT|THIS)? SAME|THAT) DAYPART", shifted(0, told=True)),
    rule("told-daypart", "(?<=IN) THE DAYPART", shifted(0, told=True)),
    rule("next-told", "THE (NEXT|AFTER|SUCCEEDING) unit:UNIT", shifted(1, told=True)),
    rule("next-told", "THE (NEXT|AFTER) DAYPART", shifted(1, told=True)),
    rule("previous-told", "THE? PREVIOUS unit:UNIT", shifted(-1, told=True)),
    rule("previous-told", "THE PREVIOUS DAYPART", shifted(-1, told=True)),
    rule("day-before", "THE unit:UNIT BEFORE (?=STOP|COMMA|BREAK|CLOSE|AND|$)", shifted(-1, told=True)),
    rule("day-after", "THE unit:UNIT AFTER (?=STOP|COMMA|BREAK|CLOSE|AND|$)", shifted(1, told=True)),
    rule("this-daypart", "THIS DAYPART", shifted(0)),
    rule("last-daypart", "LAST DAYPART", shifted(-1)),
    rule(
        "the-weekend",
        "(?<!FOR) THE unit:UNIT (?!OF|BEFORE|AFTER)",
        lambda captured: Weekend() if captured["unit"] == "weekend" else None,
    ),
    rule("part-of-unit", "part:PART IN THE unit:UNIT", part_of_unit),
    rule("midday", "(?<=AT) NOON", shifted(0, told=True)),
    rule("before-christ", "(MONTH COMMA?)? year:(YEAR|NUMBER|DAY) BC", before_christ),
    rule("before-christ", "year:(YEAR|NUMBER|DAY) (?=[HYPHEN THROUGH AND] (YEAR|NUMBER|DAY) BC)", before_christ),
    rule("anno-domini", "year:(YEAR|NUMBER|DAY) ERA", anno_domini),
    rule("anno-domini", "ERA year:(YEAR|NUMBER|DAY)", anno_domini),
)
