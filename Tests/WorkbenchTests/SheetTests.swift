import Dataset
import Foundation
import Interchange
import Testing

import Workbench

@Suite("A sheet goes out and comes back")
struct SheetTests {
    @Test("Untouched it changes nothing, in every format", arguments: SheetFormat.allCases)
    func untouched(format: SheetFormat) throws {
        let bench = try SheetBench()
        let file = try bench.export(format)
        let plan = try bench.read(file)
        #expect(plan.rows == 6 && plan.matched == 6)
        #expect(plan.changes.isEmpty && plan.conflicts.isEmpty && plan.problems.isEmpty, "\(plan)")
    }

    @Test("What was edited is shown first, then written as one change, with who and why; undo takes it back")
    func edited() throws {
        let bench = try SheetBench()
        let before = try bench.workspace.contents()
        let file = try bench.edit(bench.export(.csv)) { rows in
            rows.set("label", of: 1, to: "iii")
            rows.set("split", of: 2, to: "Test")
            rows.set("tags", of: 3, to: "odd, \"a,b\"")
            rows.set("state", of: 4, to: "trashed")
            rows.set("slant", of: 5, to: "2.750")
            rows.set("writer", of: 6, to: "=w9")
            rows.set("why", of: 1, to: "the stroke is faint")
        }
        let plan = try bench.read(file)
        #expect(
            plan.changes.map(\.field).sorted() == ["column.slant", "column.writer", "label", "split", "state", "tags"])
        #expect(plan.change == nil && plan.problems.isEmpty)
        #expect(try bench.workspace.contents() == before)
        let applied = try bench.read(file, applies: true, reason: "checked in the office")
        let number = try #require(applied.change)
        let change = try #require(try bench.workspace.change(number))
        #expect(
            change.author == "Ada" && change.reason == "checked in the office; the stroke is faint" && change.count == 6
        )
        let samples = try bench.workspace.samples([1, 2, 3, 4, 5, 6])
        #expect(samples[0].label == "iii" && samples[1].split == "test" && samples[2].tags == ["a,b", "odd"])
        #expect(samples[3].state == .trashed && samples[4].columns["slant"] == .number(2.75))
        #expect(samples[5].columns["writer"] == .text("=w9"))
        // The same file again: everything is as it says.
        #expect(try bench.read(file).changes.isEmpty)
        _ = try bench.workspace.undo(author: "Ada", change: change.id)
        #expect(try bench.workspace.contents() == before)
    }

    @Test("What others did since stays where the sheet did not touch it, and is a conflict where it did")
    func conflicts() throws {
        let bench = try SheetBench()
        let exported = try bench.export(.csv)
        try bench.change(1, CellChanges(label: .set("ii"), split: .set("test")))
        try bench.change(2, CellChanges(label: .set("ii")))
        let file = try bench.edit(exported) { rows in
            rows.set("label", of: 1, to: "iii")
            rows.set("label", of: 2, to: "ii")
            rows.set("label", of: 3, to: "ii")
        }
        let plan = try bench.read(file)
        #expect(plan.changes.map(\.sample) == [3])
        let clash = try #require(plan.conflicts.first)
        #expect(plan.conflicts.count == 1 && clash.sample == 1 && clash.field == "label" && clash.author == "Bo")
        #expect(clash.before == "i" && clash.yours == "iii" && clash.theirs == "ii")
        #expect(throws: SheetError.conflicts(1)) { try bench.read(file, applies: true) }
        #expect(try bench.workspace.samples([3]).first?.label == "i")
        _ = try bench.read(file, applies: true, conflicts: .theirs)
        #expect(try bench.workspace.samples([1, 3]).map(\.label) == ["ii", "ii"])
        _ = try bench.read(file, applies: true, conflicts: .mine)
        #expect(try bench.workspace.samples([1]).map(\.label) == ["iii"])
        #expect(try bench.workspace.samples([1]).map(\.split) == ["test"])
    }

    @Test("What is not understood is named with its row and column, and the rest is done")
    func problems() throws {
        let bench = try SheetBench()
        let file = try bench.edit(bench.export(.csv)) { rows in
            rows.set("label", of: 1, to: "viii")
            rows.set("split", of: 2, to: "training")
            rows.set("slant", of: 3, to: "steep")
            rows.set("state", of: 4, to: "gone")
            rows.set("path", of: 5, to: "elsewhere.png")
            rows.set("id", of: 6, to: "seven")
            rows.add("my notes", "x")
            rows.set("label", of: 2, to: "iii")
        }
        let plan = try bench.read(file, applies: true)
        #expect(plan.changes.map(\.field) == ["label"] && plan.change != nil)
        #expect(
            Set(plan.problems.map { "\($0.row ?? 0) \($0.column ?? "")" }) == [
                "1 my notes", "2 label", "3 split", "4 slant", "5 state", "6 path", "7 id",
            ])
        #expect(try bench.workspace.samples([2]).first?.label == "iii")
        let created = try bench.read(file, applies: true, createsClasses: true)
        #expect(created.newClasses == ["viii"])
        #expect(try bench.workspace.samples([1]).first?.label == "viii")
    }

    @Test("Rows may be sorted and left out, columns moved and deleted; without ids, paths tell rows apart")
    func rearranged() throws {
        let bench = try SheetBench()
        let file = try bench.edit(bench.export(.tsv), as: "tsv") { rows in
            rows.set("label", of: 2, to: "iii")
            rows.lines.swapAt(1, 2)
            rows.lines.removeLast(2)
            for index in rows.lines.indices { rows.lines[index].reverse() }
        }
        #expect(try bench.read(file).changes.map(\.sample) == [2])
        let byPath = try bench.edit(bench.export(.csv)) { rows in
            rows.set("label", of: 3, to: "iii")
            rows.remove("id")
            rows.remove("revision")
        }
        let plan = try bench.read(byPath)
        #expect(plan.changes.map(\.sample) == [3] && plan.notices.contains { $0.contains("revision") })
        let twice = try bench.edit(bench.export(.csv)) { $0.lines.append($0.lines[1]) }
        #expect(try bench.read(twice).problems.map(\.row) == [8])
    }
}

