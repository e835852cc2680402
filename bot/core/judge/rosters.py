"""Names that quizzes confuse: a reply that is itself one of these is not a slip for another.

Source: the general lists any quizmaster knows (states of the world, capitals, elements, planets,
famous surnames, given names). They are compared after `canonical`.
"""

from __future__ import annotations

from bot.core.judge.text import fold, tokens, word_set
from bot.core.judge.words import canonical

_LANDS = {
    "africa": """algeria angola benin botswana burkina burundi chad comoros congo djibouti egypt
    eritrea eswatini ethiopia gabon gambia ghana guinea kenya lesotho liberia libya madagascar
    malawi mali mauritania mauritius morocco mozambique namibia niger nigeria rwanda senegal
    seychelles somalia sudan swaziland tanzania togo tunisia uganda zambia zimbabwe""",
    "asia": """afghanistan armenia azerbaijan bahrain bangladesh bhutan brunei cambodia china
    cyprus georgia india indonesia iran iraq israel japan jordan kazakhstan korea kuwait
    kyrgyzstan laos lebanon malaysia maldives mongolia myanmar nepal oman pakistan palestine
    philippines qatar singapore syria taiwan tajikistan thailand turkmenistan uzbekistan vietnam
    yemen""",
    "europe": """albania andorra austria belarus belgium bosnia bulgaria croatia czechia denmark
    estonia finland france germany greece hungary iceland ireland italy kosovo latvia
    liechtenstein lithuania luxembourg malta moldova monaco montenegro macedonia netherlands
    norway poland portugal romania serbia slovakia slovenia spain sweden switzerland ukraine""",
    "north america": """bahamas barbados belize canada cuba dominica grenada guatemala haiti
    honduras jamaica mexico nicaragua panama""",
    "south america": """argentina bolivia brazil chile colombia ecuador guyana paraguay peru
    suriname uruguay venezuela""",
    "oceania": """australia fiji kiribati micronesia nauru palau samoa tonga tuvalu vanuatu""",
}
_OLD_LANDS = """russia turkey slavonia floriana columbia galicia prussia persia siberia scandinavia
catalonia moravia bohemia saxony"""
_COUNTRIES = " ".join((*_LANDS.values(), _OLD_LANDS))
CONTINENT_OF = {
    canonical(land): continent for continent, lands in _LANDS.items() for land in lands.split()
}
_CAPITAL_PAIRS = """
paris:france london:england berlin:germany madrid:spain rome:italy lisbon:portugal vienna:austria
athens:greece dublin:ireland oslo:norway stockholm:sweden copenhagen:denmark helsinki:finland
warsaw:poland prague:czechia budapest:hungary bern:switzerland brussels:belgium
amsterdam:netherlands hague:netherlands moscow:russia kyiv:ukraine minsk:belarus bucharest:romania
sofia:bulgaria belgrade:serbia zagreb:croatia ljubljana:slovenia bratislava:slovakia
sarajevo:bosnia tirana:albania reykjavik:iceland ankara:turkey istanbul:turkey cairo:egypt
nairobi:kenya accra:ghana lagos:nigeria abuja:nigeria tunis:tunisia algiers:algeria rabat:morocco
tripoli:libya khartoum:sudan kampala:uganda lima:peru quito:ecuador bogota:colombia
caracas:venezuela santiago:chile montevideo:uruguay brasilia:brazil havana:cuba tokyo:japan
kyoto:japan beijing:china shanghai:china seoul:south_korea hanoi:vietnam bangkok:thailand
delhi:india mumbai:india islamabad:pakistan kabul:afghanistan tehran:iran baghdad:iraq
damascus:syria beirut:lebanon amman:jordan jerusalem:israel riyadh:saudi_arabia jakarta:indonesia
manila:philippines canberra:australia sydney:australia melbourne:australia wellington:new_zealand
ottawa:canada toronto:canada munich:germany hamburg:germany milan:italy venice:italy
florence:italy naples:italy barcelona:spain marseille:france lyon:france"""
COUNTRY_OF = dict(pair.replace("_", " ").split(":") for pair in _CAPITAL_PAIRS.split())
STATE_CODES = """AL:alabama AK:alaska AZ:arizona AR:arkansas CA:california CO:colorado
CT:connecticut DE:delaware FL:florida GA:georgia HI:hawaii ID:idaho IL:illinois IN:indiana IA:iowa
KS:kansas KY:kentucky LA:louisiana ME:maine MD:maryland MA:massachusetts MI:michigan MN:minnesota
MS:mississippi MO:missouri MT:montana NE:nebraska NV:nevada NH:new_hampshire NJ:new_jersey
NM:new_mexico NY:new_york NC:north_carolina ND:north_dakota OH:ohio OK:oklahoma OR:oregon
PA:pennsylvania RI:rhode_island SC:south_carolina SD:south_dakota TN:tennessee TX:texas UT:utah
VT:vermont VA:virginia WA:washington WV:west_virginia WI:wisconsin WY:wyoming"""
_CAPITALS = """kabul tirana algiers luanda vienna baku dhaka minsk brussels sofia ottawa santiago
beijing bogota zagreb havana nicosia prague copenhagen quito cairo tallinn helsinki paris berlin
accra athens budapest delhi jakarta tehran baghdad dublin jerusalem rome kingston tokyo kyoto amman
nairobi seoul kuwait beirut tripoli vilnius lisbon lima manila warsaw bucharest moscow riyadh dakar
belgrade bratislava ljubljana madrid stockholm bern damascus taipei bangkok tunis ankara kyiv london
washington montevideo caracas hanoi harare oslo canberra brasilia wellington santiago managua
bologna mosul bergen malmo gothenburg istanbul sydney melbourne"""
_STATES = """alabama alaska arizona arkansas california carolina dakota colorado connecticut
delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey
ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming"""
_ELEMENTS = """hydrogen helium lithium beryllium boron carbon nitrogen oxygen fluorine neon sodium
magnesium aluminum silicon phosphorus sulfur chlorine argon potassium calcium scandium titanium
vanadium chromium manganese iron cobalt nickel copper zinc gallium germanium arsenic selenium
bromine krypton rubidium strontium yttrium zirconium niobium molybdenum technetium ruthenium rhodium
palladium silver cadmium indium tin antimony tellurium iodine xenon cesium barium lanthanum cerium
praseodymium neodymium samarium europium gadolinium terbium dysprosium holmium erbium thulium
ytterbium lutetium hafnium tantalum tungsten rhenium osmium iridium platinum gold mercury thallium
lead bismuth polonium astatine radon francium radium actinium thorium protactinium uranium neptunium
plutonium americium curium berkelium californium einsteinium fermium mendelevium nobelium"""
_TERMS = """
mars venus saturn jupiter uranus neptune pluto ceres proton neutron photon electron positron
electric electronic protein proteins mitosis meiosis osmosis chloroplast ribosome lysosome anode
cathode cation anion isotope isomer allele alleles gamete zygote artery arteries ureter urethra
humerus humorous femur fibula tibia radius ulna perineal peroneal ileum ilium trachea larynx
pharynx cornea cortex stamen stigma pistil igneous ignorant marsupial stalactite stalagmite
latitude longitude altitude attitude weather climate sonata sonnet cantata fugue allegro andante
largo lento metaphor simile alliteration assonance consonance allusion illusion elusion immoral
immortal amoral principal principle stationary stationery complement compliment libel liable
slander defendant dependent plaintiff appellant mortgage mortgagee mortgagor lessor lessee mean
median mode sine cosine tangent secant numerator denominator velocity viscosity vacuole vacuum
affect effect emigration immigration migration averse adverse eminent imminent desert dessert
flemish danish finnish irish scottish welsh british swedish swiss spanish french german italian
polish portuguese latin arabic hebrew persian russian turkish cavalry calvary census consensus
council counsel epoch epic eclipse ellipse ellipsis parabola hyperbola hyperbole catholic
catalytic analysis catalysis hydrolysis electrolysis dialysis paralysis republic republican
federal feudal futile fertile textile tactile reptile sedimentary sedentary sentimental
metamorphic metaphoric metamorphosis photosynthesis transpiration translation transcription
transduction transformation respiration perspiration inspiration aspiration evaporation evolution
revolution resolution devolution institution constitution prostitution restitution conduction
convection convention conviction confection infection infraction invention intervention prevention
refraction reflection diffraction fraction friction fiction diction dictation citation rotation
induction deduction reduction production abduction addiction addition adduction edition division
decision precision incision diffusion infusion effusion fusion fission mission passion nuclear
nucleus nucleolus nucleotide nucleoside glucose glucagon glycogen glycerol glucosamine estrogen
androgen adrenaline noradrenaline dopamine serotonin melatonin melanin insulin inulin thyroxine
thymine thiamine adenine adenosine guanine guanosine cytosine cytokine uracil uridine ribose
lactose lactase maltose maltase sucrose sucrase fructose cellulose cellulase amylose amylase
lipase peptidase protease pepsin trypsin kinase ligase helicase primase polymerase hypothalamus
thalamus pituitary monopoly monopsony oligopoly oligopsony duopoly hydrochloric hydrofluoric
hydrobromic hydroiodic sulfuric sulfurous nitric nitrous phosphoric phosphorous carbonic chloric
perchloric"""
_SURNAMES = """
trump truman freeman eisenstein frankenstein einstein brown browne johnson jackson jefferson
washington lincoln nixon reagan carter clinton bush obama biden kennedy kennan roosevelt
eisenhower wilson hoover harding hardy hamlet hamilton newton newman darwin dawkins hawking
hawkins stephens stevens stevenson simpson sampson watson wilkins franklin huxley hooke hook
boyle bayle pascal pasteur planck bohr born boron fermi feynman faraday maxwell kelvin kepler
copernicus galileo galilei dickens dickinson austen auden eliot elliott orwell wells welles
wilde wild woolf wolfe wolf shelley keats yeats byron bryan milton marlowe marlow chaucer chopin
schubert schumann schuman haydn handel hendel bach mozart beethoven brahms bruckner mahler
wagner verdi vivaldi puccini rossini monet manet renoir rembrandt rubens raphael picasso stalin
lenin trotsky brezhnev khrushchev gorbachev yeltsin putin andropov hitler himmler goering
goebbels heydrich churchill chamberlain thatcher atlee attlee gladstone disraeli napoleon nelson
wellington cromwell cranmer wolsey boleyn seymour howard parr cleves tudor stuart stewart marx
engels hegel heidegger kant hume locke hobbes hobbs plato aristotle socrates aristophanes
sophocles euripides euclid euler gauss riemann leibniz bernoulli fermat fibonacci laplace
lagrange fourier tolstoy turgenev chekhov dostoevsky pushkin hemingway fitzgerald faulkner
steinbeck salinger twain poe pope swift defoe dafoe fielding richardson richards jenner salk
sabin koch lister crick rutherford thomson thompson tesla edison bell wright armstrong aldrin
collins gagarin shepard titov glenn castro guevara batista lee grant sherman sheridan jameson
madison monroe munro adams addams federer nadal djokovic murray pele maradona messi ronaldo
ronaldinho bolt phelps ali tyson"""
_COMMON = """
cold bold gold hold fold told sold mold old warm worm word world work form from farm right light
night sight fight might tight eight weight height freight bright flight house horse mouse moose
goose loose lose nose rose hose pose dose close chose those whose prose phase phrase plain plane
planet plant plan place palace peace piece price prince prize pride bride bridge ridge fridge
range change chance charge large barge badge budge judge nudge fudge grade trade blade glade
shade spade state stare stair star start smart heart heard beard board bored bread break brake
brave grave gravy navy army arms farms forms storms storm store story glory gallery salary
celery battery bakery slavery silvery delivery discovery recovery treasury treaty treason reason
season poison prison person parson pardon garden warden golden gorgon organ organic orange
origin original marginal regional national rational ration nation notion motion lotion potion
option action auction section sanction suction strike stroke stripe stride string spring sprint
splint paint point print faint saint taint train brain drain grain rain reign rein vein vain
vane wane mane main maine marine martin martian martial marital mortal metal medal model modal
moral morale mural rural plural neural neutral natural cultural agriculture architecture
literature temperature signature creature feature future nature mature capture rapture rupture
culture sculpture vulture black block clock flock stock stack stick sticky shock shack snack
track trick truck crack brick north south east west eastern western northern southern father
mother brother sister daughter slaughter laughter winter water waiter writer winner dinner
sinner banner manner matter master mister minister monster minster cluster custer custard
mustard bastard paper pepper supper upper copper cooper proper prosper hunter hunger finger
linger singer ginger danger ranger stranger angel angle ankle uncle tangle single simple temple
sample ample apple maple staple stable table cable fable gable sable noble nobel novel navel
naval gravel travel tunnel funnel kennel channel flannel panel parcel theme marvel carve curve
serve nerve verse nurse purse curse course source force fierce pierce sauce cause pause clause
because applause"""

