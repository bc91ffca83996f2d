# ruff: noqa: E501
"""One invented report, translated, rewritten, and two reporters at the same press conference."""

from __future__ import annotations

from twosource.types import Account

WIRE = """Ferry sinks off Brevola, 34 dead

BREVOLA, Ostmark, May 6 (Delta Press) - A ferry carrying 212 people sank off the coast of Brevola on Tuesday, killing at least 34 of them, the harbour police said.

The ship, the Aurelia, left the port of Brevola at dawn and capsized 9 kilometres from the shore in heavy wind. Fishing boats pulled 150 passengers out of the water before noon.

"The doors of the car deck were open," said the mayor of Brevola, Tomas Veldin. He told reporters that the company had been fined in 2029 for the same fault.

The owner, Nordmar Lines, said that it had repaired the doors in March. Its director, Greta Solheim, will appear before the prosecutor on Friday.

Schools in the town were closed and flags flew at half-mast. The ministry of transport grounded the two sister ships of the Aurelia.
"""

SPANISH = """Naufraga un ferri frente a Brevola: 34 muertos

Un ferri con 212 personas a bordo se hundió el martes frente a la costa de Brevola y causó la muerte de al menos 34 de ellas, según la policía portuaria, informó la agencia Delta Press.

El barco, el Aurelia, salió del puerto de Brevola al amanecer y volcó a 9 kilómetros de la orilla con viento fuerte. Barcos de pesca sacaron del agua a 150 pasajeros antes del mediodía.

«Las puertas de la cubierta de coches estaban abiertas», dijo el alcalde de Brevola, Tomas Veldin. Contó a los periodistas que la empresa había sido multada en 2029 por el mismo fallo.

La propietaria, Nordmar Lines, dijo que había reparado las puertas en marzo. Su directora, Greta Solheim, comparecerá el viernes ante el fiscal.

Las escuelas de la ciudad cerraron y las banderas ondearon a media asta. El ministerio de Transportes inmovilizó los dos barcos gemelos del Aurelia.
"""

RUSSIAN = """Паром затонул у Бреволы: 43 погибших

Паром с 212 людьми на борту затонул во вторник у берегов Бреволы, погибли по меньшей мере 43 человека, сообщила портовая полиция.

Судно «Аурелия» вышло из порта Бреволы на рассвете и опрокинулось в 9 километрах от берега при сильном ветре. Рыбацкие лодки до полудня подняли из воды 150 пассажиров.

«Двери автомобильной палубы были открыты», — сказал мэр Бреволы Томас Велдин. Он рассказал журналистам, что компанию уже штрафовали в 2029 году за ту же неисправность.

Владелец, компания «Нордмар Лайнс», заявил, что отремонтировал двери в марте. Её директор Грета Сульхейм в пятницу явится к прокурору.

Школы в городе закрыты, флаги приспущены. Министерство транспорта запретило выход в море двух однотипных судов «Аурелии».
"""

CONFERENCE = """La colère du maire de Brevola

Tomas Veldin n'a pas dormi. Il entre dans la salle du conseil avec ses bottes, pose sa casquette sur la table et demande le silence aux familles avant de répondre aux journalistes.

« Les portes du pont des voitures étaient ouvertes », a déclaré le maire. Une femme se lève, crie un prénom et sort. Lui attend, les yeux fermés.

Il donne deux chiffres, 212 et 34, puis refuse d'en dire davantage. « Demandez à la compagnie », lâche-t-il. Dehors, des couvertures grises sèchent sur les grilles du marché, et le boulanger distribue du pain sans rien demander.

Au café du port, un vieux matelot raconte qu'il avait peur de ce bateau depuis l'hiver dernier.
"""

ENGLISH_OTHER = """Council of Ternholt raises the price of water

TERNHOLT - The council of Ternholt voted on Monday to raise the price of drinking water by 7 percent from July. Mayor Ada Quist said the pipes of the old town lose a third of what they carry.

Residents of the northern quarter protested outside the town hall. A petition with 1,870 signatures was handed to the clerk.

"We cannot mend pipes with promises," Quist said. The opposition called the rise a tax on families and asked for a review in autumn.
"""


def account(name: str, text: str, language: str) -> Account:
    """A finished account."""
    return Account(id=name, text=text, sha256="", language=language, finished=True)


def story() -> list[Account]:
    """The wire report, two translations (a figure changed in one), and a reporter on the spot."""
    return [
        account("wire", WIRE, "en"),
        account("diario", SPANISH, "es"),
        account("vestnik", RUSSIAN, "ru"),
        account("courrier", CONFERENCE, "fr"),
    ]