/// Six samples, and a sheet of them that is edited as text.
private struct SheetBench {
    let folder = try! TemporaryFolder()
    let workspace: Workspace

    init() throws {
        workspace = try Workspace.create(at: folder.sub("w.tessera"), name: "numerals")
        let batch = try (1...6).map { number in
            IncomingSample(
                sourcePath: SourcePath("train/i/\(number).png"), image: try workspace.stage(Pictures.png(number)),
                width: 12,
                height: 12, format: "png", label: "i", split: "train", tags: number == 1 ? ["x, y", "plain"] : [],
                columns: ["writer": .text("w\(number)"), "slant": .number(Double(number) / 2)])
        }
        _ = try workspace.importBatch(batch, author: "importer", importID: 1)
        for name in ["ii", "iii"] { _ = try workspace.addClass(name, author: "importer") }
    }

    func export(_ format: SheetFormat) throws -> URL {
        let file = folder.sub("\(UUID().uuidString).\(format.rawValue)")
        let report = try SheetExport(file: file).run(in: workspace, reporting: .silent())
        #expect(report.rows == 6 && report.missingPictures == 0 && report.bytes > 0)
        return file
    }

    func read(
        _ file: URL, applies: Bool = false, conflicts: SheetConflicts = .refuse, createsClasses: Bool = false,
        reason: String? = nil
    ) throws -> SheetPlan {
        try SheetImport(
            file: file, applies: applies, conflicts: conflicts, createsClasses: createsClasses, reason: reason
        ).run(in: workspace, reporting: .silent())
    }

    func change(_ sample: Int64, _ set: CellChanges) throws {
        _ = try workspace.apply(EditRequest(author: "Bo", edits: [Edit(samples: [sample], set: set)]))
    }

    func edit(_ file: URL, as ending: String = "csv", _ body: (inout Rows) -> Void) throws -> URL {
        var reader = CSVReader(Array(try Data(contentsOf: file)))
        var rows = Rows()
        while let row = reader.next() { rows.lines.append(row.fields.map { String(decoding: $0, as: UTF8.self) }) }
        body(&rows)
        let separator = ending == "tsv" ? "\t" : ","
        let text = rows.lines.map { line in
            line.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: separator)
        }.joined(separator: "\n")
        let edited = folder.sub("\(UUID().uuidString).\(ending)")
        try Data(text.utf8).write(to: edited)
        return edited
    }

    struct Rows {
        var lines: [[String]] = []

        mutating func set(_ heading: String, of sample: Int, to value: String) {
            guard let column = lines[0].firstIndex(of: heading) else { return }
            lines[sample][column] = value
        }

        mutating func add(_ heading: String, _ value: String) {
            for index in lines.indices { lines[index].append(index == 0 ? heading : value) }
        }

        mutating func remove(_ heading: String) {
            guard let column = lines[0].firstIndex(of: heading) else { return }
            for index in lines.indices { lines[index].remove(at: column) }
        }
    }
}
