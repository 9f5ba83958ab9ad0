"""What the pages cost: see web.sh."""
import csv, http.client, json, os, pathlib, re, shutil, signal, socket, sqlite3, subprocess, sys, threading, time, urllib.parse

DAFTAR, FOLDER, CATALOGUE = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
HOST, PORT, OTHER = "127.0.0.1", 4797, 4798
WORDS = "turner sea chair hockney landscape swimming portrait thames sculpture untitled harbour winter".split()
SEARCHES = WORDS + [f"{a} {b}" for a, b in zip(WORDS, WORDS[1:])]


class Visitor:
    """One connection that is kept, with its cookie."""

    def __init__(self, port):
        self.line, self.cookie = http.client.HTTPConnection(HOST, port), ""

    def ask(self, path, form=None):
        headers = {"Cookie": self.cookie}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urllib.parse.urlencode(form) if form is not None else None
        self.line.request("POST" if body is not None else "GET", path, body, headers)
        answer = self.line.getresponse()
        text = answer.read()
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).split(";")[0]
        return answer.status, text

    def unlock(self):
        page = self.ask("/unlock")[1].decode()
        self.token = re.search('name="token" value="([0-9a-f]+)"', page)[1]
        assert self.ask("/unlock", {"token": self.token})[0] == 303


def begun(port, since):
    """Seconds from the start until the first page."""
    while True:
        try:
            line = http.client.HTTPConnection(HOST, port)
            line.request("GET", "/")
            line.getresponse().read()
            return time.perf_counter() - since
        except OSError:
            time.sleep(0.002)
            assert time.perf_counter() - since < 60, "it does not answer"


def serve(command, port, env=None):
    since = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return process, begun(port, since)


def times(visitor, paths):
    """Milliseconds of each visit, sorted."""
    all = []
    for path in paths:
        since = time.perf_counter()
        status, _ = visitor.ask(path)
        all.append((time.perf_counter() - since) * 1000)
        assert status == 200, (status, path)
    return sorted(all)


def told(name, all):
    at = lambda share: all[min(len(all) - 1, int(len(all) * share))]
    print(f"{name}: p50 {at(0.5):.1f} ms, p95 {at(0.95):.1f} ms, {len(all)} visits", flush=True)
    return at(0.5)


