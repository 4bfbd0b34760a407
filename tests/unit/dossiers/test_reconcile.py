"""Records of travel, read safely, beside dossiers."""

from datetime import date

import pytest

from dossiers.reconcile import reconciled
from dossiers.travels import TravelsError, read_travels
from schemas.date import DateInterval
from schemas.dossier import Dossier, DossierLeg, DossierMeeting, DossierOfficial, DossierPlace, DossierTrip
from schemas.meeting import Participant
from schemas.reconciliation import Stop

XML = """<?xml version="1.0" encoding="UTF-8"?>
<trips>
  <trip role="minister" who="quispe-ana">
    <id>7</id><role>minister</role><name>Ana María Quispe</name>
    <start-date>2031-05-06</start-date><end-date>2031-05-07</end-date>
    <country id="korea-south">Korea, South</country><locale>Seoul, Busan</locale>
    <remarks>Met with President Han
        Seo-yun and Foreign Minister Yoon Ji-woo.</remarks>
  </trip>
  <trip role="minister" who="quispe-ana">
    <id>8</id><role>minister</role><name>Ana María Quispe</name>
    <start-date>2031-05-08</start-date><end-date>2031-05-08</end-date>
    <country id="japan">Japan</country><locale>Tokyo</locale><remarks/>
  </trip>
</trips>"""


def people_of(remark: str) -> list[str]:
    return [name for name in ("Han Seo-yun", "Yoon Ji-woo") if name in remark]


def dossier(days: tuple[date, date], *met: str) -> Dossier:
    """A trip of Ana Quispe to Seoul."""
    start, end = days
    interval = DateInterval(text="then", start=start, end=end, edtf=None, granularity="range", resolution="explicit")
    parties = [Participant(official="q", name="Quispe", side=None)]
    parties += [Participant(official=None, name=name, side=None) for name in met]
    meeting = DossierMeeting(
        id="m",
        kind="talks",
        status="held",
        name=None,
        participants=tuple(parties),
        date=interval,
        place="s",
        topics=(),
        sources=("a",),
        history=(),
    )
    leg = DossierLeg(
        place="s", country="KR", date=interval, status="completed", hosts=(), meetings=("m",), sources=("a",)
    )
    place = DossierPlace(
        id="s",
        name="Seoul",
        variants=(),
        kind="city",
        country="KR",
        geonames_id=None,
        latitude=None,
        longitude=None,
        sources=("a",),
    )
    return Dossier(
        id="d",
        title="Ana Quispe: Seoul",
        articles=("a",),
        officials=(DossierOfficial(id="q", name="Ana Quispe", variants=(), roles=(), sources=("a",)),),
        places=(place,),
        topics=(),
        figures=(),
        trips=(DossierTrip(id="t", travellers=("q",), status="completed", purpose=None, legs=(leg,), sources=("a",)),),
        meetings=(meeting,),
        dated_locations=(),
        statements=(),
        conflicts=(),
    )


def compared(days: tuple[date, date], *met: str) -> tuple[Stop, ...]:
    return reconciled([dossier(days, *met)], read_travels(XML.encode()), people_of).stops


def test_stop_that_agrees_is_full() -> None:
    seoul, tokyo = compared((date(2031, 5, 6), date(2031, 5, 7)), "Seo-yun Han", "Yoon Ji-woo", "Kim Do-hyun")
    assert (seoul.agreement, seoul.same_days, seoul.same_place) == ("full", True, True)
    assert seoul.met_in_both == ("Seo-yun Han", "Yoon Ji-woo")
    assert (seoul.met_in_record, seoul.met_in_dossier) == ((), ("Kim Do-hyun",))
    assert (tokyo.agreement, tokyo.country) == ("only_record", "JP")


def test_other_days_or_people_are_partial() -> None:
    stop = compared((date(2031, 5, 7), date(2031, 5, 7)), "Han Seo-yun")[0]
    assert (stop.agreement, stop.same_days, stop.met_in_record) == ("partial", False, ("Yoon Ji-woo",))


def test_stop_of_another_time_is_only_in_the_dossier() -> None:
    stops = compared((date(2032, 5, 6), date(2032, 5, 7)), "Han Seo-yun")
    assert [stop.agreement for stop in stops] == ["only_dossier"]


def test_lines_of_json_are_read_as_xml_is() -> None:
    line = (
        b'{"id": "7", "official": "Ana", "start": "2031-05-06", "end": "2031-05-07", "country": "Chad", "locale": null}'
    )
    (record,) = read_travels(line + b"\n\n" + line)
    assert (record.who, record.country, record.remarks) == ("Ana", "Chad", None)


@pytest.mark.parametrize(
    "body",
    [
        b"<trips><trip></trips>",
        b"<trips><trip><id>1</id></trip></trips>",
        b'<!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/hosts">]><trips>&e;</trips>',
        b"{",
        b"\xff",
    ],
)
def test_what_is_no_record_is_refused(body: bytes) -> None:
    with pytest.raises(TravelsError):
        read_travels(body)
