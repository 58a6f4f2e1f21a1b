import Dataset
import Testing

@Suite("Handing out samples to label")
struct HandOutTests {
    private let bench: Bench
    private var workspace: Workspace { bench.workspace }

    init() throws {
        bench = try Bench()
        try bench.take((1...8).map { Incoming("\($0).png", "i", "train") } + [Incoming("x.png", "ii", "train")])
        try workspace.setLabellingRules(
            LabellingRules(keepsAnswersApart: true, answersWanted: 2), author: "Lead")
    }

    private func hand(
        _ count: Int, to person: String, at holder: String? = nil, keeping: [Int64] = [], seconds: Double = 60,
        start: Int = 0, among: Set<Int64>? = nil
    ) throws -> [Int64] {
        try workspace.handOut(
            HandOutRequest(
                person: person, holder: holder ?? person, count: count, keeping: keeping, seconds: seconds,
                order: Array(1...8), start: start, among: among)
        ).items.map(\.sample)
    }

    @Test("Two people, and two windows of one person, are never handed the same")
    func disjoint() throws {
        #expect(try hand(3, to: "Ada") == [1, 2, 3])
        #expect(try hand(3, to: "Ben") == [4, 5, 6])
        #expect(try hand(3, to: "Ada", at: "another window") == [7, 8])
        #expect(try hand(3, to: "Cleo") == [])
    }

    @Test("Also not by two processes at the same time")
    func concurrent() async throws {
        let root = workspace.directory.root
        let handed = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for person in 0..<8 {
                group.addTask {
                    let own = try Workspace.open(root)
                    return try own.handOut(
                        HandOutRequest(person: "p\(person)", holder: "p\(person)", count: 1, order: Array(1...8))
                    ).items.map(\.sample)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(handed.sorted() == Array(1...8))
    }

    @Test("What somebody keeps stays theirs, what they no longer want is free, and a lease ends")
    func leases() throws {
        #expect(try hand(3, to: "Ada") == [1, 2, 3])
        #expect(try hand(1, to: "Ada", keeping: [2]) == [1])
        #expect(try hand(2, to: "Ben") == [3, 4])
        try workspace.giveBack(holder: "Ben")
        #expect(try hand(1, to: "Cleo", seconds: -1) == [3])
        #expect(try hand(1, to: "Dan") == [3])
    }

    @Test("Nobody is handed what they answered, nor what enough have answered")
    func answered() throws {
        for sample in 1...2 as ClosedRange<Int64> {
            _ = try workspace.answer([AnswerRequest(sample: sample, label: "i")], by: "Ada")
        }
        #expect(try hand(1, to: "Ada", seconds: -1) == [3])
        _ = try workspace.answer([AnswerRequest(sample: 1, label: "i")], by: "Ben")
        #expect(try hand(1, to: "Cleo", seconds: -1) == [2])
        let out = try workspace.handOut(
            HandOutRequest(person: "Ada", holder: "Ada", count: 1, seconds: -1, order: Array(1...8)))
        #expect(out.start == 2)
    }

    @Test("What people do not agree on comes first, the most contested first, and is asked of two more")
    func contested() throws {
        for (person, sample, label) in [
            ("Ada", 5, "i"), ("Ben", 5, "ii"), ("Ada", 7, "i"), ("Ben", 7, "ii"), ("Cleo", 7, "i"),
        ] {
            _ = try workspace.answer([AnswerRequest(sample: Int64(sample), label: label)], by: person)
        }
        #expect(try hand(3, to: "Dan", seconds: -1) == [5, 7, 1])
        _ = try workspace.answer([AnswerRequest(sample: 7, label: "i")], by: "Dan")
        #expect(try hand(2, to: "Eve", seconds: -1) == [5, 1])
    }

    @Test("Only what was asked for, and nothing from the trash")
    func filtered() throws {
        _ = try bench.edit([6], CellChanges(state: .trashed))
        #expect(try hand(5, to: "Ada", among: [6, 7, 8]) == [7, 8])
    }
}
