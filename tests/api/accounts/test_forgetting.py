"""An account that ends, by its owner or by operators, is forgotten everywhere, wherever somebody is stopped meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import accounts
import pytest
from chalicelib.access import Level, Person
from chalicelib.accounts.model.errors import WrongPasswordError
from chalicelib.accounts.model.requests import Credentials
from chalicelib.accounts.service import login
from chalicelib.accounts.service.sessions import logging
from chalicelib.accounts.service.staff import CommandError
from chalicelib.accounts.storage import logins
from chalicelib.clients.files import FilesFailedError
from chalicelib.errors import ApiError
from chalicelib.identity.model.requests import CheckToBegin, PictureToUpload
from chalicelib.identity.service import checks, pictures
from chalicelib.reports.model.desk import AppealToSend, LockToSet
from chalicelib.reports.model.following_requests import FollowToMake
from chalicelib.reports.model.requests import ReportToSend
from chalicelib.reports.service import cosigning, follows, locks, own, sending
from chalicelib.wallet.service import closing
from chalicelib.wallet.service.owing import owing, putting, see_to_late
from chalicelib.world import World
from faults import TROUBLES, Trouble, stopped
from purse import own_table
from resident import Resident, make_resident
from snapshots import photo
from square import BROKEN_LIGHT
from stage import MINH_PHONE, PASSWORD, Phones, later
from stores import FolderStore
from tables import table_like

OPERATIONS = Person("an officer", "hash", "session", "staff", Level.IDENTITY, True, ("operations",))


@pytest.fixture
def city(stage: World, store: FolderStore, quickly: None) -> Iterator[World]:
    """With tables for money and reports that nobody else writes to."""
    with own_table(stage) as world, table_like("huecity-reports") as reports:
        yield replace(world, reports=reports, files=store.files)


def make_neighbour(world: World, store: FolderStore, phones: Phones, serial: int) -> Resident:
    """Somebody of whom every part of the city keeps something."""
    lan = make_resident(world, phones, serial)
    lan = replace(lan, person=replace(lan.person, level=Level.PHONE))
    login.log_in(world, Credentials(lan.number, PASSWORD), lan.home)
    check = checks.begin(world, lan.person, CheckToBegin("passport", True), lan.home)
    form = checks.ask_upload(world, lan.person, check.id, PictureToUpload("front", "image/jpeg"))
    assert store.send(form, photo())
    pictures.receive(world, form.fields["key"])
    neighbour = Person(f"next to {serial}", "hash", "session", "citizen", Level.PHONE)
    theirs, _ = sending.send(world, neighbour, "a key of theirs", ReportToSend(**BROKEN_LIGHT))
    cosigning.cosign(world, lan.person, theirs.report_id)
    follows.follow(world, lan.person, FollowToMake("ward", "sms", "phu-xuan"))
    report, _ = sending.send(world, lan.person, "a key of mine", ReportToSend(**BROKEN_LIGHT))
    locks.lock(world, OPERATIONS, report.report_id, LockToSet("Gửi nhiều tin bịa", 30))
    locks.appeal(world, lan.person, AppealToSend("Con tôi bấm nhầm, xin lỗi."))
    claim = logins.putting_claim(world.table, lan.person.citizen_hash, "a phone", "sealed", int(world.now.timestamp()))
    world.table.transact([claim, logging(world, lan.person.account_id, "consent-given:alerts", lan.home)])
    return lan


def assert_forgotten(world: World, store: FolderStore, lan: Resident) -> None:
    (stone,) = world.table.query(f"ACCOUNT#{lan.person.account_id}")
    assert set(stone) == {"pk", "sk", "created_at", "deleted_at"}
    assert world.table.query(f"CITIZEN#{lan.person.citizen_hash}") == []
    assert store.list_keys() == []
    assert lan.person.account_id not in str(list(world.wallet.scan()))
    kept = [(item["pk"].partition("#")[0], item["sk"].partition("#")[0]) for item in world.reports.scan()]
    assert not {pk for pk, _ in kept} & {"FOLLOWER", "FOLLOW", "DESK", "REPORTER"}
    assert not any(sk == "COSIGN" for _, sk in kept)
    assert not knows_sender(world, lan)


def knows_sender(world: World, lan: Resident) -> bool:
    sent = own.list_all(world, lan.person.account_id)
    return any(world.reports.get(f"REPORT#{one.report_id}", "REPORTER") for one in sent)


def delete(world: World, lan: Resident) -> None:
    closing.close_account(world, lan.person, PASSWORD)


def release(world: World, lan: Resident) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "world", lambda: world)
        accounts.run(accounts.parse(["release"]), lan.number)


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("end", [delete, release])
def test_an_account_that_ends_is_forgotten_wherever_that_was_stopped(
    city: World, store: FolderStore, phones: Phones, end: Callable[..., Any], trouble: Trouble
) -> None:
    is_stopped, at = True, -1
    while is_stopped:
        at += 1
        lan = make_neighbour(city, store, phones, at)
        is_stopped = stopped(city, at, trouble, end, lan)
        see_to_late(later(city, minutes=2))
        with suppress(ApiError, CommandError):  # there is nobody any more to do it again
            end(city, lan)
        assert_forgotten(city, store, lan)
    assert at >= 15


def test_pictures_out_of_reach_are_removed_later_and_hold_up_nothing_else(
    city: World, store: FolderStore, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = make_neighbour(city, store, phones, 0)

    def out_of_reach(*_: Any) -> None:
        raise FilesFailedError

    with monkeypatch.context() as patch:
        patch.setattr(type(store.files), "delete", out_of_reach)
        delete(city, lan)
        assert see_to_late(later(city, minutes=2)) == 0
    assert not knows_sender(city, lan)
    assert store.list_keys() != []
    assert see_to_late(later(city, minutes=3)) == 1
    assert_forgotten(city, store, lan)


def test_what_is_told_late_is_told_to_no_later_account_of_the_number(
    city: World, store: FolderStore, phones: Phones
) -> None:
    lan = make_neighbour(city, store, phones, 0)
    owed = owing(city, lan.person.account_id, lan.person.citizen_hash, "banks-changed")
    city.wallet.transact(putting(city, owed))
    closing.release_account(city, str(lan.number))
    make_resident(city, phones, 0)
    phones.messages.clear()
    assert see_to_late(later(city, minutes=2)) == 1
    assert phones.messages == []


def test_what_is_forgotten_late_leaves_the_numbers_next_account_alone(
    city: World, store: FolderStore, phones: Phones
) -> None:
    lan = make_neighbour(city, store, phones, 0)
    at = 0
    while not city.wallet.query("OWED#OWNERS"):
        assert stopped(city, at, "after", delete, lan)
        at += 1
    owner, soon = make_resident(city, phones, 0), later(city, minutes=1)
    claim = ("her own phone", MINH_PHONE, int(soon.now.timestamp()))
    city.table.transact([logins.putting_claim(city.table, owner.person.citizen_hash, *claim)])
    see_to_late(later(city, minutes=2))
    with pytest.raises(WrongPasswordError):
        closing.close_account(city, owner.person, "sai")
    assert [item["sk"] for item in city.table.query(f"CITIZEN#{owner.person.citizen_hash}")] == [
        "CLAIM#her own phone",
        "LOGIN",
    ]
    assert [item["sk"] for item in city.table.query(f"ACCOUNT#{lan.person.account_id}")] == ["PROFILE"]
