"""How fast the map follows the hand: script and layout of each step of the scrubber, in a real browser.

Chromium itself counts the time (`ScriptDuration`, `LayoutDuration`, `RecalcStyleDuration`), so that
waiting for the next frame is not in it. The days are those of 1938 to 1941, one after the other, at
1440x900 with every kind of tie drawn.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from typing import Any

PORT, FLOOR, GOAL = 8029, 16.0, 8.0
FROM, STEPS = "1938-01-01", 400
PARTS = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
STEP = "document.querySelector('button[aria-label=\"A day on\"]').click()"
FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main() -> int:
    """Print the median, the 95th percentile and the slowest step, beside floor and goal."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        print("map scrubbing: not measured, since this needs chromium and playwright")
        return 0
    server = subprocess.Popen(
        [sys.executable, "-m", "foedera", "serve", "--port", str(PORT), "--no-open"], stdout=subprocess.DEVNULL
    )
    try:
        _wait()
        with sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=program, args=flags)
            spent = _scrub(browser.new_page(viewport={"width": 1440, "height": 900}))
            browser.close()
    finally:
        server.terminate()
    p95 = statistics.quantiles(spent, n=20)[-1]
    print(
        f"map scrubbing at 1440x900, script and layout a step: median {statistics.median(spent):.1f} ms, "
        f"p95 {p95:.1f} ms, slowest {max(spent):.1f} ms (floor {FLOOR:.0f} ms p95, goal {GOAL:.0f} ms)"
    )
    return 0


def _wait() -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/control").read()
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError("the server did not start")


def _scrub(page: Any) -> list[float]:
    page.goto(f"http://127.0.0.1:{PORT}/#/atlas?day={FROM}&hide=none")
    page.locator("path.arc").first.wait_for(state="attached")
    page.wait_for_timeout(1000)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    spent = []
    before = _counted(session)
    for _ in range(STEPS):
        page.evaluate(STEP)
        page.evaluate(FRAME)
        now = _counted(session)
        spent.append(1e3 * (now - before))
        before = now
    return spent


def _counted(session: Any) -> float:
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return float(sum(metrics[part] for part in PARTS))


if __name__ == "__main__":
    sys.exit(main())
