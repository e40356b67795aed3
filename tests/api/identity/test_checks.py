"""An identity check as its person goes through it, in S3 and on a laptop: twice, late, cut off, and with nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from chalice.test import Client
from chalicelib.clients.files import FilesFailedError, UploadForm, s3_client
from chalicelib.errors import ApiError
from chalicelib.identity.model.cases import PAPERS
from chalicelib.identity.service import checks, pictures
from chalicelib.identity.storage import cases
from chalicelib.pictures import Sides
from dying import DiedError, dying_at
from office import CHECKS, Office
from snapshots import PLACE, photo
from stage import LAN, MINH, MINH_PHONE, PASSWORD, Town
from stores import S3Store, in_both, in_s3
from wallet_owner import person_of


def states(office: Office, browser: Any, check_id: str) -> dict[str, tuple[str, str]]:
    shown = browser.get(f"{CHECKS}/{check_id}").body
    return {one["part"]: (one["state"], one["reason"]) for one in shown["pictures"]}


def test_somebody_sends_their_card_and_waits(town: Town, office: Office) -> None:
    machine_lines = ["IDVNM1900012342046190001234<<4", "9001015F3501014VNM<<<<<<<<<<<2"]
    office.advise(lines=["Số: 046190001234", *machine_lines], similarity=96)
    browser = town.register()
    check_id = office.begin(browser)
    assert browser.get(CHECKS).body["checks"][0]["next"] == "take-pictures"
    assert browser.post(f"{CHECKS}/{check_id}/readings", None).code == "pictures-missing"
    for part in ("front", "back", "face"):
        office.upload(browser, check_id, part)
    assert states(office, browser, check_id) == dict.fromkeys(("front", "back", "face"), ("stored", ""))
    read = browser.post(f"{CHECKS}/{check_id}/readings", None)
    assert read.body == {"number": "match", "masked": "•••••••••234", "valid_until": "2035-01-01", "is_expired": False}
    assert browser.get(CHECKS).body["checks"][0]["next"] == "check-reading"
    sent = office.submit(browser, check_id, email="lan@example.vn")
    assert (sent.status, sent.body["state"], sent.body["next"]) == (200, "submitted", "wait")
    assert sent.body["reading"] == read.body
    assert {"identity-check-begun", "identity-check-sent"} < {one["what"] for one in browser.get("/me/log").body["log"]}


@in_both
def test_what_is_kept_is_drawn_anew_and_what_was_sent_is_gone(town: Town, office: Office) -> None:
    browser = town.register()
    check_id = office.begin(browser)
    original = photo()
    key = office.upload(browser, check_id, "front", original)
    (kept,) = office.store.list_keys()
    assert kept.startswith(f"pictures/{check_id}/front-")
    assert office.store.kept_for(kept) == "month"
    data = office.store.files.read(kept)
    assert data is not None
    assert data != original
    assert PLACE in original
    assert PLACE not in data
    assert office.store.files.read(key) is None


def test_nothing_personal_stands_in_the_database(town: Town, office: Office) -> None:
    office.advise(lines=[LAN], similarity=96)
    browser = town.register()
    check_id = office.fill(browser)
    browser.post(f"{CHECKS}/{check_id}/readings", None)
    office.submit(browser, check_id, email="lan@example.vn")
    kept = str(office.world().wallet.query(f"IDENTITY#{check_id}"))
    assert not any(text in kept for text in (LAN, "lan@example.vn", "Thị Lan"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 " + photo(), "picture-unsafe"),
        (photo()[:3000], "picture-broken"),
        (photo(100, 100), "picture-small"),
        (b"GIF89a" + b"\0" * 100, "picture-type"),
    ],
)
def test_what_is_no_picture_is_told_why_and_may_be_sent_anew(town: Town, office: Office, data: bytes, reason: str) -> None:
    browser = town.register()
    check_id = office.begin(browser)
    office.upload(browser, check_id, "front", data)
    assert states(office, browser, check_id)["front"] == ("refused", reason)
    assert office.store.list_keys() == []
    answer = office.submit(browser, check_id)
    assert answer.body["fields"] == {"front": reason, "back": "missing", "face": "missing"}
    office.upload(browser, check_id, "front")
    assert states(office, browser, check_id)["front"] == ("stored", "")


@in_both
def test_a_newer_upload_takes_the_place_of_an_older_one(town: Town, office: Office) -> None:
    browser = town.register()
    check_id = office.begin(browser)
    old = UploadForm(**office.ask_form(browser, check_id, "face").body)
    first = office.upload(browser, check_id, "face")
    before = office.store.list_keys()
    office.store.send(old, photo())
    pictures.receive(office.world(), old.fields["key"])
    pictures.receive(office.world(), first)
    assert office.store.list_keys() == before, "late and repeated files are only tidied up"
    office.upload(browser, check_id, "face", photo(900, 700))
    assert len(office.store.list_keys()) == 1
    assert office.store.list_keys() != before


@in_both
def test_a_file_sent_again_under_the_same_form_never_takes_the_place_of_the_first(
    town: Town, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two calls have read two files of one form; the later one must not change what an officer may have seen."""
    browser = town.register()
    check_id = office.begin(browser)
    form = UploadForm(**office.ask_form(browser, check_id, "front").body)
    key = form.fields["key"]
    office.store.send(form, photo())
    clean = pictures.clean

    def clean_slowly(data: bytes, media_type: str, sides: Sides) -> bytes:
        monkeypatch.setattr(pictures, "clean", clean)
        office.store.send(form, photo(640, 480))
        pictures.receive(office.world(), key)
        return clean(data, media_type, sides)

    monkeypatch.setattr(pictures, "clean", clean_slowly)
    pictures.receive(office.world(), key)
    (kept,) = office.store.list_keys()
    assert office.store.files.read(kept) == clean(photo(640, 480), "image/jpeg", PAPERS)


