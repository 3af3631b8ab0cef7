"""Concepts: words of news text that say the same, or the opposite.

A concept is the number of a line of the tables below; a word may stand on several. What follows `|` is the opposite of what
stands
before it, so `rejected` and `did not accept` are the same concept with the same sign. The tables are small on purpose: a
synonym that
is missing makes the grounding rule stricter, a wrong one makes it blind.
"""

from __future__ import annotations

from functools import cache

from qa.check.reading.tokens import Language, Token, stem

_ENGLISH = """
accept approve agree endorse back adopt pass support favour favor acceptance approval backing agreement | reject refuse decline
oppose rebuff veto spurn rejection refusal opposition dismiss
allow permit authorise authorize let | ban forbid prohibit bar outlaw prevent
confirm acknowledge admit confirmation | deny denial refute
begin start launch open commence initiate kick beginning onset | end stop finish halt cease conclude close terminate finish
conclusion ending over suspend
rise increase grow climb jump surge soar gain higher growth up hike raise advance | fall decrease drop decline shrink plunge
tumble slump slide lower reduction decline down cut reduce
win victory triumph prevail winner victor beat defeat | lose loss defeat loser
lift remove ease repeal abolish scrap cancel revoke drop | impose introduce enforce levy imposition maintain keep
arrive enter come arrival land reach return | leave depart quit exit withdraw pull departure withdrawal go
join accede | quit leave
withdraw pull withdrawal pullout retreat | deploy send deployment station stay remain
free release liberate liberation freed | arrest detain jail imprison capture seize detention arrested imprisonment
acquit clear exonerate innocent | convict guilty conviction
succeed success successful manage | fail failure unsuccessful
alive survive survivor | dead die kill death killed deadly fatal fatality
legal lawful | illegal unlawful
constitutional | unconstitutional
hire recruit employ appoint | fire sack dismiss lay layoff
appoint name nominate elect choose select pick appointment designate | dismiss sack oust remove resign
buy purchase acquire acquisition takeover bought | sell sale divest sold
more greater larger bigger above exceed | fewer less smaller below
most majority | minority
major big large huge massive vast significant substantial considerable | small minor little tiny slight
high | low
early earlier | late later
first | last final
before prior ahead previously | after following since subsequent
north northern | south southern
east eastern | west western
north northern | west western
north northern | east eastern
south southern | west western
south southern | east eastern
import | export
buyer | seller
profit | loss
surplus | deficit
peace truce ceasefire | war
ally friend partner | enemy rival foe opponent
male man men boy | female woman women girl
husband | wife
son | daughter
father | mother
brother | sister
delay postpone defer postponement adjourn | hasten accelerate advance
strengthen bolster reinforce boost | weaken undermine
improve better improvement | worsen worse deteriorate deterioration
safe secure | unsafe dangerous
public | private
possible | impossible
able | unable
likely | unlikely
fair | unfair
stable | unstable
satisfied happy pleased glad | unhappy dissatisfied angry
popular | unpopular
healthy | sick ill
guilty | innocent
open reopen opening | close shut closure shutter shutdown
reopen | close
include including | exclude excluding
expand extend expansion extension enlarge widen broaden | shrink narrow contract contraction
encourage urge | discourage
praise welcome hail applaud | criticise criticize condemn denounce slam criticism condemnation blast
comply obey respect | violate breach break violation
love like | hate
cheap cheaper | expensive costly
rich wealthy | poor
import | export
lend | borrow
teach | learn
attack assault strike raid offensive storm ambush | defend defence defense
build construct construction erect | destroy demolish demolition
create found establish set creation | dissolve abolish disband
advance | retreat
hot warm heat | cold cool
wet rain | dry drought
young | old
remember | forget
hide conceal | reveal disclose expose uncover
true | false untrue
trust | distrust mistrust
vote ballot | abstain
inside | outside
present | absent
full | empty
right | left
top | bottom
good | bad
strong | weak
fast quick rapid swift | slow
long | short
day | night
same | different
buy purchase order
say tell state declare announce report add note remark explain comment statement announcement according reveal disclose inform
speak communicate communique
claim allege assert contend insist maintain argue
accuse blame charge accusation allegation
demand call urge request ask appeal seek want
plan intend aim intention propose proposal
expect forecast predict anticipate project forecast prediction estimate
soldier troop serviceman military army force personnel unit contingent trooper
civilian
people person individual
child kid children youngster minor
militant insurgent jihadist rebel fighter terrorist extremist gunman guerrilla
mercenary
police officer policeman policewoman constable
worker employee staff workforce labourer personnel
docker dockworker stevedore longshoreman
student pupil
teacher professor lecturer
doctor physician medic
fireman firefighter
farmer grower
resident inhabitant citizen villager local population
official authority government administration executive
junta regime ruler
leader head chief boss president
lawmaker parliamentarian legislator deputy
parliament legislature assembly
judge magistrate court tribunal justice
company firm business corporation group manufacturer maker enterprise
country nation state territory land
city town capital municipality
region area zone district province
base camp facility garrison
border frontier
kill slay murder shoot dead die death killed claim fatality perish toll
injure wound hurt injury
attack assault strike raid offensive ambush bombing
coup putsch takeover overthrow
seize take capture control grab
replace succeed supersede take substitute
operation mission campaign
start start beginning onset
leave depart quit exit
cross pass
move relocate transfer shift go
transfer hand handover
remain stay keep continue still
support help assist aid back assistance
provide give offer supply deliver grant award hand
receive get obtain
carry conduct perform stage
agree agreement deal accord pact treaty settlement
talk negotiation discussion negotiate discuss
meet meeting hold summit encounter
visit trip travel
election poll vote
sanction restriction embargo
law legislation bill act
rule regulation
fine penalty punish
sentence jail imprison prison
trial hearing
pay salary wage earnings
raise rise increase hike
cost price worth
money fund cash
budget spending
spend invest investment put
loan credit lend
bank lender
fall drop
use employ deploy
show demonstrate indicate reveal find suggest
find discover
study research survey report
scientist researcher
virus disease illness outbreak
hospital clinic
vaccine jab
flood flooding inundation deluge
fire blaze
storm hurricane cyclone typhoon
earthquake quake tremor
rain rainfall downpour
crash accident collision
car vehicle
lorry truck
plane aircraft jet airliner
ship vessel boat ferry
train rail railway
road highway motorway
bridge span crossing
school college
pupil student
match game
championship title trophy cup
goal score
team side club squad
player footballer
coach manager trainer
protest demonstration rally march demonstrate protester demonstrator
riot unrest
union syndicate
strike stoppage walkout
employer
job post position work
resign quit step resignation
dismiss sack fire
retire retirement
successor replace
marry wedding marriage
year annual yearly
month monthly
week weekly
day daily
decade
begin launch
end conclude finish complete completion
last final
due because owing result cause lead prompt follow after trigger
reason why motive
nearly almost
about around roughly approximately
total overall altogether
part portion share
half
half-year semester
double twice
threaten threat
warn warning caution
hope wish
fear worry concern afraid
think believe consider
know
decide decision rule opt
try attempt
need require
allow enable
become turn
happen occur take place
live reside
own possess property
call name dub title
old aged age
new recent latest fresh
fighting combat battle clash conflict fight war
weapon arm gun
missile rocket
bomb explosive explosion blast
hostage captive
refugee migrant displaced
flee escape
violence violent
abuse mistreat abuse rights
execute execution
dispute row disagreement quarrel feud argument conflict
tension hostility friction
relation tie relationship link connection
resentful angry hostile resentment anger
populace population people public
neighbour neighbor adjacent
temporary interim transitional provisional acting
permanent
former ex previous
current present now
authorised official authorize
suspected alleged presumed
near close
distance far
away
size area
tall height high
deep depth
speed
weigh weight
electricity power energy
oil petroleum crude
gas
coal
nuclear atomic
plant factory
mine mining
dam reservoir
water
food
grain wheat cereal
crop harvest
ton tonne
airport airfield
station terminal
port harbour harbor dock
quay wharf pier dock
museum gallery
painting picture artwork
film movie
book novel
author writer
newspaper daily paper
journalist reporter correspondent
website site online internet
software program application
computer machine
telephone phone
hacker hacking cyberattack
data information
satellite
space
species animal
bird
fish fishing
forest woodland
climate
emission pollution carbon
temperature
customer client consumer
shareholder investor
revenue turnover sales
share stock
market
debt
inflation
economy economic
growth grow
tax levy duty
tariff duty
trade commerce
unemployment jobless unemployed
home house residence
building
apartment flat
rent
mayor
minister ministry
secretary
ambassador envoy diplomat
spokesman spokeswoman spokesperson
candidate contender
party
coalition alliance bloc
opposition
reform change overhaul
change alter modify amend amendment
introduce implement implementation bring
inaugurate open
celebrate mark
anniversary
prize award
jury
winner
record
rescue save
search hunt
missing disappear vanish
evacuate evacuation
damage harm
destroy wreck devastate
repair fix restore
test trial
inquiry investigation probe investigate
suspect accused
charge indict indictment
evidence proof
publish release issue
sign signature
ratify
extend prolong extension
expire
schedule plan
route itinerary
link connect
passenger traveller traveler
flight
cancel scrap
ticket fare
tourist visitor
hotel
restaurant
theft steal robbery rob burglary thief stolen
fraud scam
drug narcotic
smuggle traffic trafficking
stab knife
shoot shooting gunfire
hold host organise organize
take last
base headquarter
locate situate
serve act function
train training
instructor trainer
cooperate collaborate work collaboration cooperation
hire recruit engage
fund finance
donate donation give
collect gather
produce manufacture make production output
develop development
design
grow cultivate
measure
reach hit attain
set establish
stop prevent block
block obstruct blockade
cover
contain hold
consist comprise
belong
represent
concern
affect impact hit
benefit
suffer
face
return come
bring
show
lead head run chair
work operate
"""