def peak(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def write(port, until, counted, card):
    """Adds a note by the form again and again."""
    visitor = Visitor(port)
    visitor.unlock()
    while time.time() < until:
        page = visitor.ask(f"{card}/add/description")[1].decode()
        key = re.search('name="key" value="([^"]+)"', page)[1]
        form = {"token": visitor.token, "key": key, "from": "me", "stated": "2032-05-01", "description.en": f"a note {key}"}
        status = visitor.ask(f"{card}/add/description", form)[0]
        counted.append(status)


def crowd(name, port, paths, seconds=8, readers=1000, writers=0, card=None):
    if not shutil.which("wrk"):
        print("skipped: many readers at once: wrk is not installed")
        return
    script = FOLDER / "paths.lua"
    listed = ", ".join(json.dumps(path) for path in paths)
    script.write_text(f"local paths = {{{listed}}}\nlocal n = 0\nrequest = function() n = n % #paths + 1 "
                      "return wrk.format('GET', paths[n]) end")
    counted, until = [], time.time() + seconds
    threads = [threading.Thread(target=write, args=(port, until, counted, card)) for _ in range(writers)]
    for thread in threads:
        thread.start()
    out = subprocess.run(["wrk", "-t1", f"-c{readers}", f"-d{seconds}s", "--latency", "--timeout", "10s", "-s", script,
                          f"http://{HOST}:{port}"], capture_output=True, text=True).stdout
    for thread in threads:
        thread.join()
    share = {mark: re.search(rf"^\s+{mark}%\s+(\S+)", out, re.M)[1] for mark in ("50", "99")}
    errors = re.findall(r"(?:Non-2xx.*|Socket errors.*)", out)
    rate = re.search(r"Requests/sec:\s+(\S+)", out)[1]
    wrote = f"; {len(counted)} statements written, {sum(status != 303 for status in counted)} refused" if writers else ""
    print(f"{name}: p50 {share['50']}, p99 {share['99']}, {rate} answers a second, {errors or 'no error'}{wrote}", flush=True)


def cards(visitor, count):
    """Addresses of so many cards, from all over the list."""
    found = []
    for page in range(1, 1300, max(1, 1300 * 50 // count // 50)):
        data = json.loads(visitor.ask(f"/kind/object.json?page={page}")[1])
        found += [f"/e/{card['entity'].removeprefix('entity:')}" for card in data["cards"][:10]]
        if len(found) >= count:
            break
    return found[:count]


def daftar():
    env = dict(os.environ, DAFTAR_HOME=str(FOLDER / "home"))
    command = [DAFTAR, "serve", "-R", str(FOLDER / "bench.daftar"), "--address", f"{HOST}:{PORT}", "--no-open"]
    process, first = serve(command, PORT, env)
    print(f"daftar: from start to the first page {first * 1000:.0f} ms")
    visitor = Visitor(PORT)
    met = cards(visitor, 500)
    card, search = told("daftar: card", times(visitor, met)), told("daftar: search", times(visitor, [
        "/search?" + urllib.parse.urlencode({"words": words}) for words in SEARCHES]))
    listed = told("daftar: a page of the list", times(visitor, [f"/kind/object?page={page}" for page in range(2, 40, 2)]))
    told("daftar: timeline, everything", times(visitor, ["/timeline", "/timeline?lang=ar", "/timeline?page=7"]))
    ten = [f"/timeline?since={since}&until={since + 20}" for since in (1780, 1800, 1820)]
    told("daftar: timeline, twenty years", times(visitor, ten))
    told("daftar: overview, kept", times(visitor, ["/"] * 50))
    crowd("daftar: 1,000 readers", PORT, met[:100] + ["/", "/timeline"])
    crowd("daftar: 1,000 readers, 10 writers", PORT, met[:20] + ["/"], writers=10, card=met[0])
    print(f"daftar: peak memory {peak(process):.0f} MB")
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    return card, search, listed


def datasette():
    if not CATALOGUE.exists():
        return print("skipped: side by side with Datasette: no catalogue")
    if not shutil.which("datasette"):
        return print("skipped: side by side with Datasette: it is not installed")
    path = FOLDER / "rows.db"
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    with CATALOGUE.open(newline="") as file:
        rows = csv.reader(file)
        names = next(rows)
        columns = ", ".join(f'"{name}"' + (" PRIMARY KEY" if name == "id" else "") for name in names)
        db.execute(f"CREATE TABLE objects({columns})")
        db.executemany(f"INSERT OR IGNORE INTO objects VALUES({', '.join('?' * len(names))})", rows)
    db.execute("CREATE VIRTUAL TABLE objects_fts USING fts5(title, artist, subjects, medium, content=objects)")
    db.execute("INSERT INTO objects_fts(objects_fts) VALUES('rebuild')")
    ids = [row[0] for row in db.execute("SELECT id FROM objects WHERE rowid % 137 = 0 LIMIT 500")]
    db.commit()
    process, first = serve(["datasette", "serve", str(path), "-h", HOST, "-p", str(OTHER)], OTHER)
    print(f"datasette: from start to the first page {first * 1000:.0f} ms")
    visitor = Visitor(OTHER)
    card = told("datasette: row", times(visitor, [f"/rows/objects/{id}" for id in ids]))
    search = told("datasette: search", times(visitor, [
        "/rows/objects?" + urllib.parse.urlencode({"_search": words, "_size": 50}) for words in SEARCHES]))
    listed = told("datasette: a page of the table", times(visitor, [
        f"/rows/objects?_size=50&_sort=title&_next={next}" for next in ids[:20]]))
    crowd("datasette: 1,000 readers", OTHER, [f"/rows/objects/{id}" for id in ids[:100]])
    print(f"datasette: peak memory {peak(process):.0f} MB")
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    return card, search, listed


ours, theirs = daftar(), datasette()
if theirs:
    for what, mine, other in zip(("card", "search", "list"), ours, theirs):
        print(f"{what}: datasette / daftar {other / mine:.2f} at p50")
