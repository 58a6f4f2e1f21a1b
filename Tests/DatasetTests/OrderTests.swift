import Dataset
import Foundation
import GRDB
import Testing

/// The quick way of filtering and sorting gives what the plain one does, whatever people do meanwhile.
@Suite("The order of many samples")
struct OrderTests {
    @Test("any query gives what a plain filter and sort give, at any change, also later", arguments: 0..<8)
    func anyQuery(seed: Int) throws {
        var dice = Dice(seed)
        let bench = try Bench()
        let workspace = bench.workspace
        var ids = try bench.take((0..<40).map { sample($0, &dice) }).added
        let digests = try workspace.samples(ids.filter { $0 % 3 > 0 }).map(\.digest)
        let distinct = Array(Set(digests)).sorted()
        try workspace.saveProjection(
            ProjectionInfo(model: "general", method: "UMAP", seed: 1), digests: distinct,
            coordinates: [Float](repeating: 0, count: 2 * distinct.count),
            order: distinct.indices.reversed().map(Int32.init))
        let ranks = Dictionary(uniqueKeysWithValues: distinct.reversed().enumerated().map { ($1, $0) })
        var origins = Dictionary(uniqueKeysWithValues: ids.map { ($0, Int64(1)) })
        var seen: [(query: SampleQuery, change: Int64, ids: [Int64])] = []
        for step in 0..<60 {
            switch dice.next(6) {
            case 0: ids += try bench.take([sample(1_000 + step, &dice)]).added
            case 1: _ = try? workspace.undo(author: "Ada")
            case 2:
                let classes = try workspace.classes()
                _ = try? workspace.moveClass(classes[0].id, to: dice.next(classes.count), author: "Ada")
            default: _ = try? bench.edit([dice.pick(ids), dice.pick(ids)], createClasses: true, dice.changes())
            }
            let samples = try workspace.samples(ids)
            for sample in samples where origins[sample.id] == nil { origins[sample.id] = sample.revision }
            let plain = PlainQuery(
                query: query(&dice), classes: try workspace.classes().map(\.name), ranks: ranks, origins: origins)
            let order = try workspace.order(of: plain.query)
            let expected = plain.ids(of: samples)
            #expect(order.ids() == expected, "\(plain.query)")
            #expect(try workspace.sampleCount(matching: plain.query) == expected.count)
            seen.append((plain.query, order.change, expected))
        }
        // By somebody who has none of it in memory, and in no order of time.
        let other = try Workspace.open(workspace.directory.root)
        for (query, change, ids) in seen.reversed() + seen {
            #expect(try other.order(of: query, at: change).ids() == ids, "\(query) at change \(change)")
        }
    }

    private func sample(_ number: Int, _ dice: inout Dice) -> Incoming {
        let name = dice.pick(["a", "B", "b", "É", "long name with much in common ", "LONG NAME WITH MUCH IN COMMON "])
        return Incoming(
            "\(dice.pick(["x", "y"]))/\(name)\(number % 7)/\(name).\(number)", dice.pick([nil, "i", "ii", "iii"]),
            dice.pick([nil, "train", "val"]), tags: dice.pick([[], ["a"], ["a", "b"]]),
            columns: [
                "n": .number(Double(dice.next(5)) - 2.5), "t": .text(dice.pick(["one", "Two", "two", "10"])),
            ].filter { _ in dice.next(3) > 0 },
            content: dice.next(4) == 0 ? "the same" : nil)
    }

    private func query(_ dice: inout Dice) -> SampleQuery {
        var query = SampleQuery()
        if dice.next(3) == 0 { query.labels = [dice.pick(["i", "ii", "none such"]), dice.pick(["", "iii"])] }
        if dice.next(3) == 0 { query.splits = [dice.pick(["train", "val", ""])] }
        if dice.next(4) == 0 { query.tags = [dice.pick(["a", "b", "c"])] }
        if dice.next(4) == 0 { query.text = dice.pick(["A", "é", "ng n", "y/", ".1", "/"]) }
        if dice.next(4) == 0 { query.columns["n"] = [dice.pick(["-0.5", "1.5", "1", ""])] }
        if dice.next(4) == 0 { query.columns["t"] = [dice.pick(["two", "10", ""])] }
        query.changedOnly = dice.next(5) == 0
        query.state = dice.pick([.active, .active, .trashed, .all])
        let fields = [
            "similarity", "id", "name", "path", "label", "split", "revision", "bytes", "width", "height", "column.n",
            "column.t",
        ]
        query.sort = (0..<dice.next(4)).compactMap { _ in SortKey(dice.pick(["", "-"]) + dice.pick(fields)) }
        return query
    }

