"""Takes the pictures of the README and the tutorial: serves a demo workspace and looks at its pages in Chromium.

    .deps/python-test/bin/python Scripts/pictures.py demo.tessera
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "pictures"


def main(workspace):
    OUT.mkdir(parents=True, exist_ok=True)
    server = subprocess.Popen(
        [ROOT / "bin/tessera", "serve", "-w", workspace, "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        url = re.search(r"http://[^\s/]+", server.stdout.readline()).group(0)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
            map_with_window(page, url)
            sheet_by_similarity(page, url)
            browser.close()
    finally:
        server.terminate()
        server.wait()


def map_with_window(page, url):
    page.goto(url + "/map")
    page.wait_for_selector(".map-stage[data-drawn]")
    stage = page.locator(".map-stage").bounding_box()
    page.mouse.move(stage["x"] + stage["width"] * 0.36, stage["y"] + stage["height"] * 0.40)
    page.mouse.down()
    page.mouse.move(stage["x"] + stage["width"] * 0.60, stage["y"] + stage["height"] * 0.72, steps=8)
    page.mouse.up()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_500)
    page.screenshot(path=OUT / "map.png")


def sheet_by_similarity(page, url):
    page.goto(url + "/sheet?sort=similarity")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_500)
    page.screenshot(path=OUT / "sheet.png")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