_FRENCH = """
accepter approuver adopter voter soutenir acceptation approbation accord | rejeter refuser repousser rejet refus
autoriser permettre | interdire interdiction empêcher
confirmer reconnaître | démentir nier
commencer débuter lancer ouvrir début démarrer | finir terminer cesser fin arrêter achever suspendre
augmenter hausse progresser croître monter augmentation grimper | baisser baisse diminuer reculer chuter chute recul réduire
gagner remporter victoire vaincre battre | perdre défaite
lever levée supprimer | imposer instaurer
arriver entrer arrivée | partir quitter départ sortir retirer
retirer retrait | déployer envoyer déploiement
libérer libération | arrêter détenir emprisonner arrestation
nommer désigner élire nomination | limoger démettre révoquer destituer
acheter acquérir achat | vendre vente céder
nord | sud
est oriental | ouest occidental
dire déclarer annoncer indiquer affirmer expliquer préciser communiqué annonce
affirmer prétendre soutenir
accuser accusation
demander réclamer exiger
soldat militaire troupe armée force
civil
personne gens habitant
tuer mourir mort décès décéder
blesser blessé blessure
attaque attentat assaut
pays nation État territoire
ville commune
entreprise société groupe compagnie
salarié employé travailleur ouvrier
élève étudiant
grève débrayage
salaire rémunération paie
ministre ministère
maire
député parlementaire
loi texte
incendie feu
inondation crue
train ferroviaire
voiture véhicule
école établissement
rester demeurer
construire bâtir construction | détruire démolir
ouvrir ouverture inaugurer rouvrir | fermer fermeture
femme | homme
rencontrer rencontre réunion réunir
frontière
franchir traverser passer
remplacer succéder
signer signature
prévoir prévu
coûter coût prix
"""


