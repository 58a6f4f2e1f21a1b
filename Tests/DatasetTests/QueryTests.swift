import Dataset
import Testing

@Suite("Finding samples")
struct QueryTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.take([
            Incoming(
                "train/iii/B.png", "iii", "train", tags: ["odd"], columns: ["mm": .number(3), "style": .text("serif")]),
            Incoming("train/i/a.png", "i", "train", columns: ["mm": .number(10)]),
            Incoming("val/ii/C_1%.png", "ii", "val", tags: ["odd", "book"], columns: ["style": .text("Plain")]),
            Incoming("loose/Ärger.png"),
            Incoming("val/ii/d.png", "ii", "val", content: "train/i/a.png"),
        ])
    }

    private func ids(_ change: (inout SampleQuery) -> Void) throws -> [Int64] {
        var query = SampleQuery()
        change(&query)
        let ids = try bench.workspace.sampleIDs(matching: query)
        let table = try bench.workspace.columns(["id"], matching: query)
        guard case .integers(let same) = table.columns[0].values else { return [] }
        #expect(same.map(Int64.init) == ids && table.count == ids.count)
        return ids
    }

    @Test("by label, split, tag, text, column, and by what is missing")
    func filters() throws {
        #expect(try ids { $0.labels = ["iii", "ii"] } == [1, 3, 5])
        #expect(try ids { $0.labels = [""] } == [4])
        #expect(try ids { $0.labels = ["no such class"] } == [])
        #expect(try ids { $0.splits = ["val", ""] } == [3, 4, 5])
        #expect(try ids { $0.tags = ["book"] } == [3])
        #expect(try ids { $0.tags = ["odd", "book"] } == [1, 3])
        #expect(try ids { $0.text = "b.PNG" } == [1])
        #expect(try ids { $0.text = "_1%" } == [3], "no wildcard, the text itself")
        #expect(try ids { $0.text = "ärgeR" } == [4])
        #expect(try ids { $0.columns = ["mm": ["10"]] } == [2])
        #expect(try ids { $0.columns = ["style": ["serif", ""]] } == [1, 2, 4, 5])
        #expect(
            try ids {
                $0.labels = ["ii"]; $0.tags = ["odd"]
            } == [3])
        #expect(throws: QueryError.unknownColumn("cm")) { try ids { $0.columns = ["cm": ["1"]] } }
        #expect(throws: QueryError.unknownColumn("cm")) { try ids { $0.sort = [SortKey(.column("cm"))] } }
    }

    @Test("trash and changes")
    func state() throws {
        try bench.edit([2], CellChanges(state: .trashed))
        try bench.edit([3], CellChanges(split: .set("test")))
        #expect(try ids { $0.state = .trashed } == [2])
        #expect(try ids { $0.state = .all }.count == 5)
        #expect(try ids { $0.changedOnly = true } == [3])
        var page = SampleQuery()
        page.limit = 1
        page.offset = 3
        #expect(try bench.workspace.sampleCount(matching: page) == 4)
    }

    @Test("in order of label book, split, name, number; without a value last, either way")
    func sorting() throws {
        #expect(try ids { $0.sort = [SortKey(.label)] } == [2, 3, 5, 1, 4])
        #expect(try ids { $0.sort = [SortKey(.label, descending: true)] } == [1, 3, 5, 2, 4])
        #expect(try ids { $0.sort = [SortKey(.name)] } == [2, 1, 3, 5, 4])
        #expect(try ids { $0.sort = [SortKey(.column("mm"))] } == [1, 2, 3, 4, 5])
        #expect(try ids { $0.sort = [SortKey(.column("mm"), descending: true)] } == [2, 1, 3, 4, 5])
        #expect(try ids { $0.sort = [SortKey(.split), SortKey(.id, descending: true)] } == [2, 1, 5, 3, 4])
        #expect(
            try ids {
                $0.sort = [SortKey(.id)]; $0.offset = 1; $0.limit = 2
            } == [2, 3])
        #expect(SortKey("-column.mm") == SortKey(.column("mm"), descending: true))
        #expect(SortKey("nothing") == nil && SortKey("column.") == nil)
    }

    @Test("look-alikes next to each other, within the keys before, and images that are in no projection last")
    func similarity() throws {
        #expect(try ids { $0.sort = [SortKey(.similarity)] } == [1, 2, 3, 4, 5], "without a projection by id")
        let digests = try bench.workspace.samples([3, 2, 1]).map(\.digest)
        let info = ProjectionInfo(model: "general", method: "UMAP", seed: .max)
        try bench.workspace.saveProjection(info, digests: digests, coordinates: [1, 2, 3, 4, 5, 6], order: [1, 0, 2])
        // Samples 2 and 5 are one image, of rank 0; sample 3 has rank 1, sample 1 rank 2; 4 is not in it.
        #expect(try ids { $0.sort = [SortKey(.similarity)] } == [2, 5, 3, 1, 4])
        #expect(try ids { $0.sort = [SortKey(.similarity, descending: true)] } == [1, 3, 2, 5, 4])
        #expect(try ids { $0.sort = [SortKey(.split), SortKey(.similarity)] } == [2, 1, 5, 3, 4])
        #expect(
            try ids {
                $0.sort = [SortKey(.similarity)]; $0.offset = 1; $0.limit = 2
            } == [5, 3])
        let table = try bench.workspace.columns(["x", "y", "order"], matching: SampleQuery())
        guard case .numbers(let x) = table.columns[0].values, case .integers(let order) = table.columns[2].values else {
            Issue.record("x is numbers and order integers")
            return
        }
        #expect(x[0..<3] == [5, 3, 1] && x[3].isNaN && x[4] == 3)
        #expect(order == [2, 0, 1, ColumnTable.missing, 0])
        let stored = try bench.workspace.projection()
        #expect(stored?.info.seed == .max && stored?.info.count == 3 && stored?.order == [1, 0, 2])
        #expect(throws: QueryError.unknownProjection(9)) {
            try ids {
                $0.sort = [SortKey(.similarity)]; $0.projection = 9
            }
        }
    }

    @Test("fields come as columns: dictionaries in order, gaps marked")
    func columns() throws {
        let fields = ["label", "split", "tags", "state", "column.mm", "column.style", "revision", "name"]
        let table = try bench.workspace.columns(fields, matching: SampleQuery())
        func texts(_ index: Int) -> [String?] {
            guard case .texts(let codes, let dictionary) = table.columns[index].values else { return [] }
            return codes.map { $0 == ColumnTable.missing ? nil : dictionary[Int($0)] }
        }
        #expect(table.count == 5 && table.lastChange == 1)
        guard case .texts(_, let labels) = table.columns[0].values else { return }
        #expect(labels == ["i", "ii", "iii"])
        #expect(texts(0) == ["iii", "i", "ii", nil, "ii"])
        #expect(texts(1) == ["train", "train", "val", nil, "val"])
        #expect(texts(2) == ["odd", nil, "book\u{1F}odd", nil, nil])
        #expect(texts(5) == ["serif", nil, "Plain", nil, nil])
        #expect(texts(7) == ["B.png", "a.png", "C_1%.png", "Ärger.png", "d.png"])
        guard case .numbers(let sizes) = table.columns[4].values else { return }
        #expect(sizes[0..<2] == [3, 10] && sizes[2].isNaN)
        let all = try bench.workspace.columns(["id", "column.*"], matching: SampleQuery())
        let imported = try bench.workspace.summary().columns.map { "column.\($0.name)" }
        #expect(Set(all.columns.map(\.name)) == Set(["id"] + imported))
        #expect(throws: QueryError.unknownField("colour")) {
            try bench.workspace.columns(["colour"], matching: SampleQuery())
        }
    }

    @Test("samples come in the order asked; the summary counts them")
    func samples() throws {
        let samples = try bench.workspace.samples([3, 99, 1])
        #expect(samples.map(\.id) == [3, 1])
        #expect(samples[0].tags == ["book", "odd"] && samples[0].columns == ["style": .text("Plain")])
        let summary = try bench.workspace.summary()
        #expect(summary.samples == 5 && summary.images == 4 && summary.unlabeled == 1)
        #expect(summary.classes.map(\.total) == [1, 2, 1])
        #expect(summary.bySplit == ["train": 2, "val": 2, "test": 0, "none": 1])
        #expect(summary.tags.map(\.name) == ["book", "odd"] && summary.tags.map(\.count) == [1, 2])
    }

    @Test("a column of numbers that gets a text turns into one of texts")
    func kinds() throws {
        try bench.take([Incoming("new.png", columns: ["mm": .text("tall")])], importID: 2)
        #expect(try bench.workspace.columnNames().map(\.kind) == [.text, .text])
        #expect(try bench.sample(1).columns["mm"] == .text("3"))
        #expect(try ids { $0.columns = ["mm": ["3"]] } == [1])
        #expect(try bench.workspace.rebuildStateFromHistory() == bench.workspace.currentStates())
    }
}
