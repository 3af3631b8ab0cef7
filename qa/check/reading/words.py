"""Function words, and words so general that a paraphrase may add them without saying anything new."""

from __future__ import annotations


def word_set(listing: str) -> frozenset[str]:
    """Return the words of `listing`, which white space separates."""
    return frozenset(listing.split())


STOP_WORDS = word_set(""" a an the this that these those and or but nor so yet as at by for from in into of off on onto out over
per than through to toward towards under until till upon with within without via about above across after against along amid
among around before behind below beneath beside besides between beyond despite during except inside near outside since
throughout is am are was were be been being has have had having do does did done will would shall should can could may might
must not no never neither none n't 's 're 've 'll 'd 'm 't i me my we us our you your he him his she her it its they them their
who whom whose which what when where why how there here then also too very just only even still already again ever once both
either each every all any some such other another others own same more most much many few several less least if while because
although though unless whether however therefore thus hence it's itself himself herself themselves one ones instead thanks
nobody nothing someone something anyone anything everyone everything anybody somebody well back away together apart almost
nearly around approximately roughly rather quite now today including according due per via upon amid mr mrs ms dr sir le la les
l d un une des du de au aux ce cet cette ces et ou mais donc ni car que qui quoi dont où qu en dans par pour sur sous avec sans
entre vers chez depuis pendant avant après contre selon lors est sont était étaient été être a ont ai as avons avez avais ait
aient avait avaient eu sommes suis avoir sera seront serait ne n pas plus moins très aussi il elle ils elles on nous vous je j
tu se s son sa ses leur leurs lui y même tout tous toute toutes comme si alors ainsi environ près déjà encore puis afin cela
ceci celui celle ceux celles chaque t aujourd'hui hui m mme
""")
"""Lower case; compare with a token's lower-cased text, not its folded form, so that `été` stays French."""

LIGHT_WORDS = word_set(""" up down far put set mainly mostly largely primarily last hold response attack say tell state report
mention note add take make place happen occur have get give go come become remain include involve use event people person thing
way number total amount figure fact part time date day month year kind type group case issue matter result call name know part
new follow respectively specifically currently recently previously later earlier finally initially approximately located based
place various several main mainly additional further overall particular certain time period moment situation course order reason
purpose aim goal want full durer compter prendre selon faire avoir être dire
""")
"""Dictionary forms; they carry so little that their absence from a quote proves nothing."""
