import Dataset
import Foundation
import Imaging
import Interchange
import Testing
import Workbench

@Suite("Derived samples in an export and back")
struct LineageExportTests {
    private let numerals: Numerals
    private var workspace: Workspace { numerals.workspace }
    private var folder: URL { numerals.folder.sub("out") }

    /// Noise of ii, and viii taken apart.
    init() throws {
        numerals = try Numerals()
        try numerals.roman()
        try numerals.save(Recipe(transforms: [TransformRange(.noise)], source: ["label=ii", "split=train"]))
        _ = try ApplyRecipe(recipe: "r").run(in: workspace, reporting: .silent())
        let report = try DismantleClass(label: "viii").run(in: workspace, reporting: .silent(job: 2))
        _ = try ProposalShelf(workspace).accept(try #require(report.proposal), author: "Grace")
    }

    /// Derivations without ids: by path of the sample.
    private func told(_ workspace: Workspace) throws -> [String: String] {
        let samples = try workspace.samples(workspace.sampleIDs(matching: SampleQuery()))
        let paths = try workspace.sourcePaths(samples.map(\.id))
        var told: [String: String] = [:]
        for one in try workspace.derivations(of: samples.map(\.id)) {
            let parents = one.parents.map { paths[$0]?.display ?? "?" }.sorted()
            told[paths[one.sample]?.display ?? "?"] =
                "\(one.kind) \(one.recipe ?? "-") \(one.recipeVersion ?? 0) \(parents) \(one.author) \(one.at) \(try JSONValue(text: one.parameters).text())"
        }
        return told
    }

    private func imported(_ name: String) throws -> (workspace: Workspace, report: ImportReport) {
        let other = try Workspace.create(at: numerals.folder.sub("\(name).tessera"), name: name)
        return (other, try ImportFolder(folder: folder).run(in: other, reporting: .silent()))
    }

    @Test("They come back as what they are, and stay in their parents' split there too")
    func roundTrip() throws {
        _ = try FolderWriter().export(workspace, to: folder)
        #expect(try ExportVerifier().verify(workspace, at: folder).problems.isEmpty)
        let (other, report) = try imported("other")
        let mine = try told(workspace)
        #expect(mine.count == 11 && report.derived == 11 && report.withoutParents == 0)
        #expect(try told(other) == mine)
        // Imported once more, and exported from there, nothing is new.
        #expect(try ImportFolder(folder: folder).run(in: other, reporting: .silent(job: 2)).derived == 11)
        #expect(try ExportVerifier().verify(other, at: folder).problems.isEmpty)
        let child = try #require(
            try other.samples(other.sampleIDs(matching: SampleConditions(["tag=derived"]).query())).first)
        let parent = try #require(try other.derivations(of: [child.id]).first?.parents.first)
        _ = try other.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: [parent], set: CellChanges(split: .set("val")))]))
        #expect(try other.samples([child.id])[0].split == "val")
    }

    @Test("Without their parents, in another split than theirs, or made of themselves, they are ordinary samples")
    func refused() throws {
        let twice = try #require(
            try numerals.samples(["label=ii", "split=train"]).first { !$0.tags.contains("derived") })
        _ = try workspace.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: [twice.id], set: CellChanges(state: .trashed))]))
        _ = try FolderWriter().export(workspace, to: folder)
        let file = folder.appendingPathComponent("metadata.jsonl")
        var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        let derived = lines.indices.filter { lines[$0].contains("\"lineage\"") }
        #expect(derived.count == 11)
        func change(_ index: Int, _ edit: (inout [String: Any]) -> Void) throws {
            var object = try #require(try JSONSerialization.jsonObject(with: Data(lines[index].utf8)) as? [String: Any])
            edit(&object)
            lines[index] = String(
                decoding: try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]), as: UTF8.self)
        }
        let apart = derived.filter { lines[$0].contains("\"dismantle\"") && lines[$0].contains("\"split\":\"train\"") }
        try change(apart[0]) { $0["split"] = "val" }
        try change(apart[1]) { object in
            var lineage = object["lineage"] as? [String: Any] ?? [:]
            lineage["parents"] = [object["source"] ?? ""]
            object["lineage"] = lineage
        }
        // Two that say they are made of each other: the first that is looked at may be, the other not.
        let sources = try [apart[2], apart[3]].map { index in
            try #require((try JSONSerialization.jsonObject(with: Data(lines[index].utf8)) as? [String: Any])?["source"])
        }
        for (index, other) in zip([apart[2], apart[3]], sources.reversed()) {
            try change(index) { object in
                var lineage = object["lineage"] as? [String: Any] ?? [:]
                lineage["parents"] = [other]
                object["lineage"] = lineage
            }
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        let (other, report) = try imported("other")
        // The trashed one's child, the moved one, that of itself, and one of the two.
        #expect(report.derived == 7 && report.withoutParents == 4)
        #expect(try told(other).count == 7)
        #expect(report.added == lines.count)
    }
}
