"""What a statement must name where a question asks for a name. Each case that is stopped passed before there was the rule."""

import pytest

from qa.check import AnswerKind, answers, expected_kind
from qa.check.answering.kind import kind

STEWARDESS = "What is the name of the stewardess who broke her wrist?"
HORSE = "What was the name of the horse that survived the fire?"
WOMAN = "What is the name of the woman whose tip led to the arrests?"
CAMPER = "Quel est le nom du jeune homme de 19 ans ?"


@pytest.fixture
def passes(quotes):
    def kind_holds(question, text):
        language = "fr" if question == CAMPER else "en"
        return answers(question, text, quotes(text, language=language), rules=(kind,)).ok

    return kind_holds


@pytest.mark.parametrize(
    "question", [STEWARDESS, HORSE, CAMPER, "Which three banks lend the money?", "Comment s'appelle le pilote ?"]
)
def test_a_question_for_a_name_is_told(question):
    assert expected_kind(question) is AnswerKind.NAME


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (HORSE, "The horse, a mare called Plum, was led off unharmed after the fire."),
        (STEWARDESS, "A stewardess from Northfold, Anna Lind, broke her wrist."),
        (STEWARDESS, "Anna Lind, 31, broke her wrist when the lights went out."),
        (WOMAN, "The arrests followed a tip by a woman named Berta Holm."),
        (CAMPER, "Le jeune homme de 19 ans, Paul Vidal, a reconnu les faits."),
        ("What is the name of the prosecutor?", "Prosecutor Max Thiel said on Friday that the case was closed."),
        ("What is the name of the book that she wrote?", 'She wrote "The Lantern Keeper" in the spring.'),
    ],
)
def test_a_name_is_an_answer(passes, question, text):
    assert passes(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (STEWARDESS, "Twelve people needed treatment; a stewardess from Northfold broke her wrist."),
        (STEWARDESS, "A stewardess broke her wrist, said Paul Ingram of the coastguard."),
        (WOMAN, "Half of the reward goes to Mr Sorley and half to the woman whose tip led to the arrests."),
        (CAMPER, "Un jeune homme de 19 ans a reconnu les faits, a annoncé vendredi le procureur de Valcroix, Max Thiel."),
        ("Which three banks lend the money?", "The money is half cash and half a loan of three banks."),
        ("What is the name of the man who died?", "A man of 83 has died, Northfold's health board said."),
    ],
)
def test_a_place_a_speaker_or_another_is_none(passes, question, text):
    assert not passes(question, text)
