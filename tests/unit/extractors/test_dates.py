"""The step `dates` on documents without a model, and its calendar."""

from datetime import date

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import extractors.dates
import extractors.pipeline
from extractors.dates.calendar import of_holiday, of_month, of_season, part_of, units_on
from extractors.dates.lexicon import lexicon
from extractors.dates.stated import stated
from schemas.article import Article

TODAY = "2031-05-14"  # a Wednesday


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("en")
    language.add_pipe("layout")
    language.add_pipe("dates")
    return language


def read(nlp: Language, text: str, published_at: str | None = TODAY) -> Doc:
    doc = nlp.make_doc(text)
    doc._.article = Article(text=text, published_at=published_at)
    return nlp(doc)


def intervals(doc: Doc) -> list[tuple[str, str | None]]:
    return [(match.value.text, match.value.edtf) for match in doc._.dates]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met Monday", "2031-05-12"),
        ("They met Saturday", "2031-05-17"),
        ("They met Sunday", "2031-05-11"),
    ],
)
def test_dates_take_the_nearest_weekday_where_no_tense_is_known(nlp: Language, text: str, edtf: str) -> None:
    assert [match.value.edtf for match in read(nlp, text)._.dates] == [edtf]


def test_dates_prefer_published_at_as_reference(nlp: Language) -> None:
    doc = read(nlp, "VALLETTA, May 3, 2030 (MNA) — The ministers of two islands agreed to run a ferry.")
    assert (doc._.reference.value, doc._.reference.source) == (date(2031, 5, 14), "published_at")


def test_dates_take_the_reference_from_the_dateline(nlp: Language) -> None:
    doc = read(nlp, "VALLETTA, May 3, 2030 (MNA) — The ministers met yesterday to settle the tolls.", None)
    assert (doc._.reference.value, doc._.reference.source) == (date(2030, 5, 3), "dateline")
    assert ("yesterday", "2030-05-02") in intervals(doc)


def test_dates_never_take_the_reference_from_a_caption_or_teaser(nlp: Language) -> None:
    story = "The ministers of two islands agreed to run a ferry between their harbours."
    text = f"Ferry link agreed\n\nMinisters meet, May 3, 2030. (File photo)\n\n{story}\n\nRead more: Tolls (4 May 2030)"
    assert read(nlp, text, None)._.reference.source == "none"


def test_dates_take_the_reference_from_the_one_full_date_of_the_lead(nlp: Language) -> None:
    doc = read(nlp, "The ministers of two islands agreed on Friday, May 3, 2030, to run a ferry.", None)
    assert (doc._.reference.value, doc._.reference.source) == (date(2030, 5, 3), "body")


def test_without_reference_a_day_takes_the_year_that_its_sentence_states(nlp: Language) -> None:
    doc = read(nlp, "She saw Chad on 4 April and Niger from 5-6 April 2031. He left on 9 April. It was the 2030 fair.")
    assert [match.value.edtf for match in doc._.dates] == [
        "2031-04-04", "2031-04-05/2031-04-06", "2031-04-09", "2030",
    ]  # fmt: skip


def test_dates_without_reference_warn_and_stay_unresolved(nlp: Language) -> None:
    doc = read(nlp, "The ministers agreed on October 30 to run a ferry between their harbours.", None)
    assert [warning.code for warning in doc._.warnings] == ["no-reference-date"]
    assert intervals(doc) == [("October 30", "XXXX-10-30")]
    assert [(match.kind, match.reason) for match in doc._.unresolved] == [("date", "no reference date")]


def test_dates_leave_impossible_days_unresolved(nlp: Language) -> None:
    doc = read(nlp, "The ministers agreed on 31 February 2030 to run a ferry.")
    assert [match.reason for match in doc._.unresolved] == ["no such day"]
    assert [match.value.start for match in doc._.dates] == [None]


def test_dates_leave_teasers_alone(nlp: Language) -> None:
    story = "The ministers of two islands agreed to run a ferry between their harbours."
    assert read(nlp, f"{story}\n\nRead more: Tolls (4 May 2030)")._.dates == ()