def test_one_file_that_is_announced_many_times_at_once_is_kept_once(town: Town, office: Office) -> None:
    browser = town.register()
    check_id = office.begin(browser)
    form = UploadForm(**office.ask_form(browser, check_id, "front").body)
    office.store.send(form, photo())
    world = office.world()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: pictures.receive(world, form.fields["key"]), range(6)))
    assert len(office.store.list_keys()) == 1
    assert states(office, browser, check_id)["front"] == ("stored", "")


def test_a_key_that_is_not_ours_is_left_alone(town: Town, office: Office) -> None:
    for key in ("incoming/x", "incoming/a/b/c", "pictures/a/front-b-c.jpg", "", "incoming/a/front/b/c"):
        pictures.receive(office.world(), key)
    assert office.store.list_keys() == []


@in_both
def test_the_event_of_a_new_file_is_handled_in_the_cloud(town: Town, office: Office, client: Client) -> None:
    browser = town.register()
    check_id = office.begin(browser)
    form = UploadForm(**office.ask_form(browser, check_id, "front").body)
    office.store.send(form, photo())
    detail = {"bucket": {"name": "huecity-identity"}, "object": {"key": form.fields["key"]}}
    event = client.events.generate_cw_event("aws.s3", "Object Created", detail, [], "ap-southeast-1")
    client.lambda_.invoke("receive_upload", event)
    assert states(office, browser, check_id)["front"] == ("stored", "")


@in_s3
def test_taking_in_that_dies_before_or_after_any_call_is_finished_by_the_next(town: Town, office: Office) -> None:
    assert isinstance(office.store, S3Store)
    browser = town.register()
    for step in range(40):
        check_id = office.begin(browser)
        form = UploadForm(**office.ask_form(browser, check_id, "front").body)
        office.store.send(form, photo())
        fault = died(step, partial(pictures.receive, office.world(), form.fields["key"]))
        pictures.receive(office.world(), form.fields["key"])
        assert states(office, browser, check_id)["front"] == ("stored", "")
        (kept,) = office.store.list_keys()
        assert kept.startswith("pictures/")
        browser.post(f"{CHECKS}/{check_id}/withdrawal", None)
        assert office.store.list_keys() == []
        town.wait(days=1)
        browser.log_in()
        if not fault:
            return
    pytest.fail("there are more calls than tried")


