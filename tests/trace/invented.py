"""Invented accounts: a wire report, what others made of it, and a report apart."""

from __future__ import annotations

from twosource.types import Account

WIRE = (
    "VELL (Reuters) — The governor of Ostrava Bay has accused the port authority of “plain "
    "robbery” over its new harbour fees, and told Reuters that 1,250 fishing boats would stay in "
    "port until the fees are dropped.\n\n"
    "Marta Keldan was speaking to Reuters from the island of Hesk after the authority confirmed "
    "that it had doubled the fees without a vote, breaking a rule it has kept since the harbour "
    "opened.\n\n"
    "Since the storm of 12 March, the authority has refused to meet the skippers’ union and says "
    "that it will not change its mind.\n\n"
    "Keldan said that “nobody who works at sea can pay such a sum, and nobody in that office has "
    "ever worked at sea.”\n\n"
    "The deputy minister for harbours, Jorun Askel, said it was “not clear” what would happen if "
    "the union does not comply with the order to return to work.\n\n"
    "“We will bring blankets and soup, and we will wait,” Keldan added."
)
REWRITE = (
    "Governor Marta Keldan has accused the port authority of “plain robbery” over new harbour "
    "fees. Her words followed confirmation that the authority doubled the fees without a vote.\n\n"
    "According to Keldan, 1,250 fishing boats will stay in port until the fees are dropped. Since "
    "the storm of 12 March, the authority has refused to meet the skippers’ union and insists it "
    "will not give way.\n\n"
    "The deputy minister for harbours, Jorun Askel, has also warned of trouble if the union does "
    "not comply with the order to return to work. Nobody who works at sea can pay such a sum, she "
    "said.\n\n"
    "Analysts put the cost of the strike at about 3 million crowns a day."
)
APART = (
    "Fishermen on Hesk kept their trawlers tied up on Thursday in protest at higher berthing "
    "charges, and the quays of the small capital were empty.\n\n"
    "At a rally outside the customs house Keldan, who runs the island, called the charge “plain "
    "robbery”. Several hundred people cheered.\n\n"
    "The harbour board declined to comment. A retired skipper, Ode Brann, said his family had "
    "fished here for two centuries and would outlast any board.\n\n"
    "Prices at the fish market rose by a fifth."
)
SPEECH = (
    "“Nobody who works at sea can pay such a sum, and nobody in that office has ever worked at "
    "sea. We will bring blankets and soup, and we will wait, and on the day the fees are gone we "
    "will sail out together with our flags up.”"
)
HEARD_ONE = (
    "A crowd filled the market square of Vell when the governor climbed onto a cart. "
    + SPEECH
    + " Then it rained, and the band played on under a tarpaulin."
)
HEARD_TWO = (
    "Keldan chose a fish cart for her stage. In an address that lasted barely a minute she turned "
    "on officials: " + SPEECH + " Police counted nine thousand listeners."
)


def account(key: str, text: str, **more: object) -> Account:
    return Account(id=key, text=text, sha256="", **more)  # type: ignore[arg-type]
