"""What the operators' commands share: doing what was asked, or saying in one line why not."""

import sys
from collections.abc import Callable


def operate(act: Callable[[], str], *refusals: type[Exception]) -> int:
    """The exit code; `act` gives what the operator is shown."""
    try:
        print(act())
    except refusals as error:
        print(f"not done: {error}", file=sys.stderr)
        return 1
    return 0
