import ArgumentParser
import Dataset
import Workbench

/// `tessera runs list`
struct RunsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the runs, newest first; those that differ by their seed together.")

    @Option(
        name: .customLong("eval"),
        help: ArgumentHelp("Also score this: a split or a tag; may be given more than once.", valueName: "split|tag"))
    var evaluate: [String] = []

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let groups: [RunGroup]
    }

    func run() throws {
        let groups = try RunLibrary(workspace: common.open()).groups(evaluating: evaluate)
        try common.print(Output(groups: groups)) {
            let sets = ["train", "val"] + evaluate
            var table = Table(["runs", "version", "trainer", "seeds", "state"] + sets + ["note"])
            for group in groups {
                let states = Set(group.runs.map(\.state.rawValue)).sorted().joined(separator: ", ")
                let outOfSample = group.mean["out of sample"]?.mean
                let scores = sets.map {
                    RunText.percent($0 == "val" && group.folds > 0 ? outOfSample : group.mean[$0]?.mean)
                }
                table.add(
                    [
                        group.runs.map { String($0.id) }.joined(separator: ","), group.title, group.trainer.name,
                        String(group.runs.count), states,
                    ] + scores + [group.runs.compactMap(\.note).first ?? group.version.note ?? ""])
            }
            return groups.isEmpty ? "Nothing was trained yet: `tessera train`." : table.text
        }
    }
}
