"""Who says something in a statement says it in the quotes, and a claim stays a claim."""

import pytest

from qa.check.reading import grounds_of, read
from qa.check.rules.speaker import speaker

KEPT = [
    ("Macron said the troops would leave.", "The troops would leave, Macron said."),
    ("According to the French military, the troops will leave.", "The troops will leave, the French army says."),
    ("The troops left on Monday.", "The troops left on Monday, the general staff said."),
    ("The opposition alleges that ballots were stuffed.", "Ballots were stuffed, the opposition alleges."),
    ("AllAfrica reports that the troops left.", "The troops left on Monday."),
    ("Marelco has not said when the port will open.", "Marelco has not yet said when the port will open."),
    ("Police suspect arson.", "Police suspect arson and are questioning a shepherd."),
]
CHANGED = [
    ("Macron said the troops would leave.", "The troops would leave, Goita said."),
    ("Macron said the troops left on Monday.", "The troops left on Monday."),
    ("Ballots were stuffed.", "Ballots were stuffed, the opposition alleges."),
    ("The commission said that ballots were stuffed.", "The commission denies that ballots were stuffed."),
    ("The ship was overloaded.", "The owner denied that the ship was overloaded."),
    ("It is the best result in forty years.", '"It is the best result we have seen in forty years," she said.'),
    ("Zemlia's foreign ministry called it absurd.", "Ruvia's foreign ministry called it absurd and said it would respond."),
    ("Mali is cooperating with mercenaries.", "France accuses Mali of cooperating with mercenaries."),
]


@pytest.mark.parametrize(("statement", "sentence"), KEPT)
def test_a_speaker_who_is_kept_and_a_plain_report_pass(quotes, statement, sentence):
    assert speaker(read(statement, "en"), grounds_of(quotes(sentence, source="AllAfrica"))) is None


@pytest.mark.parametrize(("statement", "sentence"), CHANGED)
def test_another_speaker_or_a_claim_made_a_fact_is_seen(quotes, statement, sentence):
    assert speaker(read(statement, "en"), grounds_of(quotes(sentence, source="AllAfrica"))).rule == "speaker"
