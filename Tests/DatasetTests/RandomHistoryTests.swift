import Dataset
import Testing

/// Whatever people do, in whatever order, the history alone gives the present state, and any earlier one.
@Suite("History")
struct RandomHistoryTests {
    @Test("any sequence of edits, undos, redos and class changes can be rebuilt", arguments: 0..<12)
    func rebuild(seed: Int) throws {
        var dice = Dice(seed)
        let bench = try Bench()
        let workspace = bench.workspace
        let labels = ["i", "ii", "iii", "iv"]
        var ids = try bench.take(
            (0..<8).map { Incoming("\($0).png", labels[$0 % 3], columns: ["n": .number(Double($0))]) }
        ).added
        var states: [Int64: [Int64: SampleState]] = [:]
        for step in 0..<60 {
            let author = dice.pick(["Ada", "Grace"])
            do {
                switch dice.next(10) {
                case 0: try workspace.undo(author: author)
                case 1: try workspace.redo(author: author)
                case 2:
                    let change = Int64(dice.next(step + 1) + 1)
                    try workspace.undo(author: author, change: change, force: dice.next(2) == 0)
                case 3: try workspace.addClass(dice.pick(["v", "vi", "vii"]), author: author)
                case 4:
                    let classes = try workspace.classes()
                    let id = classes[dice.next(classes.count)].id
                    try workspace.updateClass(
                        id, name: dice.pick([nil, "x", "y"]), position: dice.next(classes.count), author: author)
                case 5:
                    ids += try bench.take([Incoming("new\(step).png", dice.pick([nil, "viii", "i"]), "val")]).added
                default:
                    let samples = Array(Set((0...dice.next(3)).map { _ in ids[dice.next(ids.count)] }))
                    try bench.edit(samples, by: author, createClasses: dice.next(2) == 0, dice.changes())
                }
            } catch is EditError {
                // Refused: then nothing may have changed, which is what is compared below.
            }
            let now = try workspace.currentStates()
            #expect(try workspace.rebuildStateFromHistory() == now)
            #expect(try workspace.rebuildClassesFromHistory() == workspace.classes())
            states[try workspace.summary().lastChange] = now
        }
        for (change, state) in states {
            #expect(try workspace.rebuildStateFromHistory(upTo: change) == state, "as of change \(change)")
        }
    }
}
