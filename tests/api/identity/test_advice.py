"""Advice: what is read on papers, and what Amazon Rekognition says; an officer decides, with it or without."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from chalicelib.clients import email, identity_checks
from chalicelib.clients.email import EmailFailedError, OutboxEmail, SesEmail
from chalicelib.clients.identity_checks import ChecksFailedError, RekognitionChecks, ScriptedChecks
from chalicelib.identity.model.papers import check_digit, clear_number, numbers_in, valid_until
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID

CARD = ["IDVNM1900012342046190001234<<4", "9001015F3501014VNM<<<<<<<<<<<2", "LE<<THI<LAN<<<<<<<<<<<<<<<<<<<"]
PASSPORT = ["P<VNMLE<<THI<LAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "C1234567<8VNM9001015F3501014046190001234<<16"]


@pytest.mark.parametrize("lines", [CARD, PASSPORT, ["Số / No.: 046190001234"], ["046 190 001 234"], ["046190001234"]])
def test_the_number_is_found_wherever_papers_have_it(lines: list[str]) -> None:
    assert "046190001234" in list(numbers_in(lines))


@pytest.mark.parametrize("lines", [CARD, PASSPORT])
def test_machine_readable_lines_tell_until_when_a_paper_is_valid(lines: list[str]) -> None:
    assert valid_until(lines) == date(2035, 1, 1)
    assert valid_until([line.replace("3501014", "3601014") for line in lines]) is None, "misread: its check digit differs"


def test_icao_9303s_own_example_has_its_check_digit() -> None:
    assert check_digit("520727") == 3


def test_a_number_counts_as_another_only_where_it_stands_alone() -> None:
    assert clear_number(["Số / No.: 046 085 004 321"]) == "046085004321"
    assert clear_number(["Hotline 19001075", *CARD]) == ""


@given(st.lists(st.text(max_size=60), max_size=20))
def test_whatever_was_read_is_understood_or_left_out(lines: list[str]) -> None:
    assert all(len(number) == 12 and number.isdigit() for number in numbers_in(lines))
    valid_until(lines)
    clear_number(lines)


@pytest.fixture
def cloud(connected: str) -> Iterator[None]:
    """An AWS without anybody else in it."""
    with mock_aws():
        for made in (identity_checks.rekognition_client, email.ses_client):
            made.cache_clear()
        yield
    for made in (identity_checks.rekognition_client, email.ses_client):
        made.cache_clear()


def test_rekognition_reads_lines_and_tells_how_alike_two_faces_are(cloud: None) -> None:
    checks = RekognitionChecks(is_agreed=True)
    lines = checks.read_lines(b"jpeg")
    assert lines
    assert all(isinstance(line, str) for line in lines)
    similarity = checks.compare_faces(b"jpeg", b"jpeg")
    assert similarity is not None
    assert 0 <= similarity <= 100


def failing(error: Exception) -> Any:
    class Client:
        def __getattr__(self, _: str) -> Any:
            def call(**_: Any) -> Any:
                raise error

            return call

    return lambda: Client()


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": ""}}, "CompareFaces")


def test_no_face_is_no_similarity_and_no_answer_is_no_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = RekognitionChecks(is_agreed=True)
    monkeypatch.setattr(identity_checks, "rekognition_client", failing(refusal("InvalidParameterException")))
    assert checks.compare_faces(b"a", b"b") is None
    for error in (refusal("ThrottlingException"), ReadTimeoutError(endpoint_url="https://rekognition")):
        monkeypatch.setattr(identity_checks, "rekognition_client", failing(error))
        with pytest.raises(ChecksFailedError):
            checks.compare_faces(b"a", b"b")


def test_no_picture_leaves_before_the_city_has_agreed_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity_checks, "rekognition_client", failing(AssertionError("nothing is sent")))
    with pytest.raises(ChecksFailedError):
        RekognitionChecks(is_agreed=False).read_lines(b"jpeg")


def test_the_twin_sees_what_its_script_says(tmp_path: Any) -> None:
    checks = ScriptedChecks(tmp_path / "script.json")
    assert (checks.read_lines(b"jpeg"), checks.compare_faces(b"a", b"b")) == ([], None)
    checks.script.write_text('{"lines": ["046190001234"], "similarity": 97}', "utf-8")
    assert (checks.read_lines(b"jpeg"), checks.compare_faces(b"a", b"b")) == (["046190001234"], 97)


def test_an_e_mail_leaves_through_ses_from_the_citys_address_alone(cloud: None) -> None:
    import boto3
    from moto.sesv2 import sesv2_backends

    client = boto3.client("sesv2", region_name="ap-southeast-1")
    client.create_email_identity(EmailIdentity="hue@huecity.example")
    SesEmail("hue@huecity.example").send("lan@example.vn", "HueCity", "xong")
    assert sesv2_backends[DEFAULT_ACCOUNT_ID]["ap-southeast-1"]
    for sender in ("", "other@example.vn"):
        with pytest.raises(EmailFailedError):
            SesEmail(sender).send("lan@example.vn", "HueCity", "xong")


def test_the_twins_e_mails_lie_beside_the_text_messages(tmp_path: Any) -> None:
    OutboxEmail(tmp_path / "outbox.jsonl").send("lan@example.vn", "HueCity", "xong")
    assert '"to": "lan@example.vn", "text": "HueCity: xong"' in (tmp_path / "outbox.jsonl").read_text("utf-8")
