"""A process that dies at its k-th call to the outside, before or after the call was done."""

from dataclasses import dataclass, replace
from typing import Any

from chalicelib.dynamodb import Table
from chalicelib.world import World


class CrashError(BaseException):
    """Nothing in the code under test can catch it, as nothing can when a process dies."""


@dataclass
class Fuse:
    """Blows at the call number `at`, and never again."""

    at: int
    after: bool
    calls: int = 0
    blown: bool = False

    def around(self, call: Any) -> Any:
        def called(*given: Any, **named: Any) -> Any:
            self.calls += 1
            is_now = self.calls == self.at and not self.blown
            if is_now and not self.after:
                self.blow()
            result = call(*given, **named)
            if is_now:
                self.blow()
            return result

        return called

    def blow(self) -> None:
        self.blown = True
        raise CrashError


@dataclass
class Fused:
    """Anything whose calls count."""

    inner: Any
    fuse: Fuse

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.inner, name)
        return self.fuse.around(found) if callable(found) and name != "exceptions" else found


def fused(world: World, fuse: Fuse) -> World:
    """The same world, whose database and billers are each one call away from the end."""
    table = Table(Fused(world.table.client, fuse), world.table.name)
    wallet = Table(Fused(world.wallet.client, fuse), world.wallet.name)
    return replace(world, table=table, wallet=wallet, billers=Fused(world.billers, fuse))
