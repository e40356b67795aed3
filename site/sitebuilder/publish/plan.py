"""What a publication has to do, worked out before anything is sent: which files, in which order, what is removed last."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from ..errors import PublishError

MANIFEST = "manifest.json"  # beside the site: what lies there, for the next publication
FORMAT = 1
Hashes = dict[str, str]  # for each path, a hash of the file's content


@dataclass(slots=True)
class Manifest:
    """What is known of the files at the destination while a publication is under way, or after one was cut off.

    `files` are there with this content; `changing` are there, in the old version or the new; `unsure` may be there or not.
    """

    files: Hashes = field(default_factory=dict)
    changing: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)

    def encode(self) -> bytes:
        whole = {
            "format": FORMAT,
            "files": dict(sorted(self.files.items())),
            "changing": sorted(self.changing),
            "unsure": sorted(self.unsure),
        }
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

    def begin(self, plan: "Plan") -> None:
        """Notes what is going to change."""
        for path in (*plan.replacing(), *plan.adding(), *plan.removing()):
            self.files.pop(path, None)
        self.changing |= set(plan.replacing())
        self.unsure |= {*plan.adding(), *plan.removing()}
        self.changing -= set(plan.removing())

    def settle(self, sent: Hashes) -> None:
        """Notes what has arrived."""
        self.files |= sent
        self.changing -= sent.keys()
        self.unsure -= sent.keys()


def decode_manifest(data: bytes) -> Manifest:
    """PublishError for what is no manifest of ours."""
    try:
        whole = json.loads(data)
        if whole["format"] != FORMAT:
            raise ValueError(whole["format"])
        files = {str(path): str(value) for path, value in whole["files"].items()}
        return Manifest(files, set(map(str, whole["changing"])), set(map(str, whole["unsure"])))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PublishError("the manifest at the destination is damaged, or of another version of HueCity") from None


@dataclass(frozen=True, slots=True)
class Plan:
    """Batches of paths: everything of one batch is at the destination before the next one begins.

    New files go first: nothing that was there before leads to them yet. Then what was there is replaced, pages before the
    lists that lead to them. Only then is removed what no page leads to any more.
    """

    added: list[list[str]]
    replaced: list[list[str]]
    removed: list[list[str]]

    def adding(self) -> list[str]:
        return list(chain(*self.added))

    def replacing(self) -> list[str]:
        return list(chain(*self.replaced))

    def removing(self) -> list[str]:
        return list(chain(*self.removed))


def make_plan(local: Mapping[str, str], there: Manifest) -> Plan:
    surely_there = there.files.keys() | there.changing
    changed = [path for path in local if local[path] != there.files.get(path)]
    return Plan(
        batches(path for path in changed if path not in surely_there),
        batches(path for path in changed if path in surely_there),
        batches((surely_there | there.unsure) - local.keys())[::-1],
    )


def batches(paths: Iterable[str]) -> list[list[str]]:
    """The paths by rank, those that others lead to first."""
    by_rank: dict[tuple[int, int], list[str]] = {}
    for path in paths:
        by_rank.setdefault(rank(path), []).append(path)
    return [sorted(by_rank[one]) for one in sorted(by_rank)]


def rank(path: str) -> tuple[int, int]:
    """Looks and pictures, then pages from the deepest to the first, then what machines read."""
    if path.startswith(("assets/", "media/")):
        return 0, 0
    return (1, -path.count("/")) if path.endswith(".html") else (2, 0)
