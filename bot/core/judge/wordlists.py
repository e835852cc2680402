"""Tables of small words and word forms: what carries no meaning, and what means the same.

Sources: ACF gameplay rules (articles and plurals do not matter), the number grammar of
qb-answer-checker (ordinals, Roman numerals), Oxford's list of British and American endings.
"""

from __future__ import annotations

from bot.core.judge.text import word_set

LITTLE = word_set(
    """a an the of in on at to by for from with and or is are was were be been it its this that
    these those as there here so than then among during within through into onto upon about our
    his her their my your him them us he she they who whom"""
)
SMALL = LITTLE | word_set(
    """s de la le les el los las der die das den du des di da do van von und et y al un une uno una
    ein eine einen il lo"""
)
FILLERS = word_set(
    """i think guess believe suppose say reckon maybe perhaps probably possibly definitely
    certainly surely obviously like um uh er hmm well ok okay answer answers is it its was
    were be are he she they them that this there here would should could can will might may
    must have has had did does do done please sir final sure pretty my me we you called named
    known name names also just actually really basically simply right yes yeah yep correct one
    ones im id ive thats theres lets gonna wanna imo tbh lol haha surely must been being which
    who what when where because since so then very much approximately about around roughly
    nearly almost circa ca approx exactly precisely only total altogether something somebody
    someone somewhat somewhere whatshisname whatsit thingy uhh uhm umm ummm erm ofc obv duh bro mate
    lmao ngl
    fr tho innit haha yk obvs obvi defo deffo ur u your"""
)
ORDERING = word_set(
    """from to into before after than over under above below causes caused cause follows precedes
    beats beat defeats defeated kills killed eats contains becomes became"""
)
# Words that tell one thing from its neighbour, so that they must be said though the question does.
TELLING = word_set(
    """flat sharp major minor north south east west northern southern eastern western left right
    upper lower inner outer 1 2 3 4 5 6 7 8 9 10 positive negative old new"""
)
GENERIC_NOUNS = word_set(
    """units unit type types kind kinds form number amount value times people persons person
    answer total item items thing things degrees degree years old"""
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
NUMBER_WORDS: dict[str, int] = {
    **{
        w: n
        for n, w in enumerate((_UNITS + " fifteen sixteen seventeen eighteen nineteen").split())
    },
    **{
        w: 10 * n
        for n, w in enumerate(
            ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
        )
    },
    "fourty": 40,
    "nil": 0,
    "nought": 0,
    "naught": 0,
}
ORDINAL_WORDS: dict[str, int] = {
    **{w: n for n, w in enumerate(_ORDINALS.split())},
    **{
        w: 10 * n
        for n, w in enumerate(
            [
                "twentieth",
                "thirtieth",
                "fortieth",
                "fiftieth",
                "sixtieth",
                "seventieth",
                "eightieth",
                "ninetieth",
            ],
            2,
        )
    },
}
ROMAN: dict[str, str] = {
    numeral: str(value)
    for value, numeral in enumerate(
        [
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
            "xxi",
            "xxii",
            "xxiii",
            "xxiv",
            "xxv",
        ],
        2,
    )
}
SHORT_FORMS = {
    "dr": "doctor",
    "st": "saint",
    "ste": "saint",
    "mt": "mountain",
    "mount": "mountain",
    "mr": "mister",
    "prof": "professor",
    "pres": "president",
    "gen": "general",
    "govt": "government",
    "intl": "international",
    "dept": "department",
    "univ": "university",
    "ft": "fort",
    "vs": "5",  # as the lone "v" of a law case reads, which may also be a Roman five
    "versus": "5",
    "vit": "vitamin",
    "neg": "negative",
    "pos": "positive",
    "&": "and",
    "bros": "brothers",
    "rep": "republic",
    "dem": "democratic",
    "jr": "junior",
    "sr": "senior",
    "plc": "company",
    "oclock": "hour",
}
IRREGULAR = {
    "gases": "gas",
    "buses": "bus",
    "lenses": "lens",
    "viruses": "virus",
    "focuses": "focus",
    "men": "man",
    "women": "woman",
    "children": "child",
    "mice": "mouse",
    "lice": "louse",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "oxen": "ox",
    "bacteria": "bacterium",
    "phenomena": "phenomenon",
    "criteria": "criterion",
    "mitochondria": "mitochondrion",
    "nuclei": "nucleus",
    "fungi": "fungus",
    "vertebrae": "vertebra",
    "larvae": "larva",
    "algae": "alga",
    "alumni": "alumnus",
    "indices": "index",
    "matrices": "matrix",
    "vertices": "vertex",
    "axes": "axis",
    "hypotheses": "hypothesis",
    "analyses": "analysis",
    "crises": "crisis",
    "wolves": "wolf",
    "knives": "knife",
    "lives": "life",
    "wives": "wife",
    "leaves": "leaf",
    "halves": "half",
    "loaves": "loaf",
    "thieves": "thief",
    "shelves": "shelf",
    "calves": "calf",
    "data": "datum",
    "media": "medium",
    "strata": "stratum",
    "quanta": "quantum",
    "ova": "ovum",
    "genera": "genus",
    "stimuli": "stimulus",
    "radii": "radius",
    "cacti": "cactus",
    "grey": "gray",
    "aluminium": "aluminum",
    "sulphur": "sulfur",
    "sulphuric": "sulfuric",
    "sulphate": "sulfate",
    "caesium": "cesium",
    "tyre": "tire",
    "plough": "plow",
    "cheque": "check",
    "programme": "program",
    "jewellery": "jewelry",
    "moustache": "mustache",
    "sceptic": "skeptic",
    "gaol": "jail",
    "mum": "mom",
    "colonisation": "colonization",
}
