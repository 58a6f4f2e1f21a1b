"""The sheet as a spreadsheet, in the programs that people have: openpyxl, and a real LibreOffice where there is one."""

import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from conftest import tessera

LIBREOFFICE = Path(__file__).with_name("libreoffice_edit.py")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """Twelve images of three classes."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("sheet")
    for number in range(12):
        place = folder / "images" / ("val" if number % 4 == 0 else "train") / ["i", "ii", "iii"][number % 3]
        place.mkdir(parents=True, exist_ok=True)
        Image.new("L", (40, 30), 20 * number).save(place / f"=sum{number}.png")
    tessera("import", folder / "images", "-w", folder / "w.tessera", "--quiet")
    return folder / "w.tessera"


@pytest.fixture
def workspace(dataset, tmp_path):
    place = tmp_path / "w.tessera"
    shutil.copytree(dataset, place)
    return place


def plan(workspace, file, *options):
    return json.loads(tessera("sheet", "import", file, "-w", workspace, "--json", *options).stdout)


def samples(workspace):
    listed = json.loads(tessera("list", "-w", workspace, "--where", "state=all", "--json").stdout)["samples"]
    return {sample["id"]: sample for sample in listed}


def test_openpyxl_reads_and_edits_it(workspace, tmp_path):
    file = tmp_path / "a.xlsx"
    tessera("sheet", "export", file, "-w", workspace)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    headings = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.freeze_panes == "B2"
    assert len(sheet._images) == 12
    paths = [sheet.cell(row, headings["path"]) for row in range(2, 14)]
    assert all(cell.data_type == "s" and "=sum" in cell.value for cell in paths)
    letters = {openpyxl.utils.get_column_letter(headings[name]) for name in ("label", "split", "state")}
    assert {str(rule.sqref)[0] for rule in sheet.data_validations.dataValidation} == letters
    by_id = {sheet.cell(row, headings["id"]).value: row for row in range(2, 14)}
    sheet.cell(by_id[1], headings["label"]).value = "ii"
    sheet.cell(by_id[2], headings["tags"]).value = "faint, =2+3"
    sheet.cell(by_id[3], headings["split"]).value = None
    edited = tmp_path / "b.xlsx"
    book.save(edited)
    shown = plan(workspace, edited)
    assert sorted(cell["field"] for cell in shown["changes"]) == ["label", "split", "tags"], shown
    assert not shown["problems"] and not shown["conflicts"]
    assert "change" in plan(workspace, edited, "--apply", "--author", "Ada")
    now = samples(workspace)
    assert now[1]["label"] == "ii" and now[2]["tags"] == ["=2+3", "faint"] and "split" not in now[3]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_real_libreoffice_opens_edits_and_saves_it(workspace, tmp_path, ending):
    python = shutil.which("python3", path="/usr/bin:/bin")
    if not shutil.which("soffice") or subprocess.run([python, "-c", "import uno"], capture_output=True).returncode:
        pytest.skip("LibreOffice with its Python module (libreoffice-calc-nogui, python3-uno) is not installed")
    file, edited = tmp_path / "a.xlsx", tmp_path / f"b.{ending}"
    tessera("sheet", "export", file, "-w", workspace)
    label = "iii" if samples(workspace)[1]["label"] != "iii" else "ii"
    done = subprocess.run(
        [python, LIBREOFFICE, file, edited, f"label@1={label}", "tags@2==1+1", "split@3=test", "why@1=a faint stroke"],
        capture_output=True, text=True, timeout=180,
    )
    assert done.returncode == 0, done.stderr
    # Pictures, and a list to choose the label from (LibreOffice calls that LIST, of another sheet's cells).
    assert "pictures=12" in done.stdout and "validation=LIST" in done.stdout, done.stdout
    shown = plan(workspace, edited)
    assert {(cell["sample"], cell["field"], cell.get("to")) for cell in shown["changes"]} == {
        (1, "label", label), (2, "tags", "=1+1"), (3, "split", "test"),
    }, shown
    assert not shown["problems"] and not shown["conflicts"], shown
    plan(workspace, edited, "--apply")
    log = json.loads(tessera("log", "-w", workspace, "--json").stdout)["changes"][0]
    assert "a faint stroke" in log["reason"]
    assert not plan(workspace, edited)["changes"]
