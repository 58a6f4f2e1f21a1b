// The runs page: what the fixed model makes of the versions of the dataset. The address says what is shown: the
// leaderboard, one run (?run=12), or two side by side (?compare=12,15).

import { byId } from "../shared/dom.js";
import { mountHeader } from "../shared/header.js";
import { showBoards } from "./boards.js";
import { showComparison } from "./comparison.js";
import { showRun } from "./run.js";

const main = byId("main", HTMLElement);
const header = mountHeader("runs");
const query = new URLSearchParams(location.search);
const run = Number(query.get("run"));
const pair = (query.get("compare") ?? "").split(",").map(Number);

if (pair.length === 2 && pair.every((id) => id > 0)) void showComparison(main, pair[0], pair[1], query.get("set") ?? "val", query.get("any") === "1");
else if (run > 0) void showRun(main, run, query.get("set"));
else void showBoards(main, header);
