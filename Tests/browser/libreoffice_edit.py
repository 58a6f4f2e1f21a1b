"""Opens a spreadsheet in a real LibreOffice, edits cells as a person would, and saves it: run by the system's Python, which
has LibreOffice's own module `uno`.

    python3 libreoffice_edit.py FILE OUT A2=text B3=text …

An edit `COLUMN@ID=TEXT` goes into the column with that heading of the row with that id.
"""

import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "csv": "Text - txt - csv (StarCalc)"}


def connect(pipe, process):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if process.poll() is not None:
                raise SystemExit("LibreOffice ended before it could be asked")
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def value(name, content):
    return PropertyValue(name, 0, content, 0)


def main(source, target, edits):
    profile = tempfile.mkdtemp(prefix="tessera-lo-")
    pipe = profile.rsplit("/", 1)[-1]
    process = subprocess.Popen([
        shutil.which("soffice"), "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}",
        f"--accept=pipe,name={pipe};urp;",
    ])
    try:
        context = connect(pipe, process)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (value("Hidden", True),))
        sheet = document.Sheets.getByIndex(0)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        address = cursor.getRangeAddress()
        headings = {sheet.getCellByPosition(c, 0).String: c for c in range(address.EndColumn + 1)}
        rows = {sheet.getCellByPosition(headings["id"], r).String: r for r in range(1, address.EndRow + 1)}
        for edit in edits:
            place, text = edit.split("=", 1)
            heading, sample = place.split("@")
            sheet.getCellByPosition(headings[heading], rows[sample]).String = text
        pictures = sheet.DrawPage.Count
        rule = sheet.getCellByPosition(headings["label"], 1).Validation
        kind = FILTERS[target.rsplit(".", 1)[-1]]
        document.storeToURL(f"file://{target}", (value("FilterName", kind),))
        document.close(True)
        print(f"pictures={pictures} validation={rule.Type.value} first={sorted(headings)[0]}")
        try:
            desktop.terminate()
        except Exception:
            pass
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(profile, ignore_errors=True)


main(sys.argv[1], sys.argv[2], sys.argv[3:])