# One item may be confused with any other of any list; what matters is only that it is a word.
KNOWN = frozenset(
    canonical(word)
    for roster in (_COUNTRIES, _CAPITALS, _STATES, _ELEMENTS, _TERMS, _SURNAMES, _COMMON)
    for word in tokens(fold(roster))
)
# Proper names among them: said beside an answer, they are another one.
NAMES = frozenset(
    canonical(word)
    for roster in (_COUNTRIES, _CAPITALS, _STATES, _ELEMENTS, _SURNAMES)
    for word in tokens(fold(roster))
)
COUNTRIES = frozenset(canonical(word) for word in _COUNTRIES.split())
REGIONS = (
    COUNTRIES
    | frozenset(canonical(word) for word in _STATES.split())
    | word_set("england scotland wale uk usa us britain europe asia africa")
    | {"united kingdom", "united state", "new york", "new jersey", "new mexico", "new zealand"}
    | {"south africa", "saudi arabia", "british columbia", "ontario", "quebec", "nova scotia"}
    | {"north carolina", "south carolina", "north dakota", "south dakota", "west virginia"}
)

# Families whose surname alone does not say who is meant.
SHARED_SURNAMES = frozenset(
    canonical(name)
    for name in word_set(
        """bronte roosevelt bush adams strauss bernoulli curie grimm pankhurst wright
        johnson jackson williams jones smith brown davy wilson huxley mill pitt medici
        borgia lloyd mann rossetti shelley clinton herschel bohr bragg thomson thompson
        rodriguez martin baldwin gandhi tudor boleyn howard schumacher"""
    )
)

