"""The form that reports a matter, read field by field: what becomes of the report, and what of its sender is sealed."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

import msgspec

from ....errors import InvalidInputError, UnusableRequestError, WrongFieldError, read_fields
from ..catalogue import ward_codes, wards
from ..requests import LEAST_CHARACTERS, MOST_CHARACTERS, ReportToSend
from .asking import Parameters, one
from .services import get_service
from .words import in_language

FORM_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 200
ATTRIBUTE = re.compile(r"attribute\[([^\[\]]+)\](?:\[\d*\])?", re.ASCII)
NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{1,20})?", re.ASCII)
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
CONTACTS = ("email", "device_id", "account_id", "first_name", "last_name", "phone", "media_url")
MOST = {"description": MOST_CHARACTERS, "address_string": 300, "media_url": 2000}
MOST_ELSE = 200
# What our own reading of a report calls its fields, and what the standard calls them.
NAMES = {"text": "description", "answers": "attribute", "lat": "lat, long", "ward": "address_id", "category": "service_code"}


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who sent it through which application, by their own word. `media_url`: a picture of theirs, which we never fetch."""

    application: str
    email: str = ""
    device_id: str = ""
    account_id: str = ""
    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    media_url: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    report: ReportToSend
    contact: dict[str, str]


def read_parameters(query: Parameters, body: bytes | str, content_type: str) -> dict[str, list[str]]:
    """Of the body, and of the address for what is not there: some clients send everything in the address."""
    if body and content_type.partition(";")[0].strip().lower() != FORM_TYPE:
        raise UnusableRequestError(f"please send a form: {FORM_TYPE}")
    try:
        text = body if isinstance(body, str) else body.decode()
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise UnusableRequestError(f"please send a form in UTF-8 with {MOST_FIELDS} fields or less") from None
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return {name: list(values) for name, values in query.items()} | given


def read_form(parameters: Parameters) -> Form:
    """ServiceNotFoundError; InvalidInputError with every field that cannot be used."""
    code = one(parameters, "service_code")
    if not code:
        raise InvalidInputError("", {"service_code": "this was not provided"})
    get_service(code)
    for_report = ("description", "address_string", *CONTACTS)
    read = read_fields(
        **{name: (lambda name=name: read_text(parameters, name)) for name in for_report},
        attribute=lambda: read_attributes(parameters),
        lat=lambda: read_number(one(parameters, "lat")),
        long=lambda: read_number(one(parameters, "long")),
        address_id=lambda: read_ward(one(parameters, "address_id")),
    )
    report = ReportToSend(
        category=code,
        text=words_for(code, read["description"], read["attribute"]),
        answers=read["attribute"],
        lat=read["lat"],
        long=read["long"],
        ward=read["address_id"],
        address=read["address_string"],
    )
    return Form(report, {name: read[name] for name in CONTACTS})


def read_text(parameters: Parameters, name: str) -> str:
    text = one(parameters, name)
    most = MOST.get(name, MOST_ELSE)
    if len(text) > most:
        raise WrongFieldError("text-long", f"this may have {most:,} characters")
    if name == "media_url" and text and not WEB_ADDRESS.fullmatch(text):
        raise WrongFieldError("media-url-unknown", "this is no address of the web")
    return text


def read_attributes(parameters: Parameters) -> dict[str, list[str]]:
    """attribute[code]=value, and attribute[code][]=value as often as there are values."""
    answers: dict[str, list[str]] = {}
    for name, values in parameters.items():
        if match := ATTRIBUTE.fullmatch(name):
            answers.setdefault(match[1], []).extend(value for value in values if value.strip())
    if any(len(value) > MOST_ELSE for values in answers.values() for value in values):
        raise WrongFieldError("text-long", f"each may have {MOST_ELSE} characters")
    return {code: list(dict.fromkeys(values)) for code, values in answers.items() if values}


def read_number(text: str) -> float | None:
    if text and not NUMBER.fullmatch(text):
        raise WrongFieldError("number-unknown", "please give degrees such as 16.4725")
    return float(text) if text else None


def read_ward(text: str) -> str:
    """By our own name of a ward, or by its official number."""
    ward = ward_codes().get(text, text)
    if ward and ward not in wards():
        raise WrongFieldError("ward-unknown", "there is no such ward in Huế: please give its official code, such as 19753")
    return ward


def words_for(code: str, description: str, answers: dict[str, list[str]]) -> str:
    """A description is optional here, but nobody can work on a report without words: then they are those of the answers."""
    if len(description) >= LEAST_CHARACTERS:
        return description
    category = get_service(code)
    options = {key: names for question in category.questions for key, names in question.options.items()}
    given = [in_language(options[one], "vi") if one in options else one for values in answers.values() for one in values]
    return f"{in_language(category.names, 'vi')}: {description or ', '.join(given)}"


def in_the_standards_words(error: InvalidInputError) -> InvalidInputError:
    """The same mistakes under the names that a client of the standard has sent."""
    return InvalidInputError(error.detail, {NAMES.get(name, name): told for name, told in error.fields.items()})