def died(step: int, act: Any) -> bool:
    """Whether the process died at this step."""
    with dying_at(step, s3_client()) as fault, suppress(DiedError, ApiError):
        act()
    return fault.struck


@in_s3
def test_sending_that_dies_before_or_after_any_call_is_finished_by_the_next(town: Town, office: Office) -> None:
    browser = town.register()
    check_id, world = office.fill(browser), office.world()
    person, case = person_of(town, browser, world), world.wallet.get(f"IDENTITY#{check_id}", "CASE")
    send, visitor = checks.CheckToSubmit(True), checks.Visitor("", "", {})
    for step in range(60):
        fault = died(step, partial(checks.submit, world, person, check_id, send, visitor))
        assert office.submit(browser, check_id).body["state"] == "submitted"
        (waiting,) = [item for item in cases.list_queue(world.wallet, "", 1000) if check_id in item["sk"]]
        if not fault:
            return
        world.wallet.delete(waiting["pk"], waiting["sk"])
        world.wallet.put(case, "")
    pytest.fail("there are more calls than tried")


def test_a_check_begun_or_sent_twice_is_one(town: Town, office: Office) -> None:
    browser = town.register()
    assert office.begin(browser) == office.begin(browser)
    assert browser.post(CHECKS, {"paper": "passport", "agrees": True}).code == "check-open"
    check_id = office.submitted(browser)
    assert office.submit(browser, check_id).body["state"] == "submitted"
    assert office.ask_form(browser, check_id, "front").code == "check-closed"


def test_of_many_that_begin_and_send_at_once_there_is_one_check(town: Town, office: Office) -> None:
    browser = town.register()
    person, visitor = person_of(town, browser, office.world()), checks.Visitor("", "", {})
    world = office.world()
    begin = checks.CheckToBegin("citizen-card", True)
    with ThreadPoolExecutor(5) as pool:
        begun = list(pool.map(lambda _: checks.begin(world, person, begin, visitor).id, range(5)))
    assert len(set(begun)) == 1
    for part in ("front", "back", "face"):
        office.upload(browser, begun[0], part)
    send = checks.CheckToSubmit(True)
    with ThreadPoolExecutor(5) as pool:
        sent = list(pool.map(lambda _: checks.submit(world, person, begun[0], send, visitor).state, range(5)))
    assert set(sent) == {"submitted"}
    waiting = [item for item in cases.list_queue(world.wallet, "", 1000) if begun[0] in item["sk"]]
    assert len(waiting) == 1


def test_a_passport_has_no_back(town: Town, office: Office) -> None:
    browser = town.register()
    check_id = office.begin(browser, "passport")
    assert office.ask_form(browser, check_id, "back").body["fields"] == {"part": "this paper has no such side"}
    for part in ("front", "face"):
        office.upload(browser, check_id, part)
    assert office.submit(browser, check_id).status == 200


def test_without_agreement_and_confirmation_nothing_is_looked_at(town: Town, office: Office) -> None:
    browser = town.register()
    assert browser.post(CHECKS, {"paper": "citizen-card", "agrees": False}).body["field_codes"] == {"agrees": "not-agreed"}
    check_id = office.fill(browser)
    wrong = office.submit(browser, check_id, is_confirmed=False, email="lan@").body["field_codes"]
    assert wrong == {"is_confirmed": "not-confirmed", "email": "email-unreadable"}
    assert browser.post(CHECKS, {"paper": "licence", "agrees": True}).code == "invalid-input"


def test_nobody_sees_or_changes_the_check_of_another(town: Town, office: Office) -> None:
    lan, minh = town.register(), town.register(MINH, MINH_PHONE)
    check_id = office.fill(lan)
    answers = [
        minh.get(f"{CHECKS}/{check_id}"),
        office.ask_form(minh, check_id, "front"),
        minh.post(f"{CHECKS}/{check_id}/readings", None),
        office.submit(minh, check_id),
        minh.post(f"{CHECKS}/{check_id}/withdrawal", None),
        minh.get(f"{CHECKS}/{'0' * 32}"),
    ]
    assert {(one.status, one.code) for one in answers} == {(404, "no-such-check")}
    assert minh.get(CHECKS).body == {"checks": []}


