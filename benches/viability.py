"""Plain forecasts a second, beside NumPy and SciPy doing the same formulae in the same run. From the root of the project:
   python3 benches/viability.py [LOTS]"""
import json
import subprocess
import sys
import time

LOTS = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
ROUNDS = 60  # the fastest counts, so that other work on the machine does not
SPEED = ["cargo", "run", "--release", "--quiet", "-p", "daftar-viability", "--example", "viability_speed", "--", str(LOTS), str(ROUNDS)]


def ours():
    """Seconds of the fastest round, and the sums."""
    seconds, sums = subprocess.run(SPEED, capture_output=True, text=True, check=True).stdout.split(" ", 1)
    now, days = json.loads("[" + sums.replace("] [", "], [") + "]")
    return float(seconds), now, days


def made_up(np, ndtri):
    lot = np.arange(LOTS, dtype=np.int64)
    share = lambda step: (lot * step % 1009) / 1009.0
    return ndtri(0.80 + 0.19 * share(31)), 5.0 + 10.0 * share(17), -18.0 + 48.0 * share(7), 3650.0 * share(3)


def theirs(np, ndtr, ndtri):
    ki, moisture, celsius, age = made_up(np, ndtri)
    times = []
    for _ in range(ROUNDS):
        since = time.perf_counter()
        sigma = 10.0 ** (9.043 - 5.183 * np.log10(moisture) - 0.0351 * celsius - 0.000475 * celsius * celsius)
        now, days = [], []
        for more, times_sigma in ((-0.2, 0.5), (0.0, 1.0), (0.2, 2.0)):
            begun = ki + more
            now.append(ndtr(begun - age / (sigma * times_sigma)).sum())
            day = (begun - ndtri(0.85 * ndtr(begun))) * (sigma * times_sigma)
            day = np.where(day <= age, 0.0, np.minimum(day, age + 200 * 365.25))
            days.append(day.sum())
        times.append(time.perf_counter() - since)
    return min(times), now, days


def main():
    seconds, now, days = ours()
    print(f"daftar-viability: {LOTS / seconds / 1e6:.2f} million lots a second, {1e9 * seconds / LOTS:.0f} ns each, one core")
    try:
        import numpy as np
        from scipy.special import ndtr, ndtri
    except ImportError:
        print("NumPy and SciPy: skipped, not installed")
        return
    other_seconds, other_now, other_days = theirs(np, ndtr, ndtri)
    print(f"NumPy and SciPy:  {LOTS / other_seconds / 1e6:.2f} million lots a second, {1e9 * other_seconds / LOTS:.0f} ns each")
    print(f"ratio: {other_seconds / seconds:.2f} times as fast")
    apart = max(abs(a / b - 1) for a, b in zip(now + days, other_now + other_days))
    print(f"largest difference of the sums: {apart:.1e}")
    assert apart < 1e-9, (now, other_now, days, other_days)


main()
