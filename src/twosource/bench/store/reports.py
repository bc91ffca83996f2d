"""Five invented reports of one event, for measuring what a kept dossier saves."""

REPORTS = (
    "The old lock at Quarne burst on Tuesday and drowned the lower meadows, governor Hedda Rask "
    "said.\n\n“Nobody warned us, and nobody will tell us that it was the rain,” Rask told "
    "reporters at the weir. She demanded that the canal company pay for 240 homes.\n\n"
    "The company's director, Emil Stroud, denied any fault. “We inspected the gates in March,” he "
    "said, and offered to lend pumps if the town lifts its ban on night work.\n\nSome 1,300 "
    "people slept in the railway hall. Two lock keepers were hurt.",
    "About 1,200 people have left their homes in Quarne after a canal lock gave way on Tuesday. "
    "Governor Hedda Rask accused the canal company of neglect and called for an inquiry.\n\nEmil "
    "Stroud, who runs the company, rejected the charge and said that heavy rain had broken the "
    "gate. He promised pumps.\n\nThree keepers were injured, a hospital spokesman said. “One of "
    "them held the wheel until the water took it,” said nurse Jana Ulm.",
    "QUARNE — Water stood to the window sills on Wednesday in the lower town of Quarne, where a "
    "lock burst the day before.\n\nThe canal company may be made to pay, according to an official "
    "who asked not to be named. Its director, Emil Stroud, has said that the gates were inspected "
    "in May.\n\nGovernor Rask refused to meet him. “He can talk to the judge,” she said.\n\n"
    "Soldiers brought 60 boats, and bread.",
    "The governor of Quarne has accused a canal company of neglect after a lock burst and flooded "
    "240 homes.\n\nHedda Rask said that nobody had warned the town. The company's director, Emil "
    "Stroud, denied fault, and said his men had inspected the gates in March.\n\nHe offered pumps "
    "on condition that the town lift a ban on working at night. Some 1,300 people spent the night "
    "in the railway hall, and two lock keepers were hurt.",
    "An inquiry into the burst lock at Quarne will begin on Monday, the interior ministry "
    "announced. It follows a demand by governor Hedda Rask.\n\nThe canal company welcomed the "
    "step. “We have nothing to hide,” director Emil Stroud said in a statement.\n\nResidents, "
    "1,300 of whom had to leave their homes, were less patient. “I want my cellar back before they "
    "write their report,” said Kofi Varga, a baker.",
)
