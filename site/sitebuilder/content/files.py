"""Reading one file of content safely: size, encoding, YAML that is not a trap, front matter, Markdown without HTML."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 256 * 1024  # the longest guide has 6 KB; anything larger is a mistake or an attack
MAX_BRACKETS = 400
MAX_INDENT = 40

ALIAS = re.compile(r"(?m)(?:^|[\s\[{,:-])[&*][^\s*&]")
DEEP_INDENT = re.compile(rf"(?m)^[ \t-]{{{MAX_INDENT},}}")
TOP_LEVEL_KEY = re.compile(r"(?m)^([A-Za-z_]\w*)\s*:")


class UnreadableError(ValueError):
    """A file that cannot be taken as content at all; the text says why in an editor's words."""


def read_source(path: Path) -> str:
    """The file's text in NFC, or UnreadableError for what is too large or not UTF-8."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"has {path.stat().st_size:,} bytes; at most {MAX_BYTES:,} are read")
        source = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"is not UTF-8 (byte {error.start + 1}); save it again as UTF-8") from None
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None
    return unicodedata.normalize("NFC", source.replace("\r\n", "\n"))


def parse_fields(source: str) -> dict[str, Any]:
    """A YAML mapping with every scalar as text; UnreadableError names the line of a mistake."""
    if source.count("[") + source.count("{") > MAX_BRACKETS or DEEP_INDENT.search(source):
        raise UnreadableError("is nested too deeply")
    if ALIAS.search(source):
        raise UnreadableError("uses YAML anchors or aliases (& or *); write the value out, or put the text in quotes")
    names = TOP_LEVEL_KEY.findall(source)
    if len(names) != len(set(names)):
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableError(f"names the field {twice!r} twice")
    try:
        loaded = yaml.load(source, yaml.CBaseLoader)  # noqa: S506 - builds texts, lists and mappings only
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise UnreadableError(f"is not valid YAML: {line}{error.problem}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableError(f"is not valid YAML: {error}") from None
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise UnreadableError("is not a list of `field: value` lines")
    return loaded


def split_front_matter(source: str) -> tuple[dict[str, Any], str]:
    """The fields between the two lines of three hyphens, and the Markdown after them."""
    head, body = split_source(source)
    return parse_fields(head), body


def split_source(source: str) -> tuple[str, str]:
    """(fields as written, Markdown) of a text; UnreadableError where the lines of hyphens are missing."""
    if not source.startswith("---\n"):
        raise UnreadableError("does not begin with a line of three hyphens (---)")
    head, line, body = source[4:].partition("\n---\n")
    if not line:
        if not source.rstrip().endswith("\n---"):
            raise UnreadableError("has no second line of three hyphens (---) after the fields")
        head, body = source[4:].rstrip().removesuffix("\n---"), ""
    return head, body.strip("\n")