@in_both
def test_a_withdrawn_check_takes_its_pictures_along(town: Town, office: Office) -> None:
    browser = town.register()
    check_id = office.submitted(browser)
    for _ in range(2):
        answer = browser.post(f"{CHECKS}/{check_id}/withdrawal", None)
        assert (answer.status, answer.body["state"], answer.body["next"]) == (200, "withdrawn", "begin-again")
    assert office.store.list_keys() == []
    assert office.begin(browser) != check_id


@in_both
def test_a_deleted_account_leaves_no_picture_and_no_case(town: Town, office: Office) -> None:
    browser = town.register()
    check_id = office.submitted(browser)
    account_id = browser.get("/me").body["account_id"]
    assert browser.post("/me/deletion", {"password": PASSWORD}).status == 200
    world = office.world()
    assert office.store.list_keys() == []
    assert world.wallet.query(f"IDENTITY#{check_id}") == []
    assert world.wallet.get(f"ACCOUNT#{account_id}", "IDENTITY") is None
    assert not any(check_id in item["sk"] for item in cases.list_queue(world.wallet, "", 1000))


def test_an_account_is_deleted_even_where_its_pictures_are_out_of_reach(
    town: Town, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = town.register()
    office.submitted(browser)

    def out_of_reach(*_: Any) -> None:
        raise FilesFailedError

    monkeypatch.setattr(type(office.store.files), "delete", out_of_reach)
    assert browser.post("/me/deletion", {"password": PASSWORD}).status == 200
    assert browser.get("/me").code == "not-signed-in"


def test_uploads_and_checks_are_limited_by_day(town: Town, office: Office) -> None:
    browser = town.register()
    for _ in range(5):
        browser.post(f"{CHECKS}/{office.begin(browser)}/withdrawal", None)
    refused = browser.post(CHECKS, {"paper": "citizen-card", "agrees": True})
    assert (refused.status, refused.code) == (429, "too-many")
    town.wait(days=1)
    browser.log_in()
    check_id = office.begin(browser)
    assert {office.ask_form(browser, check_id, "front").status for _ in range(30)} == {201}
    assert office.ask_form(browser, check_id, "front").code == "too-many"


def test_a_check_that_nobody_finishes_is_over_after_ninety_days(town: Town, office: Office) -> None:
    browser = town.register()
    check_id = office.begin(browser)
    town.now += timedelta(days=90)
    browser.log_in()
    assert browser.get(f"{CHECKS}/{check_id}").code == "no-such-check"
    assert office.begin(browser) != check_id


def test_a_paper_is_read_once_and_the_number_compared_with_the_account(town: Town, office: Office) -> None:
    browser = town.register()
    check_id = office.fill(browser)
    path = f"{CHECKS}/{check_id}/readings"
    office.advise(lines=["CĂN CƯỚC", f"Số / No.: {MINH}"])
    first = browser.post(path, None)
    assert first.body == {"number": "other", "masked": "•••••••••321", "valid_until": "", "is_expired": False}
    office.advise(lines=[LAN])
    assert browser.post(path, None).body == first.body
    office.upload(browser, check_id, "front", photo(700, 700))
    assert browser.post(path, None).body["number"] == "match"


def test_without_advice_the_case_goes_to_the_officers_all_the_same(
    town: Town, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.clients.identity_checks import RekognitionChecks

    monkeypatch.setattr("chalicelib.world.identity_checks", lambda: RekognitionChecks(is_agreed=False))
    browser = town.register()
    check_id = office.fill(browser)
    assert browser.post(f"{CHECKS}/{check_id}/readings", None).body["number"] == "unavailable"
    assert office.submit(browser, check_id).body["state"] == "submitted"
