"""A decision that is stopped anywhere: the person hears of it all the same, and pictures stay as long as the law asks."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from chalicelib.access import Level, Person
from chalicelib.errors import ApiError
from chalicelib.identity.model.cases import DESK_UNIT, Decision
from chalicelib.identity.model.requests import CheckToBegin, CheckToSubmit, DecisionToMake, PictureToUpload
from chalicelib.identity.service import checks, decisions, desk, pictures
from chalicelib.identity.storage import cases
from chalicelib.wallet.service.owing import see_to_late
from chalicelib.world import World
from faults import TROUBLES, Trouble, stopped
from letterbox import Mailbox
from purse import own_table
from resident import Resident, make_resident
from snapshots import photo
from stage import Phones, later
from stores import FolderStore

NAM, HOA = (Person(one, one, "session", "staff", Level.IDENTITY, True, (DESK_UNIT,)) for one in ("nam", "hoa"))
TOLD = {"approve": "danh tính đã xác minh", "ask-again": "chụp lại", "refuse": "chưa xác minh được"}
ENDS_AS = {"approve": "approved", "ask-again": "more-needed", "refuse": "refused"}


@pytest.fixture
def city(stage: World, store: FolderStore, quickly: None) -> Iterator[World]:
    with own_table(stage) as world:
        yield replace(world, files=store.files, email=Mailbox())


def submitted(world: World, store: FolderStore, lan: Resident) -> str:
    """The check of somebody who gave an address for the answer."""
    begun = checks.begin(world, lan.person, CheckToBegin("passport", True), lan.home)
    for part in ("front", "face"):
        form = checks.ask_upload(world, lan.person, begun.id, PictureToUpload(part, "image/jpeg"))
        assert store.send(form, photo())
        pictures.receive(world, form.fields["key"])
    checks.submit(world, lan.person, begun.id, CheckToSubmit(True, f"{lan.phone}@example.vn"), lan.home)
    return begun.id


def decision_on(world: World, lan: Resident, case_id: str, decision: Decision) -> DecisionToMake:
    """The one that counts: a refusal was proposed by a colleague before."""
    more = {"refuse": {"reason": "glare"}, "ask-again": {"reason": "glare", "retake": ["face"]}, "approve": {}}[decision]
    if decision == "refuse":
        decisions.decide(world, HOA, case_id, DecisionToMake(decision, desk.look(world, HOA, case_id).version, **more))
    version = desk.look(world, NAM, case_id).version
    return DecisionToMake(decision, version, lan.number if decision == "approve" else "", **more)


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("decision", TOLD)
def test_a_decision_that_was_stopped_anywhere_is_told_and_pictures_stay_as_the_law_asks(
    city: World, store: FolderStore, phones: Phones, decision: Decision, trouble: Trouble
) -> None:
    is_stopped, at = True, -1
    while is_stopped:
        at += 1
        lan = make_resident(city, phones, at)
        lan = replace(lan, person=replace(lan.person, level=Level.PHONE))
        case_id = submitted(city, store, lan)
        body = decision_on(city, lan, case_id, decision)
        is_stopped = stopped(city, at, trouble, decisions.decide, NAM, case_id, body)
        see_to_late(later(city, minutes=2))
        with suppress(ApiError):
            assert decisions.decide(city, NAM, case_id, body).state == ENDS_AS[decision]
        see_to_late(later(city, minutes=4))
        letters = [text for to, text in city.email.letters if to == f"{lan.phone}@example.vn"]  # type: ignore[attr-defined]
        for told in (letters, [text for phone, text in phones.messages if phone == lan.phone]):
            assert 1 <= sum(TOLD[decision] in text for text in told) <= 2, told
        case = cases.get_case(city.wallet, case_id)
        assert case
        assert (case.state, bool(case.sealed_email)) == (ENDS_AS[decision], decision == "ask-again")
        assert city.wallet.query("OWED#OWNERS") == [], "no address is kept for longer than this"
        kept = [store.kept_for(key) for key in store.list_keys() if case_id in key]
        assert kept == ["law" if decision == "approve" else "month"] * 2
    assert at >= 6


def test_an_address_that_waits_to_be_written_to_is_sealed(city: World, store: FolderStore, phones: Phones) -> None:
    lan = make_resident(city, phones, 0)
    lan = replace(lan, person=replace(lan.person, level=Level.PHONE))
    case_id = submitted(city, store, lan)
    body = decision_on(city, lan, case_id, "approve")
    at = 0
    while not city.wallet.query("OWED#OWNERS"):
        assert stopped(city, at, "after", decisions.decide, NAM, case_id, body)
        at += 1
    assert "@example.vn" not in str(list(city.wallet.scan()))
