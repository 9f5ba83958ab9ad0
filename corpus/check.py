#!/usr/bin/env python3
"""Checks the corpora and counts them: `python3 corpus/check.py`. Exits with 1 and says what is wrong, where.

Every span lies within its text and its words are the text's; names and ids are unique; EDTF and TIMEX values are well formed;
marked dates do not overlap; no document is in both halves; the files are what build.py makes of marked.txt."""
import calendar, collections, json, re, sys
from build import CORPORA, EFFECTS, HALVES, HERE, MODALITIES, built

DAY = r"-?[\dX]{4}(-(\d\d|XX)(-(\d\d|XX))?)?[~?%]?"
EDTF = re.compile(rf"{DAY}|({DAY}|\.\.)/({DAY}|\.\.)|\[(\.\.)?{DAY}(,{DAY})*\]|\{{{DAY}(,{DAY})*\}}")
HOUR = r"T(MO|MI|AF|EV|NI|DT|\d\d:\d\d)"
YEAR = r"(BC)?(\d{4}|XXXX)"
TIMEX = re.compile(
    rf"(BC)?\d{{1,3}}|{YEAR}(-(\d\d|XX)(-(\d\d|XX)({HOUR})?)?)?|{YEAR}-(SP|SU|FA|WI|Q[1-4]|H[12])"
    rf"|{YEAR}-W(\d\d|XX)(-([1-7]|WE)({HOUR})?)?|P(\d+|X)(\.\d+)?[YMWD](\d+[MWD])*|PT(\d+|X)[HM](\d+[MS])*"
    r"|(PRESENT|PAST|FUTURE)_REF")
SPANS = ("what", "cue", "quantity", "by", "holder", "date", "speaker", "via", "said_verb", "said")
FIELDS = {"doc", "id", "effect", "negated", "modality", *SPANS}


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def real_days(value):
    """Whether each plain date in an EDTF value exists: months 1-12, seasons 21-24, quarters 33-36, days of the month."""
    for year, month, day in re.findall(r"(-?\d{4})-(\d\d)(?:-(\d\d))?", value):
        m, d = int(month), int(day or 1)
        if not (1 <= m <= 12 or (21 <= m <= 24 or 33 <= m <= 36) and not day):
            return False
        if m <= 12 and not 1 <= d <= calendar.monthrange(max(int(year) % 400 + 2000, 1), m)[1]:
            return False
    return True


def edtf_wrong(value):
    return not EDTF.fullmatch(value) or not real_days(value)


