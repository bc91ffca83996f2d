"""One identity over the accounts of a call, with its evidence, and no more than that."""

from __future__ import annotations

import random
import time

from parties.telling import account, actor_of, one, register_of
from twosource.language import parse
from twosource.parties import resolve

A = (
    "A senior Karst Front official, Imran al-Sabek, has accused Veldanian President Ada Brandt "
    "of “plain bad faith” over the harbour. According to al-Sabek, the talks go on."
)
B = (
    "A senior Karst Front figure has accused President Ada Brandt of “plain bad faith” – but told "
    "Radio Oster that the talks would go on.\n\n"
    "Imran al-Sabek was speaking to Radio Oster after Veldania confirmed the talks.\n\n"
    "Sabek said the harbour must open. The Karst Front said it agreed."
)


def test_role_first_and_name_after() -> None:
    register = register_of(A, B)
    sabek = one(register, "Imran al-Sabek")
    assert actor_of(register, B, "A senior Karst Front figure", "b") == sabek.id
    assert actor_of(register, B, "Sabek", "b") == sabek.id
    assert actor_of(register, A, "A senior Karst Front official") == sabek.id
    assert any("calls Imran al-Sabek" in reason for reason in sabek.evidence)
    assert actor_of(register, B, "Karst Front", "b", 1) != sabek.id


def test_role_first_alone_needs_other_evidence() -> None:
    told = register_of(B)
    assert actor_of(told, B, "A senior Karst Front figure") == "imran-al-sabek"
    apart = (
        "A senior Karst Front figure has accused the mayor of bad faith.\n\n"
        "Lena Holm said the harbour was closed."
    )
    register = register_of(apart)
    assert actor_of(register, apart, "A senior Karst Front figure") != "lena-holm"


def test_ids_do_not_depend_on_the_order_of_accounts() -> None:
    parses = [parse(account(A, "a")), parse(account(B, "b"))]
    one_way, other_way = resolve(parses), resolve(parses[::-1])
    assert one_way == other_way


def test_a_surname_is_not_carried_into_another_story() -> None:
    first = "Ada Brandt, the mayor of Oster, opened the harbour with Carl Voss of the Port Union."
    other = "Coach Brandt said the Hill Rovers had played badly against Lake Town."
    register = register_of(first, other)
    assert actor_of(register, other, "Brandt", "b") != actor_of(register, first, "Ada Brandt")


def test_unnamed_bodies_with_equal_words_in_one_story() -> None:
    first = "Tom Harrow, spokesman for the Veldanian army, met Ada Brandt in Oster."
    other = "Tom Harrow told Ada Brandt in Oster that the Veldanian army was ready."
    register = register_of(first, other)
    assert actor_of(register, first, "the Veldanian army") == actor_of(
        register, other, "the Veldanian army", "b"
    )


def test_many_accounts_of_one_story_cost_no_square() -> None:
    names = ["Ada Brandt", "Carl Voss", "Lena Holm", "Peter Reed", "Imran al-Sabek"]
    chance = random.Random(7)
    base = [
        parse(account(f"{A} {chance.choice(names)} said the harbour must open.")) for _ in range(8)
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
    small, large = seconds(100), seconds(400)
    assert large < 10 * small
