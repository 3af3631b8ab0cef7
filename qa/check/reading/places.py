"""Places: the adjective and the noun of one country are one name."""

from __future__ import annotations

_DEMONYMS = """
afghanistan afghan afghans; albania albanian; algeria algerian algerie algerien; america american americans usa us u.s u.s.
etats-unis americain; angola angolan;
argentina argentine argentinian; armenia armenian; australia australian; austria austrian; azerbaijan azerbaijani azeri;
bangladesh bangladeshi; belarus belarusian;
belgium belgian belgique belge; benin beninese; bolivia bolivian; bosnia bosnian; botswana motswana; brazil brazilian bresil;
britain british uk u.k u.k. britannique;
bulgaria bulgarian; burkina burkinabe; burma burmese; burundi burundian; cambodia cambodian; cameroon cameroonian cameroun
camerounais; canada canadian;
chad chadian tchad tchadien; chile chilean; china chinese chine chinois; colombia colombian; congo congolese congolais; croatia
croatian; cuba cuban; cyprus cypriot;
czechia czech; denmark danish dane danes; ecuador ecuadorian; egypt egyptian egypte; england english; eritrea eritrean; estonia
estonian; ethiopia ethiopian;
europe european europeen; africa african afrique africain; asia asian; finland finnish finn finns; france french francais
francaise francaises; gabon gabonese; gambia gambian;
georgia georgian; germany german germans allemagne allemand; ghana ghanaian; greece greek greeks; guinea guinean guinee
guineen; haiti haitian; hungary hungarian;
iceland icelandic; india indian; indonesia indonesian; iran iranian; iraq iraqi; ireland irish; israel israeli israelien; italy
italian italie italien; jamaica jamaican;
japan japanese japon; jordan jordanian; kazakhstan kazakh; kenya kenyan; kosovo kosovar; kuwait kuwaiti; laos laotian; latvia
latvian; lebanon lebanese; liberia liberian;
libya libyan libye; lithuania lithuanian; madagascar malagasy; malawi malawian; malaysia malaysian; mali malian malians malien
malienne maliens maliennes; malta maltese;
mauritania mauritanian; mexico mexican; moldova moldovan; mongolia mongolian; morocco moroccan maroc marocain; mozambique
mozambican; namibia namibian; nepal nepali nepalese;
netherlands dutch holland; nigeria nigerian; niger nigerien nigeriens nigerienne; norway norwegian; pakistan pakistani;
palestine palestinian; panama panamanian; peru peruvian;
philippines filipino philippine; poland polish pole poles; portugal portuguese; qatar qatari; romania romanian; russia russian
russie russe russes; rwanda rwandan;
saudi saudis; scotland scottish scots; senegal senegalese senegalais; serbia serbian; sierra leonean; singapore singaporean;
slovakia slovak; slovenia slovenian;
somalia somali; spain spanish espagne espagnol; sudan sudanese; sweden swedish swede swedes; switzerland swiss suisse; syria
syrian; taiwan taiwanese; tanzania tanzanian;
thailand thai; togo togolese; tunisia tunisian; turkey turkish turk turks turkiye; uganda ugandan; ukraine ukrainian; uruguay
uruguayan; venezuela venezuelan;
vietnam vietnamese; wales welsh; yemen yemeni; zambia zambian; zimbabwe zimbabwean
"""

_COUNTRY = {name: names.split()[0] for names in _DEMONYMS.split(";") for name in names.split()}


def place_key(folded: str) -> str:
    """Return the country that a folded name or demonym stands for, else `folded` itself; plurals such as `Russians` included."""
    return _COUNTRY.get(folded) or _COUNTRY.get(folded.removesuffix("s")) or folded


def is_demonym(folded: str) -> bool:
    """Whether a folded word is a country's adjective or noun in the table."""
    return folded in _COUNTRY or folded.removesuffix("s") in _COUNTRY
