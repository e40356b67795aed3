"""A process that pays, for tests that need several at once: says on its output what was asked and acknowledged.

Arguments: endpoint, how many payments, its own number, and the ledger accounts to pay from and to. Whoever hears that it is
not known whether a payment was done, or that there is no room, sends the same once more.
"""

import os
import random
import sys

from chalicelib.errors import ApiError, BusyError
from chalicelib.wallet.model.transfers import Transfer, transfer_id_of
from chalicelib.wallet.service import ledger
from chalicelib.world import World, clock
from purse import payment
from stage import Phones, make_world


def main(endpoint: str, count: str, number: str, *accounts: str) -> None:
    os.environ["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint
    draw = random.Random(int(number))
    for payment_number in range(int(count)):
        world = make_world(Phones(), clock(), pepper="x" * 32)
        payer, payee = draw.sample(accounts, 2)
        transfer_id = transfer_id_of(payer, f"{number}-{payment_number}")
        asked = payment(world, payer, draw.randint(1, 50), to=payee, transfer_id=transfer_id)
        print("asked", transfer_id, flush=True)
        print(pay(world, asked), transfer_id, flush=True)


def pay(world: World, asked: Transfer) -> str:
    while True:
        try:
            ledger.post(world, asked)
        except BusyError:
            continue
        except ApiError:
            return "refused"
        return "paid"


if __name__ == "__main__":
    main(*sys.argv[1:])
