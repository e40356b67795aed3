"""When an alert is in force, what replaces it, and against which alarm level a river is measured."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sitebuilder.models import Alert, Area, Site
from sitebuilder.models.alert import Phase, replacement_instants, successors
from sitebuilder.models.city import nearest_alarm
from sitebuilder.models.clock import HUE
from sitebuilder.render.alerts import notice
from views import view_of

SENT = datetime(2025, 11, 3, 6, 0, tzinfo=HUE)
HOUR = timedelta(hours=1)


def alert(slug: str = "one", **changes: object) -> Alert:
    facts: dict[str, object] = {
        "type": "flood",
        "severity": "severe",
        "urgency": "immediate",
        "certainty": "observed",
        "sent_at": SENT,
        "effective_at": SENT + HOUR,
        "expires_at": SENT + 5 * HOUR,
        "issuer": "hydromet",
        "areas": (Area("city"),),
    }
    return Alert(slug=slug, **(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("after", "phase"),
    [(0.0, Phase.FUTURE), (0.99, Phase.FUTURE), (1.0, Phase.CURRENT), (4.99, Phase.CURRENT), (5.0, Phase.PAST)],
)
def test_an_alert_is_in_force_from_its_start_until_before_its_end(after: float, phase: Phase) -> None:
    assert alert().phase(SENT + after * HOUR) is phase


def test_the_end_of_the_event_does_not_prolong_the_message() -> None:
    assert alert(ends_at=SENT + 50 * HOUR).phase(SENT + 6 * HOUR) is Phase.PAST


def update(slug: str, hours: float, *replaces: str, **changes: object) -> Alert:
    """A message that takes effect `hours` after the first one was sent."""
    at = SENT + hours * HOUR
    facts: dict[str, object] = {"message_type": "update", "replaces": replaces, "sent_at": at, "effective_at": at}
    return alert(slug, **(facts | changes))


def assert_ends(first: Alert, others: list[Alert], hours: float) -> None:
    """Page, list and banner show `first` as in force until that hour, and as past from then on."""
    at = SENT + hours * HOUR
    for instant, phase in ((at - timedelta(minutes=1), Phase.CURRENT), (at, Phase.PAST)):
        view = view_of(Site(alerts={one.slug: one for one in (first, *others)}), instant)
        assert view.phase(first) is phase
        assert view.ends_for_readers(first) == at


def test_a_message_that_nothing_replaces_ends_when_it_expires() -> None:
    assert_ends(alert(), [update("two", 2, "another")], 5)


def test_a_replaced_message_ends_when_its_successor_takes_effect() -> None:
    assert_ends(alert(), [update("two", 2, "one")], 2)


def test_a_replaced_message_still_ends_when_it_expires() -> None:
    assert_ends(alert(), [update("two", 9, "one", expires_at=SENT + 12 * HOUR)], 5)


def test_an_update_announced_for_later_leaves_the_first_message_in_force_until_then() -> None:
    later = update("two", 4, "one", sent_at=SENT + 2 * HOUR)
    assert_ends(alert(), [later], 4)
    for minutes in range(60, 300, 10):
        view = view_of(Site(alerts={"one": alert(), "two": later}), SENT + timedelta(minutes=minutes))
        assert [view.phase(alert()), view.phase(later)].count(Phase.CURRENT) == 1


def test_a_message_replaced_twice_ends_with_the_first_of_its_successors() -> None:
    assert_ends(alert(), [update("two", 2, "one"), update("three", 3, "one", "two", message_type="cancel")], 2)


def test_lifting_an_update_before_it_takes_effect_ends_the_first_message_too() -> None:
    announced = update("two", 4, "one", sent_at=SENT + 2 * HOUR)
    assert_ends(alert(), [announced, update("three", 3, "two", message_type="cancel")], 3)


def test_the_order_in_which_messages_are_read_changes_nothing() -> None:
    messages = [alert(), update("two", 4, "one", sent_at=SENT + HOUR), update("three", 3, "two"), update("four", 3.5, "one")]
    expected = {"one": SENT + 3 * HOUR, "two": SENT + 3 * HOUR}
    for order in permutations(messages):
        assert replacement_instants(order) == expected


def test_the_browser_is_told_the_instant_at_which_a_replaced_message_ends() -> None:
    messages = {"one": alert(), "two": update("two", 2, "one"), "three": update("three", 3, "one", "two")}
    told = notice(view_of(Site(alerts=messages), SENT + HOUR), messages["one"])
    assert told.ends == "2025-11-03T08:00:00+07:00"
    assert told.until == "08:00, November 3, 2025"


def test_the_latest_successor_is_the_one_pointed_to() -> None:
    first = alert("two", message_type="update", replaces=("one",), sent_at=SENT + 2 * HOUR)
    second = alert("three", message_type="cancel", replaces=("one", "two"), sent_at=SENT + 3 * HOUR)
    assert successors([second, first, alert()]) == {"one": second, "two": second}


def test_the_public_sees_no_alert_before_it_is_sent(site: Site) -> None:
    before = datetime(2025, 11, 3, 6, 29, tzinfo=HUE)
    assert "lu-2025-11-03" not in site.public_at(before).alerts
    assert "lu-2025-11-03" in site.public_at(before + timedelta(minutes=1)).alerts


@given(st.integers(-100, 100))
def test_an_alert_is_in_exactly_one_phase(minutes: int) -> None:
    at = SENT + minutes * timedelta(minutes=10)
    assert [alert().phase(at) is phase for phase in Phase].count(True) == 1


@pytest.mark.parametrize(
    ("station", "level", "alarm", "difference"),
    [  # as the bulletins printed them
        ("kim-long", 1.44, 1, 0.44),
        ("kim-long", 1.85, 2, -0.15),
        ("kim-long", 3.54, 3, 0.04),
        ("kim-long", 5.05, 3, 1.55),
        ("phu-oc", 3.25, 2, 0.25),
        ("phu-oc", 4.50, 3, 0.0),
        ("phu-oc", 5.25, 3, 0.75),
        ("phu-oc", 4.72, 3, 0.22),
        ("kim-long", 0.3, 1, -0.7),
        # 0.20 m below a level is the last that is measured against it
        ("kim-long", 1.79, 1, 0.79),
        ("kim-long", 1.80, 2, -0.2),
        ("kim-long", 3.29, 2, 1.29),
        ("kim-long", 3.30, 3, -0.2),
        ("phu-oc", 2.79, 1, 1.29),
        ("phu-oc", 2.80, 2, -0.2),
        ("phu-oc", 4.29, 2, 1.29),
        ("phu-oc", 4.30, 3, -0.2),
    ],
)
def test_a_level_is_measured_against_the_alarm_level_that_bulletins_name(
    site: Site, station: str, level: float, alarm: int, difference: float
) -> None:
    assert nearest_alarm(site.city.stations[station], level) == (alarm, difference)


def test_the_last_centimetre_counts_whatever_the_alarm_levels_are(site: Site) -> None:
    station = replace(site.city.stations["kim-long"], alarm_m=(0.5, 1.05, 2.1))
    assert nearest_alarm(station, 0.85) == (2, -0.2)
    assert nearest_alarm(station, 0.84) == (1, 0.34)
    assert nearest_alarm(station, 1.90) == (3, -0.2)
