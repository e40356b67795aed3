"""What alarms watch and investigators read: one line of log for each event, in CloudWatch's embedded metric format."""

import json
from datetime import UTC, datetime

from .config import load_config

NAMESPACE = "HueCity"


def count(name: str, who: str = "", network: str = "", **told: str) -> None:
    """One more of `name`. `told` has reasons and purposes, which become dimensions; `who` is a random id or a keyed hash.

    Never a name, number, phone, code or password: JSON keeps whatever else it is on one line."""
    if load_config().is_local:
        return
    at = datetime.now(UTC)
    metric = {"Namespace": NAMESPACE, "Dimensions": [sorted(told)], "Metrics": [{"Name": name, "Unit": "Count"}]}
    about = {"Timestamp": int(at.timestamp() * 1000), "CloudWatchMetrics": [metric]}
    where = {"event": name, "at": at.isoformat(timespec="milliseconds"), "who": who, "network": network}
    print(json.dumps({"_aws": about, name: 1, **where, **told}))


def note(event: str, **told: str) -> None:
    """A line that somebody will look for, and no alarm counts; `told` as of `count`."""
    if not load_config().is_local:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        print(json.dumps({"event": event, "at": at, **told}))
