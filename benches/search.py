"""What words and facets cost over HTTP: see search.sh."""
import csv, http.client, json, os, pathlib, re, shutil, signal, socket, sqlite3, subprocess, sys, time, urllib.parse

DAFTAR, FOLDER, CATALOGUE = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
HOST, PORT, OTHER = "127.0.0.1", 4807, 4808
ROUNDS = 4


def words():
    """Fifty questions: words, beginnings and phrases, drawn from the titles at even distances."""
    made_up = "turner sea chair landscape portrait thames untitled harbour winter".split()
    if not CATALOGUE.exists():
        return [f"{a} {b}" for a in made_up for b in made_up][:50]
    with CATALOGUE.open(newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    asked = []
    for place in range(0, len(titles), len(titles) // 400):
        found = [word for word in re.findall(r"[A-Za-z]{4,}", titles[place])]
        if found:
            n = len(asked) % 4
            asked.append(found[-1] if n < 2 else found[0][:4] + "*" if n == 2 else f'"{" ".join(found[:2])}"')
        if len(asked) == 50:
            break
    return asked


def ask(line, path):
    since = time.perf_counter()
    line.request("GET", path)
    answer = line.getresponse()
    text = answer.read()
    assert answer.status == 200, (answer.status, path)
    return (time.perf_counter() - since) * 1000, text


def told(name, port, paths):
    """Each address several times, each time under another name, so that no page is answered from memory."""
    line, all = http.client.HTTPConnection(HOST, port), []
    ask(line, paths[0])
    for round in range(ROUNDS):
        all += [ask(line, f"{path}&_={round}-{n}")[0] for n, path in enumerate(paths)]
    all.sort()
    at = lambda share: all[min(len(all) - 1, int(len(all) * share))]
    print(f"{name}: p50 {at(0.5):.1f} ms, p95 {at(0.95):.1f} ms, {len(all)} visits", flush=True)
    return at(0.5)


def serve(command, port, env=None):
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    since = time.perf_counter()
    while True:
        try:
            socket.create_connection((HOST, port)).close()
            return process
        except OSError:
            time.sleep(0.01)
            assert time.perf_counter() - since < 60, "it does not answer"


def peak(process):
    return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text())[1]) / 1024


def end(process, name):
    print(f"{name}: peak memory {peak(process):.0f} MB")
    process.send_signal(signal.SIGTERM)
    process.wait(60)


def daftar():
    env = dict(os.environ, DAFTAR_HOME=str(FOLDER / "home"))
    since = time.perf_counter()
    keep = [DAFTAR, "search", "-R", str(FOLDER / "bench.daftar"), "--facet", "kind", "--limit", "1"]
    subprocess.run(keep, env=env, check=True, stdout=subprocess.DEVNULL)
    print(f"daftar: the table was level after {time.perf_counter() - since:.1f} s")
    process = serve([DAFTAR, "serve", "-R", str(FOLDER / "bench.daftar"), "--address", f"{HOST}:{PORT}", "--no-open"], PORT, env)
    paths = ["/search.json?" + urllib.parse.urlencode({"words": one}) for one in words()]
    total = json.loads(ask(http.client.HTTPConnection(HOST, PORT), paths[0])[1])["total"]
    print(f"daftar: {total} hits of {words()[0]!r}")
    three = "&count=maker&count=material&count=subject"
    ours = [
        told("daftar: search", PORT, paths),
        told("daftar: search and two facets", PORT, [path + "&count=maker&count=material" for path in paths]),
        told("daftar: three facets over everything", PORT, ["/search.json?words=" + three] * 10),
    ]
    told("daftar: search, as a page", PORT, [path.replace(".json", "") for path in paths])
    end(process, "daftar")
    return ours


def datasette():
    if os.environ.get("ALONE") or not CATALOGUE.exists() or not shutil.which("datasette"):
        return print("skipped: side by side with Datasette: not wished, no catalogue, or it is not installed")
    path = FOLDER / "search.db"
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
    db.commit()
    limit = ["--setting", "facet_time_limit_ms", "60000", "--setting", "sql_time_limit_ms", "60000"]
    process = serve(["datasette", "serve", str(path), "-h", HOST, "-p", str(OTHER), *limit], OTHER)
    paths = ["/search/objects.json?_size=50&_search=" + urllib.parse.quote(one) for one in words()]
    facets = "&_facet=artist&_facet=medium"
    theirs = [
        told("datasette: search", OTHER, paths),
        told("datasette: search and two facets", OTHER, [path + facets for path in paths]),
        told("datasette: three facets over everything", OTHER, ["/search/objects.json?_size=50&_facet=subjects" + facets] * 3),
    ]
    end(process, "datasette")
    return theirs


ours, theirs = daftar(), datasette()
if theirs:
    for what, mine, other in zip(("search", "two facets", "three facets"), ours, theirs):
        print(f"{what}: datasette / daftar {other / mine:.1f} at p50")
