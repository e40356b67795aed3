"""Whoever is stopped at any call and does the same once more: one effect, in reports and calls for help."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest
from chalicelib.access import Level, Person
from chalicelib.accounts.storage import logins
from chalicelib.clients.files import UploadForm
from chalicelib.errors import ApiError
from chalicelib.reports.model.desk import LockToSet, LookToTake
from chalicelib.reports.model.following import place_of
from chalicelib.reports.model.following_requests import FollowToMake
from chalicelib.reports.model.rating_requests import RatingByLink
from chalicelib.reports.model.ratings import RatingLinkUsedError
from chalicelib.reports.model.reports import DAY, Report, is_intact
from chalicelib.reports.model.requests import MediumToUpload, MoveToMake, ReportToSend
from chalicelib.reports.service import (
    cosigning,
    desk,
    follows,
    locks,
    moving,
    rating_links,
    senders,
    sending,
    taking_in,
    uploads,
)
from chalicelib.reports.storage import audit, following, media, reports
from chalicelib.reports.storage import locks as stored_locks
from chalicelib.sos import storage as calls
from chalicelib.sos.model.requests import CallToMake, WhereToGo
from chalicelib.sos.service import calling
from chalicelib.sos.service.calling import HOUR
from chalicelib.world import World
from faults import STOPS, TROUBLES, Trouble, stopped
from resident import Resident, make_resident
from snapshots import photo
from square import BROKEN_LIGHT
from stage import Phones
from stores import Store
from tables import table_like

NAM = Person("nam", "", "", "staff", Level.IDENTITY, units=("operations",))
REASON = "Cần gọi lại vì có người bị thương"
PHOTO = photo()


@dataclass(frozen=True)
class Deed:
    """`use` is what somebody does; `gone`, what they may hear when they do it again; `check` looks at what came of it."""

    use: Callable[[World], Any]
    check: Callable[[], None]
    gone: tuple[type[ApiError], ...] = ()


@dataclass
class Street:
    """Where people live who have accounts; each deed has people and reports of its own."""

    world: World
    store: Store
    phones: Phones
    people: int = 0

    def resident(self) -> Resident:
        self.people += 1
        return make_resident(self.world, self.phones, self.people)

    def send(self, one: Resident, key: str = "report") -> Report:
        return sending.send(self.world, one.person, key, ReportToSend(**BROKEN_LIGHT))[0]

    def move(self, report: Report, move: Any, **wish: Any) -> Report:
        now = sending.get_report(self.world, report.report_id)
        return moving.move_as_officer(self.world, NAM, report.report_id, MoveToMake(move, now.version, **wish))

    def upload(self, one: Resident, key: str) -> None:
        form: UploadForm = uploads.ask_before(self.world, one.person, MediumToUpload(key, "photo-1", "image/jpeg"))
        assert self.store.send(form, PHOTO)
        taking_in.receive(self.world, form.fields["key"])

    def history(self, report_id: str) -> list[str]:
        """The moves of a whole history, each of which is told once."""
        events = reports.list_events(self.world.reports, report_id)
        told = self.world.reports.query(reports.outbox_place(int(self.world.now.timestamp())))
        assert is_intact(events)
        assert [one["n"] for one in told if one["report_id"] == report_id] == [one.n for one in events]
        return [one.move for one in events]

    def counted(self, what: str, who: str, seconds: int = DAY) -> int:
        """How much of a limit is used up."""
        kept = self.world.reports.get(f"LIMIT#{what}#{who}", str(int(self.world.now.timestamp()) // seconds))
        return int(kept["used"]) if kept else 0

    def log(self, one: Resident) -> list[str]:
        return [entry.what for entry in logins.list_log(self.world.table, one.person.account_id, 0)]

    def done_to(self, report_id: str) -> list[str]:
        """What officers did with it, as overseers read it."""
        return [one.what for one in audit.list_lines(self.world.reports, report_id)]


@pytest.fixture
def street(stage: World, store: Store, phones: Phones, quickly: None) -> Iterator[Street]:
    with table_like("huecity-reports") as table:
        yield Street(replace(stage, reports=table, media=store.files), store, phones)


def sending_with_a_photo(street: Street) -> Deed:
    lan, body = street.resident(), ReportToSend(**BROKEN_LIGHT, media=["photo-1"])
    street.upload(lan, "report")
    reporter = sending.reporter_of(street.world, lan.person.account_id)
    report_id = sending.report_id_of(reporter, "report")

    def check() -> None:
        assert street.history(report_id) == ["send"]
        assert street.counted("reports", reporter) == 1
        (kept,) = media.list_all(street.world.reports, report_id)
        assert (kept.is_sent, kept.state) == (True, "stored")
        files = [key for key in street.store.list_keys() if report_id in key]
        assert [street.store.kept_for(key) for key in files] == ["report"] * 2, "the photo and the small one"

    return Deed(lambda world: sending.send(world, lan.person, "report", body), check)


def co_signing(street: Street) -> Deed:
    lan, minh = street.resident(), street.resident()
    report_id, follower = street.send(lan).report_id, follows.follower_of(street.world, minh.person.account_id)

    def check() -> None:
        assert sending.get_report(street.world, report_id).cosigns == 1
        assert cosigning.show(street.world, minh.person, report_id).is_mine
        assert [one.value for one in following.list_follows(street.world.reports, follower)] == [report_id]
        assert street.counted("cosigns", follower) == 1

    return Deed(lambda world: cosigning.cosign(world, minh.person, report_id), check)


def following_a_ward(street: Street) -> Deed:
    minh, body = street.resident(), FollowToMake("ward", "sms", "phu-xuan")
    follower = follows.follower_of(street.world, minh.person.account_id)

    def check() -> None:
        (own,) = following.list_follows(street.world.reports, follower)
        listed = following.list_followers(street.world.reports, place_of("ward", "phu-xuan"), "", 100)
        assert [one for one in listed if one.follower == follower] == [own]

    return Deed(lambda world: follows.follow(world, minh.person, body), check)


def rating_by_link(street: Street) -> Deed:
    """Who does it again may hear that it was done."""
    report = street.send(street.resident())
    street.move(report, "assign", unit="lighting")
    report = street.move(report, "answer", text="Đã thay bóng đèn.")
    body = RatingByLink(token=rating_links.make_link(street.world, report), rating="satisfied", version=3)

    def check() -> None:
        assert street.history(report.report_id) == ["send", "assign", "answer", "close"]
        assert sending.get_report(street.world, report.report_id).rating == "satisfied"

    return Deed(lambda world: rating_links.rate_by_link(world, body, "198.51.100.7"), check, (RatingLinkUsedError,))


def joining_a_duplicate(street: Street) -> Deed:
    lan, fans = street.resident(), [street.resident() for _ in range(2)]
    first, second = street.send(lan), street.send(lan, "again")
    for one in fans:
        cosigning.cosign(street.world, one.person, second.report_id)
    body = MoveToMake("merge", 1, original=first.report_id)

    def check() -> None:
        assert street.history(second.report_id) == ["send", "merge"]
        assert street.done_to(second.report_id) == ["merge"]
        carried = following.list_followers(street.world.reports, place_of("report", first.report_id), "", 100)
        hashes = [follows.follower_of(street.world, one.person.account_id) for one in fans]
        assert sorted(one.follower for one in carried) == sorted(hashes)
        assert following.get_carried(street.world.reports, second.report_id) is None

    return Deed(lambda world: desk.move(world, NAM, second.report_id, body), check)


def looking_up_who_sent_it(street: Street) -> Deed:
    """Whoever was stopped behind the line has looked, for all that anybody knows: asking again is another look."""
    lan = street.resident()
    report_id = street.send(lan).report_id

    def check() -> None:
        looks = street.done_to(report_id).count("sender-seen")
        assert 1 <= looks <= 2
        assert street.log(lan).count("report-sender-seen") == looks, "the person reads of each"

    return Deed(lambda world: senders.look(world, NAM, report_id, LookToTake(REASON)), check)


def locking_who_sent_it(street: Street) -> Deed:
    lan = street.resident()
    report = street.send(lan)

    def check() -> None:
        held = stored_locks.get(street.world.reports, report.reporter)
        assert held is not None
        assert (held.reason, held.ends_at - held.locked_at) == (REASON, 30 * DAY)
        assert street.done_to(report.report_id) == ["sender-locked"]
        assert street.log(lan).count("reports-locked") == 1

    return Deed(lambda world: locks.lock(world, NAM, report.report_id, LockToSet(REASON, 30)), check)


def calls_at(street: Street, phone: str) -> list[tuple[int, int]]:
    """(lines, browsers besides the first) of each open call of a telephone."""
    world, now = street.world, int(street.world.now.timestamp())
    hashed = world.keys.hash("sos-phone", phone)
    found = [one for one in calls.page(world.reports, 100)[0] if one.phone_hash == hashed]
    return [(len(calls.list_lines(world.reports, one.call_id, now)), len(one.others)) for one in found]


def calling_for_help(street: Street) -> Deed:
    street.people += 1
    number = f"0912{street.people:06d}"
    body = CallToMake(number, WhereToGo(address="Kiệt 12 Chi Lăng"), people=4)

    phone = f"+84{number[1:]}"

    def check() -> None:
        assert calls_at(street, phone) == [(1, 0)]
        assert street.counted("sos-phone", street.world.keys.hash("sos-phone", phone), HOUR) == 1

    return Deed(lambda world: calling.call(world, "198.51.100.7", f"call-{number}", body), check)


def joining_a_call(street: Street) -> Deed:
    """Somebody else calls with the same telephone number."""
    street.people += 1
    number = f"0913{street.people:06d}"
    place = WhereToGo(address="Kiệt 12 Chi Lăng")
    calling.call(street.world, "198.51.100.7", f"first-{number}", CallToMake(number, place))
    body = CallToMake(number, place, people=7, words="Nước đã tới mái")

    def check() -> None:
        assert calls_at(street, f"+84{number[1:]}") == [(2, 1)]

    return Deed(lambda world: calling.call(world, "198.51.100.8", f"second-{number}", body), check)


# each with the least number of calls that there are to be stopped at
DEEDS: dict[Callable[[Street], Deed], int] = {
    sending_with_a_photo: 4,
    co_signing: 3,
    following_a_ward: 2,
    rating_by_link: 4,
    joining_a_duplicate: 8,
    looking_up_who_sent_it: 5,
    locking_who_sent_it: 3,
    calling_for_help: 4,
    joining_a_call: 5,
}
FILES = {sending_with_a_photo: 2}  # so many of them go to the store of files, which no trouble of the database touches


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("make", DEEDS, ids=lambda make: make.__name__)
def test_who_is_stopped_anywhere_and_does_it_again_has_one_effect(street: Street, make: Any, trouble: Trouble) -> None:
    is_stopped, at = True, -1
    while is_stopped:
        at += 1
        deed = make(street)
        is_stopped = stopped(street.world, at, trouble, deed.use)
        with suppress(*deed.gone):
            deed.use(street.world)
        deed.check()
    assert at >= DEEDS[make] - (0 if trouble in STOPS else FILES.get(make, 0))
