#!/usr/bin/env python3
"""Builds texts.jsonl and gold.jsonl of every half from its marked.txt, so that no offset is ever typed by hand.

    python3 corpus/build.py            write all
    python3 corpus/build.py --show X   also print the marks of the documents whose name contains X, in context

The two forms of marked.txt are told in README.md."""
import datetime, json, pathlib, re, sys

HERE = pathlib.Path(__file__).resolve().parent
CORPORA = {"dates-ar": "dates", "claims-en": "claims", "claims-ar": "claims"}
HALVES = ("dev", "test")
EFFECTS = """destroyed severely-damaged damaged looted burned flooded bulldozed contaminated collapsed lost displaced
closed restored reopened returned unharmed holds""".split()
MODALITIES = "asserted possible planned failed denied".split()
WEEKDAYS = {"الاثنين": 0, "الإثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الخميس": 3, "الجمعة": 4, "السبت": 5, "الأحد": 6,
            "Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4, "Saturday": 5, "Sunday": 6}
SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


class Wrong(Exception):
    pass


# ---- dates -------------------------------------------------------------------------------------------------------

def gregorian(jdn):
    """The proleptic Gregorian day of a Julian day number, written as EDTF."""
    return (datetime.date(2000, 1, 1) + datetime.timedelta(days=jdn - 2451545)).isoformat()


def islamic_day(year, month, day):
    """Julian day number of a day of the tabular Islamic calendar (civil epoch, leap years 2 5 7 10 13 16 18 21 24 26 29)."""
    return (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + 1948440 - 385


def islamic(code):
    """H1375-09-12, H1375-09, H1375 or HC03 (third century): the TIMEX value and the exact EDTF span."""
    if code.startswith("HC"):
        n = int(code[2:])
        first, last = islamic_day(100 * n - 99, 1, 1), islamic_day(100 * n + 1, 1, 1) - 1
        return gregorian(first)[:2], span(first, last)
    parts = [int(p) for p in code[1:].split("-")]
    if len(parts) == 3:
        day = gregorian(islamic_day(*parts))
        return day, day
    if len(parts) == 2:
        year, month = parts
        after = (year, month + 1) if month < 12 else (year + 1, 1)
        first, last = islamic_day(year, month, 1), islamic_day(*after, 1) - 1
        return gregorian(first)[:7], span(first, last)
    first, last = islamic_day(parts[0], 1, 1), islamic_day(parts[0] + 1, 1, 1) - 1
    return gregorian(first)[:4], span(first, last)


def span(first, last):
    return f"{gregorian(first)}/{gregorian(last)}"


def edtf_of(value):
    """The EDTF that follows from a TIMEX value; null for lengths, sets and what is vague."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return value
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{m[1]}-{SEASONS[m[2]]}"
    if re.fullmatch(r"\d{2,3}", value):
        return value.ljust(4, "X")
    if m := re.fullmatch(r"(\d{4}-\d\d-\d\d)T.+", value):
        return m[1]
    if m := re.fullmatch(r"BC(\d{4})((?:-\d\d){0,2})", value):
        return f"-{int(m[1]) - 1:04d}{m[2]}"
    if m := re.fullmatch(r"BC(\d{4})-(SP|SU|FA|WI)", value):
        return f"-{int(m[1]) - 1:04d}-{SEASONS[m[2]]}"
    if m := re.fullmatch(r"BC(\d{3})", value):
        return f"-{int(m[1]) * 10 + 8:04d}/-{max(int(m[1]) * 10 - 1, 0):04d}"
    if m := re.fullmatch(r"BC(\d{1,2})", value):
        return "-" + m[1].ljust(4, "X")
    return None


def weekday_holds(text, value, where):
    day = re.match(r"\d{4}-\d\d-\d\d", value or "")
    named = [n for w, n in WEEKDAYS.items() if w in text]
    if day and len(named) == 1:
        is_day = datetime.date.fromisoformat(day[0]).weekday()
        if is_day != named[0]:
            name = [w for w, n in WEEKDAYS.items() if n == is_day]
            raise Wrong(f"{where}: {text!r} is {day[0]}, which is {name}")


def date_row(doc, start, text, marks):
    value = marks[0]
    row = {"doc": doc, "start": start, "end": start + len(text), "text": text}
    if value.startswith("H"):
        row["value"], row["edtf"] = islamic(value)
        row["calendar"] = "islamic"
    else:
        row["value"], row["edtf"] = value, edtf_of(value)
        if len(marks) > 1:
            row["edtf"] = None if marks[1] == "-" else marks[1]
    weekday_holds(text, row["value"], doc)
    return row


def dates_document(doc, lines):
    """Text whose time expressions are marked {words|value} or {words|value|edtf}."""
    marked = paragraphs(lines)
    text, rows, at = "", [], 0
    for m in re.finditer(r"\{([^{}|]+)\|([^{}]+)\}", marked):
        text += marked[at:m.start()]
        rows.append(date_row(doc, len(text), m[1], m[2].split("|")))
        text += m[1]
        at = m.end()
    text += marked[at:]
    if set("{}|") & set(text):
        raise Wrong(f"{doc}: a mark is not closed")
    return text, rows


def paragraphs(lines):
    blocks = "\n".join(lines).strip().split("\n\n")
    return "\n\n".join(" ".join(b.split("\n")) for b in blocks)


# ---- claims ------------------------------------------------------------------------------------------------------

class Passage:
    """The text so far, where the current sentence starts, and how to find words in it."""
    def __init__(self, doc):
        self.doc, self.text, self.sentence = doc, "", 0

    def add(self, line):
        mark, words = re.match(r"(>{1,3}) (.*)", line).groups()
        joint = {">": " ", ">>": "\n", ">>>": "\n\n"}[mark]
        self.text += joint if self.text else ""
        self.sentence = len(self.text)
        self.text += words.strip()

    def find(self, words):
        """`words` in this sentence, `words@2` the second time there, `<words` the nearest before this sentence."""
        back = words.startswith("<")
        words = words[1:] if back else words
        words, _, nth = words.partition("@")
        if back:
            hits = occurrences(self.text[:self.sentence], words)
            n = len(hits) - int(nth or 1)
        else:
            hits = [h + self.sentence for h in occurrences(self.text[self.sentence:], words)]
            n = int(nth or 1) - 1
        if not 0 <= n < len(hits):
            raise Wrong(f"{self.doc}: {words!r} is not in {self.text[self.sentence:]!r}")
        return {"start": hits[n], "end": hits[n] + len(words), "text": words}


def occurrences(text, words):
    """Where `words` stand as whole words; in Arabic a glued prefix may precede them."""
    edge = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", words) else ""
    close = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", words) else ""
    if re.search(r"[\u0621-\u064a]$", words):
        close = r"(?![\u0621-\u0652])"
    return [m.start() for m in re.finditer(edge + re.escape(words) + close, text)]


def number(word):
    return None if word == "" else (float(word) if "." in word else int(word))


def quantity(p, mark):
    """`words:low,best,high,unit`; one number alone is exact; nothing after the words is no number."""
    words, _, numbers = mark.rpartition(":") if ":" in mark else (mark, "", "")
    numbers = (numbers.split(",") + ["", "", "", ""])[:4] if "," in numbers else [numbers] * 3 + [""]
    low, best, high = map(number, numbers[:3])
    return p.find(words) | {"low": low, "best": best, "high": high, "unit": numbers[3] or None}


def dated(p, mark, inferred=False):
    words, _, edtf = mark.partition(":")
    found = p.find(words) | {"edtf": edtf}
    weekday_holds(found["text"], edtf, p.doc)
    return found | ({"inferred": True} if inferred else {})


def named(p, mark):
    """`words` or `words=>antecedent`, where the antecedent's words must stand somewhere in the text."""
    words, _, name = mark.partition("=>")
    found = p.find(words)
    if name and not occurrences(p.text, name):
        raise Wrong(f"{p.doc}: the antecedent {name!r} is not in the text")
    return found | ({"name": name} if name else {})


def claim(p, line, n):
    what, effect, cue, *marks = [part.strip() for part in line[2:].split(" | ")]
    row = {"doc": p.doc, "id": f"{p.doc}.{n:02d}", "what": named(p, what), "effect": effect, "cue": p.find(cue),
           "negated": False, "modality": "asserted", "quantity": None, "by": None, "date": None, "speaker": None,
           "said_verb": None, "said": None}
    for mark in marks:
        put(p, row, mark)
    return row


def put(p, row, mark):
    key, _, rest = mark.partition("=")
    if mark == "neg":
        row["negated"] = True
    elif mark in MODALITIES:
        row["modality"] = mark
    elif key == "q":
        row["quantity"] = quantity(p, rest)
    elif key in ("date", "date~", "said"):
        row[key.strip("~")] = dated(p, rest, key.endswith("~") or rest.startswith("<"))
    elif key == "sp":
        row["speaker"] = named(p, rest)
    elif key == "sp?":
        row["speaker"] = {"unnamed": True} | p.find(rest)
    elif key in ("by", "via", "holder"):
        row[key] = named(p, rest)
    elif key == "sv":
        row["said_verb"] = p.find(rest)
    else:
        raise Wrong(f"{row['id']}: {mark!r} is no mark")


def claims_document(doc, lines):
    p, rows = Passage(doc), []
    for line in lines:
        if line.startswith(">"):
            p.add(line)
        elif line.startswith("- "):
            try:
                rows.append(claim(p, line, len(rows) + 1))
            except (ValueError, TypeError) as e:
                raise Wrong(f"{doc}: {line!r}: {e}")
        elif line.strip():
            raise Wrong(f"{doc}: a line is neither text nor claim: {line!r}")
    return p.text, rows


# ---- files -------------------------------------------------------------------------------------------------------

def documents(path):
    """Each document's head and lines: `## name | published=… | publisher=…`."""
    for part in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        head, *lines = part.split("\n")
        doc, *more = [h.strip() for h in head.split(" | ")]
        yield doc, dict(m.split("=", 1) for m in more), lines


def built(corpus, half):
    """The rows of texts.jsonl and of gold.jsonl, as the marks say."""
    read = dates_document if CORPORA[corpus] == "dates" else claims_document
    texts, gold, wrong = [], [], []
    for doc, head, lines in documents(HERE / corpus / half / "marked.txt"):
        try:
            text, rows = read(doc, lines)
        except Wrong as e:
            wrong.append(str(e))
            continue
        texts.append({"doc": doc, "text": text} | head)
        gold += rows
    if wrong:
        raise SystemExit("\n".join(wrong))
    return texts, gold


def write(path, rows):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def show_span(text, s, around=30):
    return (text[max(0, s["start"] - around):s["start"]] + "⟦" + text[s["start"]:s["end"]] + "⟧"
            + text[s["end"]:s["end"] + around]).replace("\n", "⏎")


def show(texts, gold, wanted):
    words = {t["doc"]: t["text"] for t in texts if wanted in t["doc"]}
    for g in (g for g in gold if g["doc"] in words):
        text = words[g["doc"]]
        if "what" not in g:
            print(g["doc"], show_span(text, g), g["value"], g["edtf"])
            continue
        print(g["id"], g["effect"], "NOT" if g["negated"] else "", g["modality"])
        for key in ("what", "cue", "quantity", "by", "holder", "date", "speaker", "via", "said_verb", "said"):
            if s := g.get(key):
                rest = {k: v for k, v in s.items() if k not in ("start", "end", "text")}
                print(f"    {key:9} {show_span(text, s)}  {rest or ''}")


def main(arguments):
    for corpus in CORPORA:
        for half in HALVES:
            if not (HERE / corpus / half / "marked.txt").exists():
                continue
            texts, gold = built(corpus, half)
            write(HERE / corpus / half / "texts.jsonl", texts)
            write(HERE / corpus / half / "gold.jsonl", gold)
            if arguments[:1] == ["--show"]:
                show(texts, gold, arguments[1])


if __name__ == "__main__":
    main(sys.argv[1:])
