"""The register as a whole: no order of accounts, no square of them."""

from __future__ import annotations

import random
import time

from parties.telling import FRONT, FRONT_TOLD, account
from twosource.language import parse
from twosource.parties import resolve


def test_ids_do_not_depend_on_the_order_of_accounts() -> None:
    parses = [parse(account(FRONT, "a")), parse(account(FRONT_TOLD, "b"))]
    one_way, other_way = resolve(parses), resolve(parses[::-1])
    assert one_way == other_way


def test_many_accounts_of_one_story_cost_no_square() -> None:
    names = ["Ada Brandt", "Carl Voss", "Lena Holm", "Peter Reed", "Imran al-Sabek"]
    chance = random.Random(7)
    base = [
        parse(account(f"{FRONT} {chance.choice(names)} said the harbour must open."))
        for _ in range(8)
    ]

    def seconds(count: int) -> float:
        from dataclasses import replace

        many = [
            replace(base[n % 8], account=replace(base[n % 8].account, id=f"{n:04d}"))
            for n in range(count)
        ]
        began = time.process_time()
        register = resolve(many)
        assert len([a for a in register.actors if a.name == "Imran al-Sabek"]) == 1
        return time.process_time() - began

    seconds(10)
    small, large = (min(seconds(count) for _ in range(3)) for count in (100, 400))
    assert large < 10 * small
