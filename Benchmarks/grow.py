"""What growing is worth: the fixed model before, after `tessera grow`, and after as many candidates taken by chance.

    python Benchmarks/grow.py FOLDER [--epochs 30] [--seeds 5] [--grow-seeds 2] [--rounds 4] [--dataset DIR]

Everything is automatic. The competition's data (or DIR, as `tessera import` reads it) is imported with its own train and
val; candidates are made of train by a recipe of small changes and by taking drawings apart; what `grow` proposes is
accepted whole, unseen. The label book (tag label_book) is never trained on and chooses nothing; it is scored at the end.
A third side shows what nearness is worth: as many candidates of the same pool and classes, but any by chance.

All lands in FOLDER: the workspaces, `result.json`, and the report of what was added, `grown.html`. What is done is not
done again when it is started once more. Full runs are 100 epochs; with fewer, both sides have fewer.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import time

from measure import REAL_DATA, TESSERA, processor, say

RECIPE = {
    "transforms": [
        {"kind": "mirror-horizontal", "probability": 0.3},
        {"kind": "rotate", "degrees": [-8, 8]},
        {"kind": "zoom", "factor": [0.85, 1.15]},
        {"kind": "shift", "probability": 0.7},
        {"kind": "shear", "probability": 0.5},
        {"kind": "erode", "probability": 0.2},
        {"kind": "dilate", "probability": 0.2},
    ],
    "goal": {"copies": 1},
    "source": ["split=train"],
    "seed": 42,
}
SETS = ["val", "label_book"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dataset", type=pathlib.Path, default=REAL_DATA)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--grow-seeds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--patience", type=int, default=2)
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--per-sample", type=int, default=3)
    parser.add_argument("--per-round", type=int, default=1000)
    return parser.parse_args()


def tessera(*words):
    """Runs a command, its progress on our standard error, and gives its JSON."""
    say("tessera " + " ".join(map(str, words)))
    done = subprocess.run([TESSERA, *map(str, words), "--json"], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"it failed ({done.returncode}): {done.stdout[:2000]}")
    return json.loads(done.stdout)


def workspace(wanted, place):
    if place.exists():
        return
    making = place.with_name("making.tessera")
    shutil.rmtree(making, ignore_errors=True)
    tessera("import", wanted.dataset, "-w", making, "--quiet")
    tessera("embed", "-w", making, "--quiet")
    tessera("rules", "preset", "roman", "-w", making)
    recipe = place.with_name("recipe.json")
    recipe.write_text(json.dumps(RECIPE))
    tessera("recipes", "save", "shakes", recipe, "-w", making)
    tessera("tag", "before", "-w", making)
    making.rename(place)


def train(wanted, place, version):
    words = [word for name in SETS for word in ["--eval", name]]
    return tessera(
        "train", "-w", place, "--version", version, "--seeds", wanted.seeds, "--epochs", wanted.epochs, *words, "--quiet"
    )


def has_version(place, name):
    return any(each.get("name") == name for each in tessera("tag", "-w", place)["versions"])


def grown(wanted, place, report):
    """Grows, accepts whole and names the version."""
    if has_version(place, "grown"):
        return tessera("grow", "show", "-w", place)["growth"]
    shown = tessera(
        "grow", "-w", place, "--recipe", "shakes", "--dismantle", "--copies", wanted.copies, "--seeds",
        wanted.grow_seeds, "--epochs", wanted.epochs, "--rounds", wanted.rounds, "--patience", wanted.patience,
        "--per-sample", wanted.per_sample, "--per-round", wanted.per_round, "--html", report, "--accept", "--quiet",
    )
    if shown["applied"]:
        tessera("tag", "grown", "-w", place)
    return shown["growth"]


def by_chance(wanted, place, growth):
    """As many candidates of the same pool for the same wrong samples, but any of their class, in one round."""
    if has_version(place, "chance"):
        return True
    shown = tessera(
        "grow", "-w", place, "--recipe", "shakes", "--dismantle", "--copies", wanted.copies, "--seeds",
        wanted.grow_seeds, "--epochs", wanted.epochs, "--rounds", 1, "--per-sample", 100, "--per-round",
        growth["proposed"], "--choice", "chance", "--accept", "--quiet",
    )
    if shown["applied"]:
        tessera("tag", "chance", "-w", place)
    return shown["applied"] is not None


def compared(place, first, second, name):
    return tessera(
        "runs", "compare", first["runs"][0]["id"], second["runs"][0]["id"], "--set", name, "-w", place
    )


def words(side, group):
    parts = []
    for name in SETS:
        mean = group["mean"][name]
        each = ", ".join(f"{run['scores'][name]['accuracy']:.3f}" for run in group["runs"])
        parts.append(f"{name} {mean['mean']:.3f} ± {mean['deviation'] or 0:.3f} ({each})")
    return f"{side}: {group['data']['train']} train, " + "; ".join(parts)


def main():
    wanted = arguments()
    if not wanted.dataset.exists():
        raise SystemExit(f"There is no data in {wanted.dataset}.")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    began = time.time()
    place, other = wanted.folder / "grow.tessera", wanted.folder / "chance.tessera"
    workspace(wanted, place)
    result = {
        "machine": processor(), "epochs": wanted.epochs, "seeds": wanted.seeds, "growSeeds": wanted.grow_seeds,
        "copies": wanted.copies, "perSample": wanted.per_sample, "perRound": wanted.per_round,
    }

    def keep():
        result["seconds"] = round(time.time() - began)
        (wanted.folder / "result.json").write_text(json.dumps(result, indent=1))

    before = train(wanted, place, "before")
    result["before"] = before["mean"]
    keep()
    say(words("before", before))
    if not other.exists():
        shutil.copytree(place, other)
    growth = grown(wanted, place, wanted.folder / "grown.html")
    result["rounds"] = [
        {key: each[key] for key in ["round", "added", "train", "accuracy", "accuracies"]} | {"wrong": len(each["wrong"])}
        for each in growth["rounds"]
    ]
    result["stop"], result["best"], result["proposed"] = growth["stop"], growth["best"], growth["proposed"]
    keep()
    if growth["best"] == 0:
        say("No round was better on val; nothing was added.")
        return
    after = train(wanted, place, "grown")
    result["after"] = after["mean"]
    result["comparison"] = {name: compared(place, before, after, name) for name in SETS}
    keep()
    say(words("after", after))
    if not by_chance(wanted, other, growth):
        say("By chance nothing was better on val.")
        return
    chance = train(wanted, other, "chance")
    result["chance"] = chance["mean"]
    result["comparisonOfChance"] = {name: compared(other, before, chance, name) for name in SETS}
    keep()
    for side, group in [("before", before), ("after", after), ("by chance", chance)]:
        print(words(side, group))
    for name in SETS:
        found = result["comparison"][name]
        print(f"{name}: {json.dumps({key: found[key] for key in ['bootstrap', 'mcNemar']})}")


if __name__ == "__main__":
    sys.exit(main())
