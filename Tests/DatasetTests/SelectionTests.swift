import Dataset
import Foundation
import Testing

@Suite("Selections: many samples under a short name")
struct SelectionTests {
    @Test("a set is the same as ranges, packed, and unpacked")
    func packing() throws {
        let sets: [[Int64]] = [
            [1], [1, 2, 3], [2, 4, 6], [5, 1, 2, 5, 9], [1, 200, 20_000, 3_000_000, 4_294_967_294],
        ]
        for ids in sets {
            let ranges = SampleRanges(ids)
            #expect(ranges.ranges.flatMap { Array($0) } == Set(ids).sorted())
            #expect(ranges.count == Set(ids).count)
            #expect(try SampleRanges(packed: ranges.packed) == ranges)
            #expect(try SampleRanges(pairs: ranges.ranges.map { [$0.lowerBound, $0.upperBound] }) == ranges)
        }
        #expect(SampleRanges(1...500_000).packed.count < 8, "half a million in a row are a few bytes")
        #expect(try SampleRanges(pairs: [[1, 2], [3, 4]]) == SampleRanges(1...4), "ranges that touch are one")
    }

    @Test("what is no set of ids is refused")
    func hostile() {
        for pairs: [[Int64]] in [
            [[0, 1]], [[2, 1]], [[1, 3], [3, 4]], [[1]], [[1, 2, 3]], [[-5, 2]], [[1, 1 << 40]],
        ] {
            #expect(throws: SelectionError.notAscending, "\(pairs)") { try SampleRanges(pairs: pairs) }
        }
        for bytes: [UInt8] in [
            [0], [0x80], [0, 0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0], [0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
        ] {
            #expect(throws: SelectionError.notPacked, "\(bytes)") { try SampleRanges(packed: bytes) }
        }
    }

    @Test("a query keeps to a selection, however large it is and whatever else it asks", arguments: [3, 2_600])
    func filter(count: Int) throws {
        let bench = try Bench()
        let samples = (1...count).map { Incoming("s\($0).png", $0.isMultiple(of: 3) ? "iii" : "i", content: "same") }
        try bench.take(samples)
        // Every second one: beyond a thousand ids the mask is used, and ids that no sample has do no harm.
        let odd = SampleRanges(stride(from: Int64(1), through: Int64(count) + 1_000, by: 2))
        var query = SampleQuery()
        query.selection = try bench.workspace.selections.keep(odd)
        let ids = try bench.workspace.sampleIDs(matching: query)
        #expect(ids == (1...Int64(count)).filter { $0 % 2 == 1 })
        #expect(try bench.workspace.sampleCount(matching: query) == ids.count)
        #expect(try bench.workspace.columns(["id", "label"], matching: query).count == ids.count)
        query.labels = ["iii"]
        #expect(try bench.workspace.sampleIDs(matching: query) == ids.filter { $0 % 3 == 0 })
        #expect(try bench.workspace.sampleIDs(inSelection: query.selection ?? "") == ids)
    }

    @Test("a selection survives the program, has the same name whoever keeps it, and says when it is gone")
    func kept() throws {
        let bench = try Bench()
        try bench.take([Incoming("a.png"), Incoming("b.png")])
        let store = bench.workspace.selections
        let id = try store.keep(SampleRanges([2]))
        #expect(try store.keep(SampleRanges(pairs: [[2, 2]])) == id)
        #expect(try store.keep(SampleRanges([1])) != id)
        let again = try Workspace.open(bench.workspace.directory.root)
        #expect(try again.selections.ranges(of: id) == SampleRanges([2]))
        #expect(throws: SelectionError.empty) { try store.keep(SampleRanges([Int64]())) }
        for unknown in ["00000000000000000000", "", "../../workspace.sqlite", id + "0", id.uppercased() + "é"] {
            #expect(throws: SelectionError.self, "\(unknown)") { try again.selections.ranges(of: unknown) }
        }
        try FileManager.default.removeItem(at: bench.workspace.directory.cache)
        let later = try Workspace.open(bench.workspace.directory.root)
        #expect(throws: SelectionError.unknown(id)) { try later.selections.ranges(of: id) }
        #expect(try later.selections.keep(SampleRanges([2])) == id)
    }

    @Test("an edit of a selection is one change; whoever was quicker is not overwritten")
    func edit() throws {
        let bench = try Bench()
        try bench.take((1...20).map { Incoming("s\($0).png", "i") })
        let selection = try bench.workspace.selections.keep(SampleRanges(5...14))
        func tag(_ set: CellChanges, seen: Int64?) throws -> AppliedChange {
            let edit = Edit(selection: selection, seen: seen, set: set)
            return try bench.workspace.apply(EditRequest(author: "Ada", edits: [edit], createClasses: true))
        }
        #expect(try tag(CellChanges(addTags: ["mine"]), seen: 1).samples == Array(5...14))
        try bench.edit([7], by: "Grace", createClasses: true, CellChanges(label: .set("v")))
        let error = #expect(throws: EditError.self) { try tag(CellChanges(label: .set("x")), seen: 2) }
        guard case .conflict(let conflicts) = error else { return }
        #expect(conflicts.map(\.sample) == [7] && conflicts.first?.author == "Grace")
        #expect(try tag(CellChanges(label: .set("x")), seen: 3).samples.count == 10)
        #expect(try bench.sample(4).label == "i" && bench.sample(7).label == "x")
    }
}