# Given names with their short and foreign forms; what stands between two bars is one name.
_GIVEN = """
abraham abe | august augustus gus gustav gustave | edmund ned | eleanor ellie nell nellie nora |
florence flo | harriet hattie | isabella isabel bella izzy | maximilian max | oliver ollie |
penelope penny | rudolf rudolph rudy | stanley stan | theresa teresa tess | tobias toby |
virginia ginny | wilfred wilf | winston winnie | leonhard leonard |
alexander alex alec sandy aleksandr aleksander alexandre alessandro sasha xander | albert al
bert alberto | alfred alf alfredo | andrew andy drew andrei andrey andre andreas andres |
anthony tony antony antonio anton antoine | arthur art | benjamin ben benny benji benedict |
barack barry | bernard bernie | charles charlie chuck chas carl karl carlos carlo charly |
catherine kate katie katherine kathryn cathy kathy kathleen katharine ekaterina yekaterina katy
cath | christopher chris kit cristobal cristoforo christoph kristofer | christine christina
chrissy tina | daniel dan danny | david dave davey davy | deborah debbie debra | donald don
donny | dorothy dot | dwight ike | edward ed eddie ted teddy ned eduard eduardo edouard | edwin
| elizabeth liz beth lizzie eliza betty bess elisabeth betsy lisa | emily | emmanuel manuel |
ernest ernesto ernst che | eugene gene evgeny yevgeny | francis frank franz francois francesco
francisco frances | franklin | frederick fred freddie friedrich frederic fredrick fryderyk |
fyodor fedor feodor theodore theodor | teddy ted | gabriel gabe | george jorge georg georges
giorgio jurgen | gerald gerry jerry | gregory greg grigory gregor | harold harry hal | henry
harry hank heinrich henri enrique hal henrik | herbert bert | hugh hugo | isaac ike | jacob jake
jakob | james jim jimmy jamie jacques diego | jane jean joan janet | jeffrey jeff geoffrey geoff
| jennifer jen jenny | jessica jess jessie | john jack johnny johann johannes jean juan giovanni
ivan ian sean jon johan jan jonny | jonathan jon | joseph joe joey josef giuseppe jose iosif
josip yosef | joshua josh | judith judy | julius julio | kenneth ken kenny | lawrence larry
laurence lorenzo | leo leon lev | leonard leo lenny len leonid leonardo | lewis louis luis
ludwig luigi lew lou | lucy lucia | magnus | margaret maggie meg peggy marge margot greta
margarita daisy | mark marc marco marcus marcos | martin marty | mary maria marie molly polly
miriam | matthew matt mathew matteo | michael mike mick mikhail michel miguel mickey mikey
michal mihail michelangelo | muhammad mohammed mohamed muhammed mohammad mohamad mahomet | nancy
| nathaniel nathan nat | nicholas nick nikolai nicolas nicola niccolo klaus nicky nicolaus
nikolaus nikolay | nikita | patrick pat paddy patricio | patricia pat patty tricia patsy | paul
pablo paolo pavel pavlo | peter pete pyotr piotr pedro pierre petr pietro | philip phil phillip
philippe felipe | rachel | raymond ray | rebecca becky | richard dick rick ricky rich richie
ricardo | robert bob rob bobby robbie roberto bert robin | ronald ron ronnie | rose rosie rosa |
samuel sam sammy | sarah sally sara | sergei sergey sergio serge | solomon sulayman suleiman
suleyman salomon | stephen steve steven stefan stephan esteban etienne | susan sue suzanne susie
| terence terry | thomas tom tommy tomas | timothy tim | vasily vasili vassily vasiliy vassili
basil | victor vic viktor vittorio | victoria vicky | vincent vince vincenzo | vladimir
volodymyr wladimir | walter walt wally | william bill billy will willy wilhelm guillaume
guillermo willem liam wm | yury juri yuri iouri | zachary zach"""


def _read_given_names() -> dict[str, frozenset[str]]:
    """Join the names of each group; a name may stand in several."""
    joined: dict[str, set[str]] = {}
    for group in _GIVEN.split("|"):
        names = {canonical(name) for name in group.split()}
        for name in names:
            joined.setdefault(name, set()).update(names)
    return {name: frozenset(same) for name, same in joined.items()}


GIVEN_NAMES = _read_given_names()
