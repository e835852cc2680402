"""Units of measurement: other names of one unit are the same, and nothing is converted.

Source: the SI brochure, and the everyday names of imperial units and currencies.
"""

from __future__ import annotations

import re

_NAMES = """
% percent percentage pct
degree degrees deg °
celsius °c c centigrade degc
fahrenheit °f f degf
kelvin k kelvins °k
radian radians rad rads
metre metres meter meters m
kilometre kilometres kilometer kilometers km kms
centimetre centimetres centimeter centimeters cm cms
millimetre millimetres millimeter millimeters mm
micrometre micrometres micrometer micrometers µm μm um micron microns
nanometre nanometres nanometer nanometers nm
mile miles mi
yard yards yd yds
foot feet ft
inch inches in
lightyear lightyears ly
kilogram kilograms kilogramme kilogrammes kg kgs kilo kilos
gram grams gramme grammes g
milligram milligrams mg
tonne tonnes ton tons
pound_mass pounds lb lbs
ounce ounces oz
stone stones
second seconds sec secs s
millisecond milliseconds ms
minute minutes min mins
hour hours hr hrs h
day days
week weeks wk wks
month months
year years yr yrs
decade decades
century centuries
litre litres liter liters l
millilitre millilitres milliliter milliliters ml
gallon gallons gal
pint pints
newton newtons n
joule joules j
kilojoule kilojoules kj
calorie calories cal
kilocalorie kilocalories kcal
watt watts w
kilowatt kilowatts kw
megawatt megawatts mw
volt volts v
ampere amperes amp amps a
ohm ohms ω
hertz hz
kilohertz khz
megahertz mhz
pascal pascals pa
kilopascal kilopascals kpa
bar bars
atmosphere atmospheres atm
mole moles mol mols
coulomb coulombs
farad farads
tesla teslas
byte bytes
bit bits
kilobyte kilobytes kb
megabyte megabytes mb
gigabyte gigabytes gb
terabyte terabytes tb
acre acres
hectare hectares ha
knot knots kn
dollar dollars $ usd bucks us$
pound_money £ gbp quid sterling
euro euros € eur
yen ¥ jpy
cent cents ¢
pence penny p
m/s mps ms^-1 m·s^-1
km/s kps
km/h kph kmh kmph
mph mi/h
m/s^2 m/s2 ms^-2 m·s^-2
kg/m^3 kg/m3
g/cm^3 g/cm3
m^2 m2 sqm
km^2 km2 sqkm
cm^2 cm2
m^3 m3
cm^3 cm3 cc
g/mol
j/kg
bc bce b.c b.c.e
ad ce a.d
am a.m
pm p.m
pair pairs
dozen_of dozens
times fold
"""
ALIAS: dict[str, str] = {
    alias: line.split()[0]
    for line in _NAMES.strip().splitlines()
    for alias in [line.split()[0].removesuffix("_mass"), *line.split()[1:]]
}
ALIAS["pound"] = "pound_mass"
_PREFIXES = "pico nano micro milli centi deci kilo mega giga tera".split()  # noqa: SIM905
_BASES = "metre meter gram second litre liter joule watt volt amp hertz pascal mole newton ohm"
for _prefix in _PREFIXES:
    for _base in _BASES.split():
        _unit = _prefix + ALIAS[_base]
        ALIAS.setdefault(_unit, _unit)
        for _name in (_prefix + _base, _prefix + _base + "s"):
            ALIAS.setdefault(_name, ALIAS[_unit])
ALIAS |= dict.fromkeys(("µg", "μg", "ug", "mcg"), "microgram")
MULTIPLIERS = frozenset({"pair", "dozen_of", "score"})
_PHRASES = re.compile(
    r"(?:degrees?|deg|°)\s?(celsius|centigrade|fahrenheit|kelvin|c|f|k)\b"
    r"|(met(?:re|er)|kilomet(?:re|er)|mile|km|m)s?\s?per\s?(second|hour|sec|hr|s|h)"
    r"(\s?(?:squared|per second))?"
    r"|(square|cubic)\s(met(?:re|er)|kilomet(?:re|er)|centimet(?:re|er)|mile|foot|feet|inch)(?:e?s)?"
    r"|light[- ]years?|per\s?cent(?:age)?|pounds?\ssterling"
)
_SHORT = {"metre": "m", "meter": "m", "kilometre": "km", "kilometer": "km", "mile": "mi"}
_PER = {"second": "s", "sec": "s", "hour": "h", "hr": "h"}


def fold_units(text: str) -> str:
    """Join units of several words into one word each ("degrees Celsius" to "celsius")."""
    return _PHRASES.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    if match[1]:
        return " " + ALIAS[match[1]] + " "
    if match[2]:
        top = _SHORT.get(match[2].rstrip("s"), match[2])
        per = _PER.get(match[3], match[3])
        squared = "^2" if match[4] else ""
        unit = f"{top}/{per}{squared}"
        return f" {ALIAS.get(unit, unit)} "
    if match[5]:
        base = {"centimetre": "cm", "centimeter": "cm"} | _SHORT
        power = "^2" if match[5] == "square" else "^3"
        return f" {base.get(match[6], match[6])}{power} "
    if match[0].startswith("light"):
        return " lightyear "
    return " % " if match[0].startswith("per") else " pound_money "