def test_dates_under_a_heading_lie_in_its_days(nlp: Language) -> None:
    story = "The envoy saw two islands and wrote home about both of them with great care."
    under = "On Tuesday the envoy toured the docks of the old harbour with the mayor."
    doc = read(nlp, f"{story}\n\nMalta: March 5–7, 2029\n\n{under}\n\nWhat next\n\n{under}")
    assert intervals(doc) == [
        ("March 5–7, 2029", "2029-03-05/2029-03-07"),
        ("Tuesday", "2029-03-06"),
        ("Tuesday", "2031-05-13"),
    ]


def test_dates_in_a_narrative_take_the_year_told_last(nlp: Language) -> None:
    doc = read(
        nlp, "War broke out in March 1911. In April 1911 a truce held. In June it broke. By May 1912 all was lost."
    )
    assert ("June", "1911-06") in intervals(doc)


def test_dates_keep_both_readings_of_figures(nlp: Language) -> None:
    (match,) = read(nlp, "The permit of 04/10/2031 was withdrawn.")._.dates
    assert match.value.edtf == "2031-04-10"
    assert [other.edtf for other in match.alternatives] == ["2031-10-04"]


def test_dates_tokens_cover_the_characters(nlp: Language) -> None:
    doc = read(nlp, "They met in mid-2029, on October 3–4 and (in 2014–19) again.")
    for match in doc._.dates:
        assert doc[match.start].idx <= match.start_char
        assert match.end_char <= doc[match.end - 1].idx + len(doc[match.end - 1])


@pytest.mark.parametrize(
    "text", ["", " ", "...", "\x00 May \x00", "31/31/3131", "9999-99-99", "0000-00-00", "May " * 50]
)
def test_dates_survive_any_text(nlp: Language, text: str) -> None:
    nlp(text)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            "May 3 31 2031 1999 , – - of the last next this week year month Monday and to from until early mid late "
            "end two days ago later before after 04/10/2031 Q3 1990s century second half quarter since in on at noon "
            "7:30 p.m. "
            "Easter Christmas summer winter spring every BC AD 0 99 9999-12-31 weekend decade past few tomorrow".split(
                " "
            )
        ),
        max_size=14,
    ),
    today=st.sampled_from([None, "1500-01-01", "2032-02-29", "2199-12-31"]),
)
def test_dates_read_any_row_of_words_of_time(nlp: Language, words: list[str], today: str | None) -> None:
    doc = read(nlp, " ".join(words) or "x", today)
    for match in doc._.dates:
        assert doc.text[match.start_char : match.end_char] == match.value.text
        assert (match.value.start is None) == (match.value.end is None)
        if match.value.start is not None and match.value.end is not None:
            assert match.value.start <= match.value.end
            assert match.value.edtf is not None


@pytest.mark.parametrize("name", [name for holiday in lexicon().holidays for name in holiday.names])
def test_dates_know_every_feast_of_the_lexicon(nlp: Language, name: str) -> None:
    doc = read(nlp, f"The truce was broken on {name.title().replace(chr(39) + 'S', chr(39) + 's')} 2029.")
    holiday = next(holiday for holiday in lexicon().holidays if name in holiday.names)
    assert [match.value.start for match in doc._.dates] == [of_holiday(holiday, 2029, "explicit").start]


def test_calendar_gives_winter_two_years() -> None:
    assert of_season(2031, 24, "explicit").end == date(2032, 2, 29)


def test_calendar_parts_a_month_as_the_records_say() -> None:
    month = of_month(2031, 2, "explicit")
    assert [part_of(month, part).edtf for part in ("early", "mid", "late")] == [
        "2031-02-01/2031-02-10",
        "2031-02-11/2031-02-20",
        "2031-02-21/2031-02-28",
    ]


def test_calendar_stays_inside_itself() -> None:
    assert units_on(date(2031, 5, 14), "century", -9000) == date(1, 1, 14)
    assert units_on(date(2031, 5, 14), "day", 10**7).year < 9999 + 1


def test_stated_reads_no_day_that_is_not_one() -> None:
    assert stated("31/31/2031", "DMY") is None


def test_dates_refuses_unknown_settings() -> None:
    with pytest.raises(ValueError, match="unknown field"):
        spacy.blank("en").add_pipe("dates", config={"config": {"colour": 1}})


def test_dates_exports_its_records(nlp: Language) -> None:
    (record,) = extractors.dates.to_records(read(nlp, "They met on May 3, 2031."))
    assert (record.text, record.date.edtf, record.rule) == ("May 3, 2031", "2031-05-03", "dates.month-day-year")