    @Test("pages of one change are the whole of it, without a gap or a double, while others edit")
    func pages() throws {
        let bench = try Bench()
        let workspace = bench.workspace
        let ids = try bench.take((0..<50).map { Incoming("\($0).png", ["i", "ii", "iii"][$0 % 3]) }).added
        var query = SampleQuery()
        query.labels = ["i", "ii"]
        query.sort = [SortKey(.label, descending: true), SortKey(.name)]
        let first = try workspace.order(of: query)
        let whole = first.ids()
        var read = first.ids(limit: 7)
        while read.count < whole.count {
            // Somebody takes samples out of the filter, brings others in, and turns the order round.
            try bench.edit([ids[read.count], read[0]], CellChanges(label: .set("iii"), addTags: ["\(read.count)"]))
            try bench.edit([ids[read.count * 2 % 50]], CellChanges(label: .set("ii"), addTags: ["+"]))
            _ = try bench.take([Incoming("new\(read.count).png", "i")], importID: 2)
            let page = try workspace.order(of: query, at: first.change)
            #expect(page.count == whole.count && page.change == first.change)
            read += page.ids(from: read.count, limit: 7)
        }
        #expect(read == whole)
        #expect(try workspace.order(of: query).ids() != whole)
    }

    @Test("a change that there is not has no order")
    func noSuchChange() throws {
        let bench = try Bench()
        try bench.take([Incoming("a.png")])
        for change in [-1, 2, .max] as [Int64] {
            #expect(throws: QueryError.unknownChange(change)) {
                try bench.workspace.order(of: SampleQuery(), at: change)
            }
        }
        #expect(try bench.workspace.order(of: SampleQuery(), at: 0).count == 0, "at first there was nothing")
    }

    @Test("places beyond the end are no samples, and not an error")
    func places() throws {
        let bench = try Bench()
        let ids = try bench.take((0..<5).map { Incoming("\($0).png") }).added
        let order = try bench.workspace.order(of: SampleQuery())
        #expect(order.ids(from: 3, limit: 10) == Array(ids[3...]))
        #expect(order.ids(from: 5, limit: 1) == [] && order.ids(from: .max) == [])
        #expect(order.ids(from: -4, limit: 1) == [ids[0]])
        #expect(order.ids(from: 0, limit: -1) == [])
    }

    @Test("what another process changed is seen")
    func anotherProcess() throws {
        let bench = try Bench()
        let ids = try bench.take([Incoming("a.png", "i"), Incoming("b.png", "ii")]).added
        var query = SampleQuery()
        query.labels = ["ii"]
        #expect(try bench.workspace.sampleIDs(matching: query) == [ids[1]])
        let other = try Workspace.open(bench.workspace.directory.root)
        let edit = Edit(samples: [ids[0]], set: CellChanges(label: .set("ii")))
        _ = try other.apply(EditRequest(author: "Ben", edits: [edit]))
        #expect(try bench.workspace.sampleIDs(matching: query) == ids)
        #expect(try bench.workspace.summary().classes.map(\.total) == [0, 2])
    }

    @Test(
        "a projection whose files were cut or written over is told, not believed",
        arguments: ["ids", "order"], ["", "x\n", "0\n0\n", "99999999999999999999\n1\n", "1\n", "-1\n0\n"])
    func damagedProjection(file: String, content: String) throws {
        let bench = try Bench()
        try bench.take([Incoming("a.png"), Incoming("b.png")])
        let digests = try bench.workspace.samples([1, 2]).map(\.digest)
        try bench.workspace.saveProjection(
            ProjectionInfo(model: "general", method: "UMAP", seed: 1), digests: digests, coordinates: [1, 2, 3, 4],
            order: [1, 0])
        let path = bench.workspace.directory.projections.appendingPathComponent("1.\(file)")
        try Data(content.utf8).write(to: path)
        var query = SampleQuery()
        query.sort = [SortKey(.similarity)]
        #expect(throws: WorkspaceError.self) { try bench.workspace.order(of: query) }
        #expect(try bench.workspace.order(of: SampleQuery()).count == 2, "the rest goes on")
    }

    @Test("samples are counted without being read")
    func counting() throws {
        let bench = try Bench()
        let plan = try bench.workspace.database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT class, state, coalesce(split, 'none'), tagSet, count(*) FROM sample
                    GROUP BY class, state, split, tagSet
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plan.count == 1 && plan[0].contains("USING COVERING INDEX sampleByClass"), "\(plan)")
    }

    @Test("orders are kept up to a size, the ones used last longest")
    func kept() throws {
        let bench = try Bench()
        try bench.take((0..<30).map { Incoming("\($0).png") })
        for number in 0..<600 {
            var query = SampleQuery()
            query.text = String(number)
            _ = try bench.workspace.order(of: query)
        }
        let (bytes, count) = bench.workspace.keptOrders
        #expect(count <= 256 && bytes <= 64 << 20)
    }
}
