"""Other forms of words: how they are shortened in a chat, and verbs that no rule bends."""

SHORT_FORMS = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "y": "why",
    "n": "and",
    "b": "be",
    "c": "see",
    "d": "the",
    "da": "the",
    "2": "to",
    "4": "for",
    "b4": "before",
    "bc": "because",
    "cuz": "because",
    "coz": "because",
    "cos": "because",
    "becuz": "because",
    "wat": "what",
    "wut": "what",
    "wht": "what",
    "wot": "what",
    "whats": "what",
    "whos": "who",
    "wheres": "where",
    "whens": "when",
    "hows": "how",
    "whys": "why",
    "w": "with",
    "wo": "without",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "ppl": "people",
    "govt": "government",
    "gov": "government",
    "prez": "president",
    "pres": "president",
    "diff": "difference",
    "info": "information",
    "abt": "about",
    "wanna": "want",
    "gonna": "going",
    "gotta": "got",
    "kno": "know",
    "kow": "know",
    "sm1": "someone",
    "smth": "something",
    "acc": "account",
    "shd": "should",
    "cd": "could",
    "btw": "between",
    "btwn": "between",
    "dif": "difference",
    "diffs": "differences",
    "hv": "have",
    "hav": "have",
    "dat": "that",
    "dis": "this",
    "tho": "though",
    "thru": "through",
    "yr": "year",
    "yrs": "years",
    "msg": "message",
    "acct": "account",
    "dnt": "dont",
    "cud": "could",
    "shud": "should",
    "wud": "would",
    "wen": "when",
    "wer": "where",
    "wher": "where",
    "hw": "how",
    "oct": "october",
    "nov": "november",
    "dec": "december",
    "jan": "january",
    "feb": "february",
    "aug": "august",
    "sept": "september",
}

_NOTHING_ELSE = """
    wat wut wht whats whos wheres whens hows whys pls plz ppl govt prez abt wanna gonna gotta
    kno btwn hv hav thru yrs cud shud wud wen wher cuz coz becuz b4 oct feb sept
"""
CHAT_FORMS = {form: SHORT_FORMS[form] for form in _NOTHING_ELSE.split()}
"""Those that mean nothing else on any subject, as "cos", "bc" and "jan" may."""

IRREGULAR = {
    form: verb
    for verb, *forms in map(
        str.split,
        """
        become became,begin began begun,blow blew blown,break broke broken,bring brought
        build built,buy bought,catch caught,choose chose chosen,come came,deal dealt,draw drew drawn
        drive drove driven,eat ate eaten,fall fell fallen,feel felt,fight fought,find found
        flee fled,fly flew flown,forget forgot forgotten,get got gotten,give gave given,go went gone
        grow grew grown,hear heard,hide hid hidden,hold held,keep kept,know knew known,lead led
        lend lent,lose lost,make made,mean meant,meet met,overthrow overthrew overthrown,pay paid
        rise rose risen,run ran,say said,see saw seen,seek sought,sell sold,send sent
        shoot shot,show shown,sink sank sunk,speak spoke spoken,spend spent,stand stood
        steal stole stolen,swear swore sworn,take took taken,teach taught,tell told,think thought
        throw threw thrown,understand understood,win won,withdraw withdrew withdrawn,write wrote
        write written
        """.strip()
        .replace("\n", ",")
        .split(","),
    )
    for form in forms
}