class Checker:
    def __init__(self):
        self.wrong, self.seen = [], {}

    def say(self, where, what):
        self.wrong.append(f"{where}: {what}")

    def half(self, corpus, half):
        folder = HERE / corpus / half
        texts, gold = rows(folder / "texts.jsonl"), rows(folder / "gold.jsonl")
        if (texts, gold) != built(corpus, half):
            self.say(folder, "the files are not what build.py makes of marked.txt; run it, or carry the change into marked.txt")
        self.texts(corpus, half, texts)
        known = {t["doc"]: t["text"] for t in texts}
        check = self.date if CORPORA[corpus] == "dates" else self.claim
        for g in gold:
            if g["doc"] not in known:
                self.say(g["doc"], "is in gold.jsonl but not in texts.jsonl")
            else:
                check(g, known[g["doc"]])
        if CORPORA[corpus] == "dates":
            self.apart(gold)
        self.unique(gold, folder)
        return texts, gold

    def texts(self, corpus, half, texts):
        for t in texts:
            for key in (t["doc"], t["text"]):
                before = self.seen.setdefault((corpus, key), half)
                if before != half or sum(t["doc"] == u["doc"] or t["text"] == u["text"] for u in texts) > 1:
                    self.say(t["doc"], f"is there twice ({before}, {half})")
            if "published" in t and edtf_wrong(t["published"]):
                self.say(t["doc"], f"published {t['published']!r} is not EDTF")

    def span(self, s, text, where):
        if not 0 <= s["start"] < s["end"] <= len(text) or text[s["start"]:s["end"]] != s["text"]:
            self.say(where, f"{s['start']}..{s['end']} is {text[s['start']:s['end']]!r}, not {s['text']!r}")
        if s["text"] != s["text"].strip():
            self.say(where, f"{s['text']!r} has space at an end")

    def date(self, g, text):
        self.span(g, text, g["doc"])
        if not TIMEX.fullmatch(g["value"]):
            self.say(g["doc"], f"{g['text']!r}: {g['value']!r} is not TIMEX")
        if g["edtf"] is not None and edtf_wrong(g["edtf"]):
            self.say(g["doc"], f"{g['text']!r}: {g['edtf']!r} is not EDTF")

    def apart(self, gold):
        ordered = sorted(gold, key=lambda g: (g["doc"], g["start"]))
        for a, b in zip(ordered, ordered[1:]):
            if a["doc"] == b["doc"] and b["start"] < a["end"]:
                self.say(a["doc"], f"{a['text']!r} and {b['text']!r} overlap")

    def claim(self, g, text):
        for key in (k for k in SPANS if g.get(k)):
            self.span(g[key], text, f"{g['id']} {key}")
            if "edtf" in g[key] and edtf_wrong(g[key]["edtf"]):
                self.say(g["id"], f"{key}: {g[key]['edtf']!r} is not EDTF")
            if "name" in g[key] and g[key]["name"] not in text:
                self.say(g["id"], f"{key}: the antecedent {g[key]['name']!r} is not in the text")
        if g["effect"] not in EFFECTS or g["modality"] not in MODALITIES or not isinstance(g["negated"], bool):
            self.say(g["id"], "effect, modality or negated is none that README.md names")
        if not set(g) <= FIELDS or not g["what"] or not g["cue"]:
            self.say(g["id"], f"members: {sorted(g)}")
        for key in ("date", "said"):
            if g[key] and not g[key]["edtf"]:
                self.say(g["id"], f"{key} has no edtf")
        if g["quantity"]:
            known = [g["quantity"][k] for k in ("low", "best", "high") if g["quantity"][k] is not None]
            if known != sorted(known):
                self.say(g["id"], f"quantity runs {known}")

    def unique(self, gold, folder):
        ids = collections.Counter(g["id"] if "id" in g else (g["doc"], g["start"]) for g in gold)
        for i, n in ids.items():
            if n > 1:
                self.say(folder, f"{i} is there {n} times")


def sentences(text):
    return len([s for s in re.split(r"(?<=[.!?؟])[»\"”)]*\s+|\n+", text) if s.strip()])


def shape(value):
    """What sort of TIMEX value it is, for counting."""
    if value.endswith("_REF"):
        return "vague"
    if value.startswith("P"):
        return "length"
    if value.startswith("XXXX"):
        return "set or date of no year"
    if value.startswith("BC"):
        return "before the common era"
    if "T" in value:
        return "time of day"
    if not value.replace("-", "").isdigit():
        return "season, week, quarter"
    return {1: "millennium", 2: "century", 3: "decade", 4: "year", 7: "month", 10: "day"}[len(value)]


def counts(name, texts, gold, kind):
    print(f"{name}: {len(texts)} documents, {sum(sentences(t['text']) for t in texts)} sentences, {len(gold)} {kind}")
    tally = lambda values: ", ".join(f"{k} {n}" for k, n in collections.Counter(values).most_common())
    if kind == "dates":
        print("   ", tally(shape(g["value"]) for g in gold) + f"; islamic {sum('calendar' in g for g in gold)},",
              f"with edtf {sum(g['edtf'] is not None for g in gold)}")
        return
    print("    effect:", tally(g["effect"] for g in gold))
    print("    modality:", tally(g["modality"] for g in gold) + f"; negated {sum(g['negated'] for g in gold)}")
    inner = {"inferred": "date", "unnamed": "speaker", "name": "speaker"}
    print("    with", tally(k for g in gold for k in SPANS[2:] if g.get(k)) + ";",
          ", ".join(f"{k} {within} {sum(k in (g[within] or {}) for g in gold)}" for k, within in inner.items()))


def main():
    checker = Checker()
    for corpus, kind in CORPORA.items():
        for half in HALVES:
            texts, gold = checker.half(corpus, half)
            counts(f"{corpus}/{half}", texts, gold, kind)
    for line in checker.wrong:
        print("WRONG", line)
    sys.exit(bool(checker.wrong))


if __name__ == "__main__":
    main()
