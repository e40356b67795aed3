"""Taking linked bank accounts off a wallet: one by its owner, or all of them with the account."""

from contextlib import suppress

import msgspec

from ...access import Person
from ...accounts.model.sessions import Visitor
from ...clients.bank import BankUnavailableError
from ...dynamodb import Item
from ...errors import BusyError
from ...world import World
from ..model.links import Link, LinkBusyError
from ..storage import links
from ..storage.guarded import commit
from . import ledger, linking, proofs


def remove(world: World, person: Person, link_id: str, proof: str, visitor: Visitor) -> None:
    """Here first, so that nothing moves any more, then at the bank; where that one is silent, the same may be sent again."""
    link = linking.get_own(world, person, link_id)
    if link.standing == "started":
        if not links.delete_started(world.wallet, person.account_id, link_id):  # confirmed in this moment
            raise BusyError
        return
    if link.standing == "linked":
        begin_removal(world, person, link, proof)
    world.bank.unlink(link_id, linking.token_of(world, link))
    linking.commit_told(world, person, links.removing(world.wallet, person.account_id, link), visitor)


def begin_removal(world: World, person: Person, link: Link, proof: str) -> None:
    """Refused while money is on its way, which would have nowhere to come from or to go to."""
    free = forget_decided(world, person, link)
    if free.moving:
        raise LinkBusyError
    proving = proofs.using(world, person.account_id, proof, f"unlink:{link.link_id}", 0)
    commit(world.wallet, [links.beginning_removal(world.wallet, person.account_id, link), proving])


def forget_decided(world: World, person: Person, link: Link) -> Link:
    """The link, freed of transfers that are decided."""
    begun = [ledger.get_transfer(world, one) for one in link.moving]
    decided = frozenset(one.transfer_id for one in begun if ledger.state_of(world, one) != "pending")
    if decided:
        links.forget_moves(world.wallet, person.account_id, link.link_id, decided)
    return msgspec.structs.replace(link, moving=link.moving - decided)


def ending_all(world: World, person: Person) -> tuple[list[Item], list[Link]]:
    """(writes that end all links, for the transaction that ends the account; the links). Refused while money moves."""
    found = links.list_links(world.wallet, person.account_id)
    linked = [forget_decided(world, person, one) for one in found if one.standing != "started"]
    return links.ending(world.wallet, person.account_id, linked), linked


def tell_bank(world: World, ended: list[Link]) -> None:
    """A bank that is silent keeps tokens that nobody has any more."""
    for link in ended:
        with suppress(BankUnavailableError):
            world.bank.unlink(link.link_id, linking.token_of(world, link))
