"""What goes to phones: to whom, how long, through which client, and never beyond the day's budget."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import outbox
import pytest
from chalicelib.clients import sms
from chalicelib.clients.sms import OutboxSms, SmsFailedError, SnsSms
from chalicelib.errors import WrongFieldError
from chalicelib.otp import service
from chalicelib.otp.model.phone import mask_phone, parse_phone
from chalicelib.otp.model.texts import LANGUAGES, NOTICES, PURPOSES, code_text, notice_text
from chalicelib.world import World
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sns import sns_backends
from scene import ROOT
from stage import Phones, later

GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)


@pytest.mark.parametrize(
    "written", ["0905123456", "+84 905 123 456", "0905.123.456", "84905123456", "０９０５　１２３　４５６", " 0905-123-456 "]
)
def test_a_mobile_number_is_read_as_people_write_it(written: str) -> None:
    assert parse_phone(written) == "+84905123456"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "phone-unreadable"),
        ("xin chào", "phone-unreadable"),
        ("+1 202 555 0123", "phone-country"),
        ("+855 12 345 678", "phone-country"),
        ("0234 382 3577", "phone-not-mobile"),
        ("1900 1075", "phone-not-mobile"),
        ("0905123", "phone-not-mobile"),
        ("0905 123 456 ext. 5", "phone-not-mobile"),
        ("113", "phone-not-mobile"),
        ("+84" + "9" * 5000, "phone-unreadable"),
        ("0905123456" + " " * 40 + "7", "phone-unreadable"),
    ],
)
def test_only_vietnamese_mobiles_are_sent_to(written: str, code: str) -> None:
    with pytest.raises(WrongFieldError) as refused:
        parse_phone(written)
    assert refused.value.code == code


def test_a_masked_phone_is_known_to_its_owner_only() -> None:
    assert mask_phone("+84905123456") == "09•••••456"


def link(language: str) -> str:
    """As long as the longest that goes into a message."""
    return f"https://huecity.example/{language}/reports/rate/#{'A' * 11}"


def texts() -> list[tuple[str, str]]:
    told = [(language, code_text(purpose, language, "123456")) for purpose in PURPOSES for language in LANGUAGES]
    return told + [(language, notice_text(notice, language, link(language))) for notice in NOTICES for language in LANGUAGES]


@pytest.mark.parametrize(("language", "text"), texts())
def test_every_text_fits_into_one_message(language: str, text: str) -> None:
    limit = 160 if set(text) <= GSM_7 else 70
    assert len(text) <= limit, f"{len(text)} characters of {limit}: {sorted(set(text) - GSM_7)}"


def test_every_notice_names_the_hotline_or_has_a_link_to_what_it_is_about() -> None:
    for notice in NOTICES:
        told = [notice_text(notice, language, link(language)) for language in LANGUAGES]
        assert all("19001075" in text for text in told) or all("/reports/rate/#" in text for text in told)


def test_beyond_the_days_budget_nothing_is_sent_and_nothing_told_apart(stage: World, phones: Phones) -> None:
    small = replace(later(stage, days=400), config=replace(stage.config, sms_a_day=service.BUDGET_SHARES * 2))
    refused = 0
    for number in range(40):
        try:
            service.send_code(small, "registration", f"+84905{number:06d}", f"budget {number}", f"192.0.2.{number}", "en")
        except SmsFailedError:
            refused += 1
    assert refused >= 20
    assert len(phones.messages) + refused == 40


def test_small_movements_of_wallets_use_up_no_warnings(stage: World, phones: Phones) -> None:
    small = replace(later(stage, days=500), config=replace(stage.config, sms_a_day=service.BUDGET_SHARES))
    outcomes = [service.send_notice(small, "small-out", f"+84905{number:06d}", "vi") for number in range(40)]
    assert "enough" in outcomes
    assert service.send_notice(small, "money-out", "+84905000001", "vi") == "sent"


def test_one_phone_hears_of_twenty_small_movements_a_day(stage: World, phones: Phones) -> None:
    outcomes = [service.send_notice(later(stage, days=510), "small-out", "+84905123456", "vi") for _ in range(22)]
    assert outcomes == ["sent"] * service.SMALL_MOVEMENTS_A_DAY + ["enough"] * 2


def test_a_notice_that_cannot_leave_does_not_fail_what_has_happened(stage: World, phones: Phones) -> None:
    phones.is_down = True
    service.send_notice(stage, "password-changed", "+84905123456", "vi")
    phones.is_down = False
    service.send_notice(stage, "password-changed", "+84905123456", "vi")
    assert [phone for phone, _ in phones.messages] == ["+84905123456"]


def test_nobody_uses_up_the_warnings_of_others(stage: World, phones: Phones) -> None:
    for _ in range(7):
        service.send_notice(stage, "email-changed", "+84905123456", "vi")
    assert len(phones.messages) == 5
    service.send_notice(stage, "password-changed", "+84905123456", "vi")
    service.send_notice(stage, "email-changed", "+84912345678", "vi")
    service.send_notice(later(stage, days=1), "email-changed", "+84905123456", "vi")
    assert len(phones.messages) == 8


@pytest.fixture
def sns(monkeypatch: pytest.MonkeyPatch) -> Iterator[SnsSms]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    sms.sns_client.cache_clear()
    with mock_aws():
        yield SnsSms()
    sms.sns_client.cache_clear()


def test_sns_sends_one_transactional_message(sns: SnsSms) -> None:
    sns.send("+84905123456", "Xin chào")
    sent = sns_backends[DEFAULT_ACCOUNT_ID]["ap-southeast-1"].sms_messages.values()
    assert list(sent) == [("+84905123456", "Xin chào")]


def test_a_message_that_sns_refuses_is_an_error_without_its_text(sns: SnsSms) -> None:
    with pytest.raises(SmsFailedError) as refused:
        sns.send("not a number", "the code 123456")
    assert refused.value.__cause__ is None
    assert "123456" not in str(refused.value) + refused.value.detail


def test_metrics_are_lines_that_cloudwatch_reads(stage: World, capsys: pytest.CaptureFixture[str]) -> None:
    service.send_code(stage, "registration", "+84905123456", stage.keys.hash("test", "someone"), "192.0.2.1", "vi")
    line = json.loads(capsys.readouterr().out)
    assert (line["CodeSent"], line["purpose"]) == (1, "registration")
    assert line["_aws"]["CloudWatchMetrics"][0]["Metrics"] == [{"Name": "CodeSent", "Unit": "Count"}]
    assert "0512345" not in json.dumps(line)


def test_the_twin_is_chosen_in_the_local_stage_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUECITY_OUTBOX", str(tmp_path / "outbox.jsonl"))
    for stage, kind in (("local", OutboxSms), ("production", SnsSms), ("", SnsSms)):
        monkeypatch.setenv("HUECITY_STAGE", stage)
        sms.sms_client.cache_clear()
        assert isinstance(sms.sms_client(), kind)
    sms.sms_client.cache_clear()


def test_the_outbox_shows_what_was_sent_newest_first_as_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUECITY_OUTBOX", str(tmp_path / "box" / "outbox.jsonl"))
    client = OutboxSms(tmp_path / "box" / "outbox.jsonl")
    assert b"nothing yet" in answer("/dev/outbox")
    client.send("+84905123456", "first")
    client.send("+84905123456", "<b>mã 123456</b>")
    assert [one["text"] for one in json.loads(answer("/dev/outbox.json"))] == ["<b>mã 123456</b>", "first"]
    assert "&lt;b&gt;mã 123456" in answer("/dev/outbox").decode()


def answer(path: str) -> bytes:
    return b"".join(outbox.answer_outbox(path, lambda status, headers: None))


def test_what_chalice_packages_has_no_outbox(tmp_path: Path) -> None:
    """The archive that `chalice package` makes of our own files, and the routes of the app in it."""
    from chalice.deploy.packager import AppOnlyDeploymentPackager, DependencyBuilder
    from chalice.utils import UI, OSUtils

    packager = AppOnlyDeploymentPackager(OSUtils(), DependencyBuilder(OSUtils()), UI(), None)
    packager.deployment_package_filename = lambda *_: str(tmp_path / "app.zip")
    with zipfile.ZipFile(packager.create_deployment_package(str(ROOT / "api"), "python3.11")) as archive:
        names = archive.namelist()
        assert "app.py" in names
        assert [name for name in names if b"/dev/" in archive.read(name)] == []
        archive.extractall(tmp_path / "app")
    code = "import app; print([path for path in app.app.routes if 'dev' in path or 'outbox' in path], len(app.app.routes))"
    environment = {"HUECITY_STAGE": "local", "HUECITY_OUTBOX": str(tmp_path / "box"), "PATH": ""}
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "app", env=environment, capture_output=True, text=True)
    assert ran.stdout.startswith("[] "), ran.stderr
    assert ran.stdout != "[] 0\n"


def test_alarms_watch_figures_that_the_code_counts() -> None:
    resources = json.loads((ROOT / "infra" / "resources.json").read_text("utf-8"))["Resources"]
    alarms = [one["Properties"] for one in resources.values() if one["Type"] == "AWS::CloudWatch::Alarm"]
    watched = [stat["MetricStat"]["Metric"] for alarm in alarms for stat in alarm.get("Metrics", []) if "MetricStat" in stat]
    watched += [alarm for alarm in alarms if "MetricName" in alarm]
    code = "".join(path.read_text("utf-8") for path in (ROOT / "api" / "chalicelib").rglob("*.py"))
    assert len(watched) >= 5
    assert all(alarm["AlarmActions"] == [{"Ref": "AlarmsTopic"}] for alarm in alarms), "somebody is told"
    of_purpose = {one["Value"] for metric in watched for one in metric.get("Dimensions", []) if one["Name"] == "purpose"}
    assert of_purpose == {"registration", "password-reset"}, "codes that anybody may ask for"
    for metric in watched:
        assert f'count("{metric["MetricName"]}"' in code
        assert [dimension["Name"] for dimension in metric.get("Dimensions", [])] in (
            [],
            ["purpose"],
            ["reason"],
            ["outcome"],
        )
