"""What the first look at the differences, and at a search, costs after one new statement; then the second look.
   after.py PROGRAM REGISTER"""
import http.client
import socket
import statistics
import subprocess
import sys
import time

program, register = sys.argv[1:]
PORT = 4877
server = subprocess.Popen(
    [program, "serve", "-R", register, "--address", f"127.0.0.1:{PORT}", "--no-open"], stdout=subprocess.DEVNULL
)
for _ in range(600):
    try:
        socket.create_connection(("127.0.0.1", PORT)).close()
        break
    except OSError:
        time.sleep(0.1)


def visit(path):
    line = http.client.HTTPConnection("127.0.0.1", PORT)
    begun = time.perf_counter()
    line.request("GET", path)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 200, (path, answer.status)
    return (time.perf_counter() - begun) * 1000


try:
    visit("/differ.json")
    visit("/search.json?words=water")
    first, then, words = [], [], []
    for n in range(7):
        add = [program, "-R", register, "add", f"Bench {n} {time.time()}", "name", "A new one", "--kind", "object"]
        done = subprocess.run(add, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        first.append(visit(f"/differ.json?n={n}"))
        then.append(visit(f"/differ.json?again={n}"))
        words.append(visit(f"/search.json?words=water&n={n}"))
    for what, times in (("differences, first", first), ("differences, second", then), ("search after them", words)):
        print(f"{what:28} {statistics.median(times):8.1f} ms (median of {len(times)})")
finally:
    server.terminate()
    server.wait()
