"""Advice for identity checks: what stands on a paper and how alike two faces are; Amazon Rekognition, or a twin."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from ..config import load_config
from ..errors import ApiError

CONNECT_SECONDS = 1
READ_SECONDS = 4
NO_FACE = "InvalidParameterException"


class ChecksFailedError(ApiError):
    """No advice at the moment: an officer decides without it."""

    status_code, code, title = 503, "checks-unavailable", "Pictures cannot be compared at the moment"


class IdentityChecks(Protocol):
    """Never a decision. Both may raise ChecksFailedError."""

    def read_lines(self, picture: bytes) -> list[str]:
        """The lines of text in a JPEG, top to bottom."""

    def compare_faces(self, face: bytes, paper: bytes) -> int | None:
        """How alike the face and the one on the paper are, 0 to 100; None where no face is found."""


@dataclass(frozen=True, slots=True)
class RekognitionChecks:
    """Where the city has not agreed to it, everything is for the officers' own eyes."""

    is_agreed: bool

    def call(self, operation: str, **asked: Any) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError

        if not self.is_agreed:
            raise ChecksFailedError
        try:
            return getattr(rekognition_client(), operation)(**asked)
        except ClientError as error:
            if error.response["Error"]["Code"] == NO_FACE:
                return None
            raise ChecksFailedError(type(error).__name__) from None
        except BotoCoreError as error:
            raise ChecksFailedError(type(error).__name__) from None

    def read_lines(self, picture: bytes) -> list[str]:
        found = self.call("detect_text", Image={"Bytes": picture})
        return [one["DetectedText"] for one in found["TextDetections"] if one["Type"] == "LINE"] if found else []

    def compare_faces(self, face: bytes, paper: bytes) -> int | None:
        images = {"SourceImage": {"Bytes": face}, "TargetImage": {"Bytes": paper}}
        found = self.call("compare_faces", SimilarityThreshold=0, **images)
        return max((int(one["Similarity"]) for one in found["FaceMatches"]), default=None) if found else None


@dataclass(frozen=True, slots=True)
class ScriptedChecks:
    """The twin: it sees what a file of JSON says ({"lines": [...], "similarity": 97}), and nothing where there is none."""

    script: Path

    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.script.read_text("utf-8")) if self.script.is_file() else {}
        return told

    def read_lines(self, picture: bytes) -> list[str]:
        return list(self.told().get("lines", [])) if picture else []

    def compare_faces(self, face: bytes, paper: bytes) -> int | None:
        similarity: int | None = self.told().get("similarity")
        return similarity if face and paper else None


@lru_cache(maxsize=1)
def identity_checks() -> IdentityChecks:
    config = load_config()
    if config.is_local and config.files_folder:
        return ScriptedChecks(Path(config.files_folder).parent / "identity-checks.json")
    return RekognitionChecks(config.identity_checks == "rekognition")


@lru_cache(maxsize=1)
def rekognition_client() -> Any:
    """Made with the first picture to look at."""
    import boto3
    from botocore.config import Config

    retries = {"mode": "standard", "max_attempts": 2}
    return boto3.client(
        "rekognition", config=Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries=retries)
    )
