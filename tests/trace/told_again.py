"""Invented accounts that owe each other without sharing a run of words, and some that do not."""

from __future__ import annotations

WIRE = (
    "TORVIK, May 7 (Skerrywire) - A car ferry with 415 people on board ran onto a sandbank off the "
    "island of Ulst before dawn on Thursday after its pilot fell asleep, the coastguard said.\n\n"
    "Nobody was badly hurt. Nineteen passengers were treated for bruises at the cottage hospital "
    "in Torvik, and a lorry carrying 6,000 live salmon slid against the bow door.\n\n"
    "The Queen Ingrid, built in 1987, was on her third crossing of the night. Her pilot, Anders "
    "Mauk, had been on watch for about eleven hours, said Commander Lise Tordal of the coastguard. "
    '"He told us that he had closed his eyes for what he thought was a second or two," she '
    "said.\n\n"
    "The owner, Ulst Lines, may lose its licence if an inquiry finds that rosters were broken. Its "
    'director, Per Oskar Vinje, said that the company had "no knowledge of any watch longer than '
    "eight hours\". The seamen's union says it warned the harbour master in February.\n\n"
    "Two tugs from Brask will try to pull the ferry free at high water, at around 6.40 p.m. If "
    "that fails, some 200 tonnes of sand will be pumped from under her bow."
)
TABLOID = (
    "WAKEY WAKEY! A snoozing skipper parked his ferry on a beach while 415 terrified holidaymakers "
    "screamed.\n\nAnders Mauk nodded off at the wheel of the Queen Ingrid, a rust bucket that "
    "dates from 1987, and hit a sandbank at Ulst in the dark of Thursday morning. It was her "
    "third run "
    'that night, and dozy Mauk had clocked up eleven hours on watch.\n\n"He closed his eyes for a '
    'second or two," stormed coastguard chief Lise Tordal.\n\nSome 19 people were patched up in a '
    "Torvik hospital. A truckload of 6,000 salmon slammed into the bow door.\n\nShamed Ulst Lines "
    'will lose its licence, though boss Per Oskar Vinje insists there was "no knowledge of any '
    'watch longer than eight hours". The union had warned the harbour master as early as '
    "February.\n\nTugs from Brask are to drag the ship off tonight at 6.40pm, or else 200 tons of "
    "sand will have to be sucked out."
)
APART = (
    'Kjersti Aune was pouring coffee on the car deck when the floor came up to meet her. "It was '
    'not a bang," she says in the church hall at Ulst, where the Red Cross has put out blankets. '
    '"It was like a lift that stops."\n\nShe was one of some four hundred aboard the Queen Ingrid '
    "on Thursday. The children slept through it, she says; a man in slippers prayed. They were "
    "taken off in fishing boats, among them that of her own cousin, who charged nobody.\n\nWhat "
    "she wants to know is why it took the crew fifty minutes to say anything. Ulst Lines did "
    "not answer our calls. In the harbour office at Torvik a clerk said the pilot was at home "
    "with his mother and the telephone off the hook.\n\nFrom the headland the ferry looks like "
    "a toy that somebody has left on the sand. Salmon, a great many of them, lie about her bow, "
    "and the gulls have come from as far as Brask."
)
# two reporters at one press conference: the same quotations, other choices, another order
HEARD = (
    "The county of Varnes will close four of its eleven village schools by the summer of 2032, "
    "governor Ilka Brem said on Monday, blaming a birth rate that has halved in twenty years.\n\n"
    '"I learnt to read in one of them, and I know what I am doing to those who live there," Brem '
    "told reporters. The pupils, 212 in all, will be taken by bus to Lokeby and Stern.\n\nThe plan "
    'saves 3.4 million crowns a year. "A teacher who has six pupils in four forms is no school," '
    "she said. Teachers will keep their posts until 2034.\n\nThe mayor of Ostby, Jarl Fenn, "
    "called it a death sentence for the valley and said he would take it to court."
)
HEARD_TOO = (
    "Jarl Fenn had brought his granddaughter's satchel to Lokeby town hall, and he put it on the "
    'table in front of the governor. She looked at it for a while before she spoke.\n\n"A teacher '
    'who has six pupils in four forms is no school," Ilka Brem said at last. Parents in the back '
    "row booed. A woman shouted that the bus took an hour and ten minutes in snow.\n\nThree of the "
    "schools are wooden houses from before the first war. In Ostby the stove is still lit by "
    "the oldest pupil. The county board, which voted eight to seven, did not visit any of them.\n\n"
    'Brem herself comes from the valley. "I learnt to read in one of them, and I know what I am '
    'doing to those who live there," she said. Then she took the satchel and gave it back.'
)
RELEASE = (
    "The Harbour Authority of Brask has today withdrawn the licence of the grain terminal on Pier "
    "9 after inspectors found 14 tonnes of barley infested with khapra beetle.\n\nThe terminal, "
    "which is run by Holm & Vasse, will stay shut for at least 21 days. It must be emptied, "
    "fumigated with phosphine and inspected twice before it may reopen.\n\nHarbour master Gudrun "
    'Seip said: "We take no pleasure in this, but a beetle that eats a silo in one summer does not '
    'wait for lawyers. Every ship that loaded here since 3 August has been told."\n\nFive ships '
    "are affected, among them the Tamsin Ray, bound for Port Lisse with 8,200 tonnes. The "
    "Authority does not believe that any infested grain has been sold."
)
PAPER = (
    "Brask's grain terminal has been shut for at least three weeks because of a beetle.\n\nThe "
    "harbour authority withdrew the licence of the terminal on Pier 9 after its inspectors found "
    "14 tonnes of barley infested with khapra beetle. Holm & Vasse, which runs it, has to empty "
    "it, "
    'fumigate it with phosphine and have it inspected twice.\n\n"A beetle that eats a silo in one '
    'summer does not wait for lawyers," harbour master Gudrun Seip told the Morning Post. Five '
    "ships that loaded there since 3 August have been told, she said, among them the Tamsin Ray, "
    "which is bound for Port Lisse with 8,200 tonnes.\n\nThe authority does not believe that any "
    "infested grain has been sold. A trader who did not want to be named told the Post that he had "
    "smelt something in June."
)
DERIVED = (
    "BEETLEMANIA: Brask was in a flap last night as its grain terminal was shut over creepy "
    "crawlies.\n\nThe khapra beetle had munched its way into 14 tons of barley at Pier 9. Now "
    'owners Holm & Vasse must fumigate the lot with phosphine.\n\n"A beetle does not wait for '
    'lawyers," blasted Gudrun Seip.\n\nFive ships have the bug on board, one of them the Tamsin '
    "Ray, which is steaming for Port Lisse with 8,200 tons. One trader had smelt something in June."
)
BRIEF = (
    "SMELLY STORE: A trader caught a whiff in June, it emerged last night.\n\n"
    "The man, who did not want to be named, had smelt something long before Brask's grain terminal "
    "was shut for at least three weeks.\n\n"
    "Holm & Vasse has to empty the store. The Tamsin Ray is at sea with 8,200 tonnes of it. In the "
    "pubs along the front they speak of little else, and the price of porridge is up by a penny."
)
GERMAN_WIRE = (
    "TORVIK, 7. Mai (Nordwire) - Eine Autofähre mit 415 Menschen an Bord ist am Donnerstag vor der "
    "Insel Ulst auf eine Sandbank gelaufen, weil der Lotse eingeschlafen war. Das teilte die "
    "Küstenwache mit.\n\nSchwer verletzt wurde niemand. Neunzehn Fahrgäste kamen mit Prellungen "
    "ins Krankenhaus von Torvik, ein Lastwagen mit 6000 lebenden Lachsen rutschte gegen die "
    "Bugklappe.\n\nDie 1987 gebaute „Königin Ingrid“ war auf ihrer dritten Überfahrt in dieser "
    "Nacht. Lotse Anders Mauk hatte etwa elf Stunden Wache hinter sich, sagte Kommandantin Lise "
    "Tordal.\n\nDer Reederei Ulst Linien droht der Entzug der Lizenz, falls gegen den "
    "Dienstplan verstoßen wurde. Direktor Per Oskar Vinje sagte, von Wachen über acht Stunden "
    "sei nichts bekannt. Die Gewerkschaft hatte den Hafenmeister im Februar gewarnt.\n\nZwei "
    "Schlepper aus Brask sollen das Schiff um 18.40 Uhr freiziehen."
)
GERMAN_REWRITE = (
    "Schlafender Lotse setzt Fähre auf Sand!\n\nAnders Mauk nickte am Ruder der „Königin Ingrid“ "
    "ein – mit 415 Menschen an Bord. Der Kahn von 1987 fuhr in der Nacht zum Donnerstag schon die "
    "dritte Überfahrt, als er vor Ulst auf der Sandbank aufsetzte. Elf Stunden Wache hatte Mauk in "
    "den Knochen, so Kommandantin Lise Tordal von der Küstenwache.\n\n19 Fahrgäste mussten in "
    "Torvik ins Krankenhaus, 6000 Lachse krachten in einem Lastwagen an die Bugklappe.\n\nJetzt "
    "verliert die Reederei wohl ihre Lizenz. Von Wachen über acht Stunden will Direktor Per "
    "Oskar Vinje nichts gewusst haben – dabei warnte die Gewerkschaft den Hafenmeister schon im "
    "Februar.\n\nUm 18.40 Uhr sollen Schlepper aus Brask ran."
)
GERMAN_APART = (
    "Kjersti Aune goss gerade Kaffee nach, als der Boden ihr entgegenkam. „Es war kein Knall“, "
    "sagt sie im Gemeindehaus von Ulst, wo das Rote Kreuz Decken ausgelegt hat. „Es war wie ein "
    "Aufzug, der hält.“\n\nSie war am Donnerstag eine von rund vierhundert auf der Fähre. Die "
    "Kinder hätten geschlafen, sagt sie, ein Mann in Hausschuhen habe gebetet. Fischer brachten "
    "sie an Land, unter ihnen ihr eigener Vetter, der von niemandem Geld nahm.\n\nSie will "
    "wissen, warum die Besatzung fünfzig Minuten lang nichts sagte. Die Reederei rief nicht "
    "zurück. Im Hafenamt von Torvik sagte ein Angestellter, der Lotse sei bei seiner Mutter und "
    "das Telefon nicht aufgelegt.\n\nVon der Landspitze aus sieht das Schiff aus wie ein "
    "Spielzeug, das jemand im Sand vergessen hat."
)