def _signed(table: str, language: Language, offset: int) -> dict[str, dict[int, int]]:
    known: dict[str, dict[int, int]] = {}
    for number, line in enumerate(table.strip().splitlines(), start=offset):
        for sign, side in zip((1, -1), line.split("|"), strict=False):
            for word in side.split():
                known.setdefault(stem(word, language), {}).setdefault(number, sign)
    return known


@cache
def _known(language: Language) -> dict[str, dict[int, int]]:
    return _signed(_ENGLISH, "en", 0) if language == "en" else _signed(_FRENCH, "fr", 100_000)


def concepts_of(word: str, language: Language = "en") -> dict[int, int]:
    """Return the concepts that the stem `word` stands for, each with its sign; empty for a word in no table."""
    return _known(language).get(word, {})


def akin(one: Token, other: Token, language: Language = "en") -> bool:
    """Whether two words say the same or the opposite: one stem, one form, one concept, or derived from one root."""
    return (
        one.stem == other.stem
        or one.folded == other.folded
        or related(one.stem, other.stem)
        or not concepts_of(one.stem, language).keys().isdisjoint(concepts_of(other.stem, language))
    )


def related(one: str, other: str) -> bool:
    """Whether two stems differ in a derivational ending only: `elect` and `election`, `presid` and `presidenti`."""
    shared = min(len(one), len(other))
    return shared >= 5 and one[:shared] == other[:shared] and max(len(one), len(other)) - shared <= 4
