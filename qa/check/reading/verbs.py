"""Irregular verbs: the past forms that no stemmer leads back to the present."""

from __future__ import annotations

from qa.check.reading.words import word_set

_FORMS = """
arise arose arisen; awake awoke; bear bore borne; beat beaten; become became; begin began begun; bend bent; bite bit bitten;
bleed bled;
blow blew blown; break broke broken; bring brought; build built; burn burnt; buy bought; catch caught; choose chose chosen;
come came;
creep crept; deal dealt; die dying died; dig dug; do did done does doing; draw drew drawn; drink drank drunk; drive drove driven;
eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fly flew flown; forbid forbade
forbidden;
forget forgot forgotten; freeze froze frozen; get got gotten; give gave given; go went gone goes; grow grew grown; hang hung;
hear heard;
hide hid hidden; hold held; keep kept; know knew known; lay laid; lead led; leave left; lend lent; lie lying lied; light lit;
lose lost;
make made; mean meant; meet met; overthrow overthrew overthrown; overtake overtook overtaken; oversee oversaw overseen;
pay paid; ride rode ridden; ring rang rung; rise rose risen; run ran; say said says; see saw seen; seek sought; sell sold; send
sent;
shake shook shaken; shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept; speak
spoke spoken;
spend spent; spin spun; stand stood; steal stole stolen; stick stuck; strike struck stricken; strive strove; swear swore sworn;
sweep swept; swim swam swum; take took taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown;
undertake undertook undertaken; understand understood; uphold upheld; wake woke woken; wear wore worn; win won; withdraw
withdrew withdrawn;
withhold withheld; write wrote written; rewrite rewrote rewritten; be am is are was were been being; have has had having
"""

_PRESENT = {form: forms[0] for forms in (line.split() for line in _FORMS.replace("\n", " ").split(";")) for form in forms}
_SAME_IN_THE_PAST = word_set("beat bet burst cost cut hit hurt let put quit read set shut split spread thrust")

PAST_FORMS = frozenset(_PRESENT) - frozenset(_PRESENT.values()) | _SAME_IN_THE_PAST
"""Irregular past tenses and participles, lower case."""


_PARTICIPLE_LENGTH = 5
_NO_PARTICIPLES = frozenset(("need", "indeed", "hundred", "exceed", "proceed", "succeed", "speed", "breed"))


def is_past(word: str) -> bool:
    """Whether `word`, in lower case, is a past tense or a participle by its form."""
    return word in PAST_FORMS or (len(word) >= _PARTICIPLE_LENGTH and word.endswith("ed") and word not in _NO_PARTICIPLES)


def present_form(word: str) -> str:
    """Return the infinitive of an irregular form, else `word` itself; `word` in lower case."""
    return _PRESENT.get(word, word)
