"""The measure of accuracy on small invented articles: every count is reckoned by hand."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from evaluation import accuracy
from evaluation.accuracy import evaluate, score
from evaluation.gold import GoldArticle, GoldError, load_gold
from evaluation.report import to_html
from evaluation.summary import Summary, summarise
from schemas.article import Article
from schemas.base import Quote
from schemas.date import DateInterval
from schemas.extraction import Document, Engine, Extraction, ReferenceDate
from schemas.figure import Figure
from schemas.location import DatedLocation
from schemas.meeting import Meeting, Participant
from schemas.official import Official, Role
from schemas.place import Place, PlaceMention
from schemas.topic import Topic, TopicCodes

TEXT = "Foreign Minister Ana Ilves met President Tano Reku in Mirada on Monday. Ilves pledged $2 million for schools."
GOLD = {
    "id": "invented-1",
    "style": "wire",
    "published_at": "2031-05-14",
    "text": TEXT,
    "officials": [
        {
            "name": "Ana Ilves",
            "aliases": ["Ilves"],
            "roles": [
                {"title": "Foreign Minister", "office": "foreign_minister", "country": "EE", "status": "current"}
            ],
        },
        {
            "name": "Tano Reku",
            "aliases": [],
            "roles": [
                {"title": "President", "office": "head_of_state", "country": None, "status": "current"},
                {"title": "party leader", "office": "party", "status": "former", "optional": True},
            ],
        },
    ],
    "places": [{"name": "Mirada", "country": "CL", "kind": "city"}],
    "meetings": [
        {
            "participants": ["Ana Ilves", "Tano Reku"],
            "kind": "talks",
            "status": "held",
            "name": None,
            "start": "2031-05-12",
            "end": "2031-05-12",
            "place": "Mirada",
            "quote": "met President Tano Reku in Mirada on Monday",
        }
    ],
    "dated_locations": [
        {
            "place": "Mirada",
            "start": "2031-05-12",
            "end": "2031-05-12",
            "officials": ["Ana Ilves", "Tano Reku"],
            "activity": "meeting",
            "status": "past",
            "quote": "in Mirada on Monday",
        }
    ],
    "topics": [{"id": "education"}, {"id": "foreign-aid", "optional": True}],
    "figures": [
        {
            "text": "$2 million",
            "value": 2000000,
            "low": None,
            "high": None,
            "unit": "USD",
            "dimension": "money",
            "comparator": "eq",
            "measures": "schools",
        }
    ],
}


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(start=start, end=start + len(words), text=words)


def role(title: str, office: str, country: str | None) -> Role:
    return Role(title=title, office=office, country=country, organization=None, status="current", rule="r", evidence=())  # type: ignore[arg-type]


def official(id_: str, name: str, *roles: Role) -> Official:
    return Official(id=id_, name=name, aliases=(), roles=roles, mentions=(quote(name),), references=())


def day(text: str) -> DateInterval:
    on = date.fromisoformat(text)
    return DateInterval(text="Monday", start=on, end=on, edtf=text, granularity="day", resolution="relative")


def topic(id_: str) -> Topic:
    return Topic(id=id_, label=id_, salience=1, codes=TopicCodes(iptc=None, cap=None, gdelt=None), mentions=())


def perfect() -> Extraction:
    """The answer that the gold asks for."""
    ilves = official("o1", "Ana Ilves", role("Foreign Minister", "foreign_minister", "EE"))
    reku = official("o2", "Tano Reku", role("President", "head_of_state", None))
    mention = PlaceMention(**msgspec.structs.asdict(quote("Mirada")), metonym=False)
    mirada = Place(
        id="p1",
        name="Mirada",
        kind="city",
        country="CL",
        geonames_id=None,
        latitude=None,
        longitude=None,
        mentions=(mention,),
    )
    meeting = Meeting(
        id="m1",
        kind="talks",
        status="held",
        name=None,
        participants=(
            Participant(official="o1", name="Ana Ilves", side=None),
            Participant(official="o2", name="Tano Reku", side=None),
        ),
        date=day("2031-05-12"),
        place="p1",
        topics=(),
        rule="r",
        evidence=(quote("met"),),
    )
    stay = DatedLocation(
        id="l1",
        place="p1",
        date=day("2031-05-12"),
        officials=("o1", "o2"),
        activity="meeting",
        status="past",
        rule="r",
        evidence=(),
    )
    figure = Figure(
        **msgspec.structs.asdict(quote("$2 million")),
        value=2_000_000,
        low=None,
        high=None,
        unit="USD",
        dimension="money",
        comparator="eq",
        measures="schools",
        per=None,
        rule="r",
    )
    return Extraction(
        document=Document(
            id="1",
            title=None,
            language="en",
            published_at=None,
            reference_date=ReferenceDate(value=None, source="none"),
            offsets="codepoint",
            words=18,
            characters=len(TEXT),
            sections=(),
        ),
        officials=(ilves, reku),
        places=(mirada,),
        dates=(),
        meetings=(meeting,),
        dated_locations=(stay,),
        topics=(topic("education"),),
        figures=(figure,),
        statements=(),
        unresolved=(),
        warnings=(),
        engine=Engine(version="1", model="m", gazetteer="g"),
    )


def changed(**fields: object) -> Extraction:
    return msgspec.structs.replace(perfect(), **fields)


def summary_of(answer: Extraction) -> Summary:
    return summarise(score([(msgspec.convert(GOLD, GoldArticle), answer)]))


def test_score_of_the_perfect_answer_is_one_everywhere() -> None:
    figures = summary_of(perfect())
    assert figures.mean_f1 == 1
    assert {row.f1 for row in figures.records.values()} == {1}
    assert {part.accuracy for part in figures.attributes.values()} == {1}
    assert figures.faults == {}


def test_score_of_an_empty_answer_counts_every_record_as_missed() -> None:
    empty = changed(officials=(), places=(), meetings=(), dated_locations=(), topics=(), figures=())
    figures = summary_of(empty)
    assert figures.mean_f1 == 0
    assert (figures.records["roles"].gold, figures.records["roles"].got) == (2, 0)
    assert figures.faults["officials: missed"] == 2


def test_score_counts_a_wrong_meeting_date_in_the_strict_row_only() -> None:
    meeting = msgspec.structs.replace(perfect().meetings[0], date=day("2031-05-13"))
    figures = summary_of(changed(meetings=(meeting,)))
    assert figures.records["meetings"].f1 == 1
    assert figures.records["meetings strict"].f1 == 0
    assert figures.attributes["meeting date"].accuracy == 0
    assert figures.faults == {"meetings: wrong date": 1}


def test_score_of_a_wrong_role_country_keeps_the_role() -> None:
    wrong = official("o1", "Ana Ilves", role("Foreign Minister", "foreign_minister", "FI"))
    figures = summary_of(changed(officials=(wrong, perfect().officials[1])))
    assert figures.records["roles"].f1 == 1
    assert figures.attributes["role country"] == msgspec.convert(
        {"accuracy": 0.5, "of": 2}, type(figures.attributes["role country"])
    )


def test_score_of_an_alias_counts_as_found_with_a_wrong_name() -> None:
    short = official("o1", "Ilves", role("minister", "foreign_minister", "EE"))
    figures = summary_of(changed(officials=(short, perfect().officials[1])))
    assert figures.records["officials"].f1 == 1
    assert figures.records["roles"].f1 == 1
    assert figures.attributes["official full name"].accuracy == 0.5


def test_score_of_an_extra_official_counts_its_roles_as_extra() -> None:
    extra = official("o3", "Mirada", role("Mayor", "subnational", "CL"))
    figures = summary_of(changed(officials=(*perfect().officials, extra)))
    assert figures.records["officials"].precision == 0.6667
    assert figures.records["roles"].precision == 0.6667


def test_score_takes_an_optional_topic_neither_as_hit_nor_as_error() -> None:
    assert summary_of(changed(topics=(topic("education"), topic("foreign-aid")))).records["topics"].got == 1
    assert summary_of(changed(topics=(topic("education"), topic("trade")))).records["topics"].precision == 0.5


def test_score_of_a_meeting_needs_two_participants_in_common() -> None:
    meeting = perfect().meetings[0]
    alone = msgspec.structs.replace(meeting, participants=meeting.participants[:1])
    figures = summary_of(changed(meetings=(alone,)))
    assert figures.faults == {"meetings: missed": 1, "meetings: extra": 1}


def test_score_counts_offset_faults() -> None:
    moved = msgspec.structs.replace(perfect().officials[0], mentions=(Quote(start=0, end=4, text="Ilves"),))
    assert summary_of(changed(officials=(moved, perfect().officials[1]))).offset_faults == 1


def test_report_shows_a_miss_in_its_sentence_and_escapes_it() -> None:
    gold = msgspec.convert({**GOLD, "text": TEXT.replace("schools", "<b>schools</b>")}, GoldArticle)
    total = score([(gold, changed(figures=()))])
    page = to_html([gold], total, summarise(total))
    assert "Ilves pledged <mark>$2 million</mark> for &lt;b&gt;schools&lt;/b&gt;." in page
    assert "<b>schools" not in page


class Reader:
    """Stands for the engine: always the same answer."""

    def __init__(self, answer: Extraction) -> None:
        self.answer = answer

    def extract(self, article: Article) -> Extraction:
        assert article.published_at == "2031-05-14"
        return self.answer


def run(monkeypatch: pytest.MonkeyPatch, answer: Extraction, *arguments: object) -> Result:
    monkeypatch.setattr(accuracy.Pipeline, "load", lambda model=None: Reader(answer))
    return CliRunner().invoke(evaluate, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "invented-1.json").write_bytes(msgspec.json.encode(GOLD))
    return tmp_path / "gold"


def test_evaluate_shows_the_change_since_the_saved_run(
    monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path
) -> None:
    saved, page = tmp_path / "run.json", tmp_path / "report.html"
    first = run(monkeypatch, changed(figures=()), folder, "--save", saved, "--report", page)
    assert first.exit_code == 0
    assert "+" not in first.output
    second = run(monkeypatch, perfect(), folder, "--save", saved, "--details")
    assert "mean F1 of the six 1.000 (+0.167)" in second.output
    assert [line.split() for line in second.output.splitlines() if line.startswith("figures:")] == [
        ["figures:", "missed", "0", "-1"]
    ]
    assert "$2 million" in page.read_text()


def test_evaluate_details_list_every_miss(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    output = run(monkeypatch, changed(places=()), folder, "--details").output
    assert "invented-1 places           missed             expected Mirada" in output


def test_evaluate_of_a_folder_without_gold_exits_with_two(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert run(monkeypatch, perfect(), tmp_path).exit_code == 2


def test_load_gold_names_the_broken_file(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(GoldError, match=r"bad\.json"):
        load_gold(tmp_path)
