"""Units: what a number is measured in, whatever way it is written."""

from __future__ import annotations

from qa.check.reading.words import word_set

_UNITS = """
percent: % percent pct pourcent
point: point points pts
dollar: $ dollar dollars usd us$ bucks
euro: € euro euros eur
pound: £ pound pounds gbp sterling
yen: ¥ yen jpy
yuan: yuan renminbi rmb
rupee: ₹ rupee rupees
rouble: ₽ rouble roubles ruble rubles
franc: franc francs chf cfa
naira: ₦ naira
crown: crown crowns kr krona kronor krone kroner couronne couronnes
florin: florin florins guilder guilders
peso: peso pesos
real: reais
lira: ₺ lira liras
dinar: dinar dinars
dirham: dirham dirhams
riyal: riyal riyals
baht: ฿ baht
zloty: zł zloty zlotys
forint: forint forints
shilling: shilling shillings
cedi: cedi cedis
rand: rand
shekel: ₪ shekel shekels
won: ₩
cent: pence
kilometre: km kms kilometre kilometres kilometer kilometers
metre: m metre metres meter meters mètre mètres
centimetre: cm centimetre centimetres centimeter centimeters centimètre centimètres
millimetre: mm millimetre millimetres millimeter millimeters millimètre millimètres
mile: mile miles
foot: foot feet ft
inch: inch inches
hectare: hectare hectares
acre: acre acres
tonne: tonne tonnes ton tons
kilogram: kg kilo kilos kilogram kilograms kilogramme kilogrammes
gram: gram grams gramme grammes
litre: litre litres liter liters
barrel: barrel barrels baril barils
megawatt: mw megawatt megawatts
gigawatt: gw gigawatt gigawatts
kilowatt: kw kilowatt kilowatts
degree: ° degree degrees celsius fahrenheit degré degrés
second: seconds secs secondes
minute: minute minutes mins
hour: hour hours hourly heure heures
day: day days jour jours
week: week weeks semaine semaines
month: month months mois
year: year years yr yrs an ans année années
decade: decade decades décennie décennies
century: century centuries siècle siècles
times: times fold fois
mph: mph
kmh: kmh kph
"""

UNITS = {word: line.partition(":")[0] for line in _UNITS.strip().splitlines() for word in line.partition(":")[2].split()}
"""Lower-case spelling to unit."""

CURRENCY_SIGNS = frozenset("$€£¥₹₽₦₪₩")

MONEY = word_set("""dollar euro pound yen yuan rupee rouble franc naira rand shekel won cent crown florin peso real lira dinar
    dirham riyal
    baht zloty forint shilling cedi""")
DURATIONS = word_set("second minute hour day week month year decade century")
LENGTHS = word_set("kilometre metre centimetre millimetre mile foot inch")
