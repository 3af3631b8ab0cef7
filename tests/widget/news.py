"""A small invented paper: the articles that the widget's tests and screenshots are about.

The strike article has an emoji, a flag and combining accents that have no composed form before its quotes, so that an offset
counted in anything but code points lands elsewhere.
"""

from __future__ import annotations

from datetime import UTC, datetime

from index import Article

STRIKE = Article(
    title="Dockworkers at Port Elsing end strike after pay vote",
    external_id="strike",
    url="https://courier.example/port-elsing-strike",
    source="The Harbour Courier",
    author="Inès Maréchal",
    language="en",
    published_at=datetime(2026, 3, 3, tzinfo=UTC),
    text=(
        "PORT ELSING \U0001f6a2\U0001f1ea\U0001f1fa — The cranes of Quai Zéphyr moved again at dawn on Tuesday, "
        "for the first time in nineteen days.\n\n"
        "“We did not get all we asked for, but nobody goes hungry over it,” "
        "said Noël Hart\u0301em\u0308, who has loaded ships here since 1998. "
        "Around him, a crowd of about 300 sang and passed coffee \u2615 from hand to hand.\n\n"
        "Dockworkers voted on Monday evening to accept a pay rise of 4.5% over two years. "
        "The union counted 812 votes in favour and 377 against. "
        "The port authority had first offered 3.1%.\n\n"
        "The strike cost the port an estimated €41 million, its director, Amal Deniz, told reporters. "
        "Forty-one container ships were turned away to other harbours, most of them to Marrow and Lund Haven.\n\n"
        "Work on the backlog is expected to take until the end of the month. "
        "The night shift starts on Wednesday, and the fish market, closed since 12 February, opens again on Friday at five."
    ),
)

COST = Article(
    title="Port Elsing counts the cost of nineteen idle days",
    external_id="cost",
    url="https://gazette.example/elsing-cost",
    source="Northern Gazette",
    author="Piet Aldous",
    language="en",
    published_at=datetime(2026, 3, 5, tzinfo=UTC),
    text=(
        "Two days after the cranes of Port Elsing started to move again, the bill is still being added up.\n\n"
        "The strike cost the port €58 million, according to the chamber of commerce, "
        "which also counts the lost trade of hauliers and cold stores. "
        "Its president called the agreement “late, but wise”.\n\n"
        "Shipping lines have asked for a rebate on harbour fees for the spring."
    ),
)

BRIDGE = Article(
    title="Le pont de Sorvane rouvrira au printemps",
    external_id="bridge",
    url="https://quotidien.example/pont-sorvane",
    source="Le Quotidien de Sorvane",
    author="Élodie Brac",
    language="fr",
    published_at=datetime(2025, 11, 18, tzinfo=UTC),
    text=(
        "Fermé depuis la crue de septembre, le pont de Sorvane rouvrira aux piétons le 21 mars, a annoncé la mairie mardi.\n\n"
        "Les travaux ont coûté 2,3 millions d’euros. Les voitures devront attendre l’automne."
    ),
)

HARBOUR = Article(
    title="الميناء يعود إلى العمل بعد إضراب طويل",
    external_id="harbour",
    url="https://sahil.example/harbour",
    source="جريدة الساحل",
    language="ar",
    published_at=datetime(2026, 3, 4, tzinfo=UTC),
    text="عاد الميناء إلى العمل صباح الثلاثاء. وافق العمال على زيادة في الأجور قدرها 4.5 في المئة بعد تسعة عشر يوما من الإضراب.",
)

GARDEN = Article(
    title="Rooftop gardens cool the old town by two degrees",
    external_id="garden",
    url="https://courier.example/rooftop-gardens",
    source="The Harbour Courier",
    language="en",
    published_at=datetime(2025, 7, 29, tzinfo=UTC),
    text=(
        "Sixty roofs planted with sedum and thyme have lowered the summer temperature "
        "of the old town by two degrees, the university measured.\n\n"
        "The city will plant another hundred roofs before 2028."
    ),
)

ARTICLES = (STRIKE, COST, BRIDGE, HARBOUR, GARDEN)
