import Dataset
import Foundation
import GRDB
import Testing

@Suite("Workspaces")
struct WorkspaceTests {
    @Test("one is found by name, by environment, or from the current folder upward")
    func locate() throws {
        let folder = try TemporaryFolder()
        let root = folder["w.tessera"]
        _ = try Workspace.create(at: root, name: "w")
        func find(_ explicit: String?, _ environment: [String: String], _ from: URL) throws -> String {
            try WorkspaceDirectory.locate(explicit: explicit, environment: environment, from: from).path
        }
        let deep = folder["a/b"]
        try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
        #expect(try find(nil, [:], deep) == root.path)
        #expect(try find(nil, [:], root.appendingPathComponent("images")) == root.path)
        #expect(try find("x", [:], folder.url) == folder["x"].path)
        #expect(try find(nil, ["TESSERA_WORKSPACE": "/y"], folder.url) == "/y")
        _ = try Workspace.create(at: folder["v.tessera"], name: "v")
        #expect(throws: WorkspaceError.self) { try find(nil, [:], deep) }
    }

    @Test("what is no workspace, or is there already, is left alone")
    func refusals() throws {
        let folder = try TemporaryFolder()
        #expect(throws: WorkspaceError.notFound(folder["none"])) { try Workspace.open(folder["none"]) }
        #expect(throws: WorkspaceError.notAWorkspace(folder.url)) { try Workspace.open(folder.url) }
        try Data("x".utf8).write(to: folder["file"])
        #expect(throws: WorkspaceError.folderNotEmpty(folder.url)) { try Workspace.create(at: folder.url, name: "n") }
        _ = try Workspace.create(at: folder["w"], name: "w")
        #expect(throws: WorkspaceError.alreadyExists(folder["w"])) { try Workspace.create(at: folder["w"], name: "w") }
        try FileManager.default.createDirectory(at: folder["other"], withIntermediateDirectories: true)
        try Data("no database at all, but text".utf8).write(to: folder["other/workspace.sqlite"])
        #expect(throws: WorkspaceError.notAWorkspace(folder["other"])) { try Workspace.open(folder["other"]) }
        let foreign = try DatabaseQueue(path: folder["other/db"].path)
        try foreign.write { try $0.execute(sql: "CREATE TABLE t (a)") }
        try foreign.close()
        try FileManager.default.removeItem(at: folder["other/workspace.sqlite"])
        try FileManager.default.moveItem(at: folder["other/db"], to: folder["other/workspace.sqlite"])
        #expect(throws: WorkspaceError.notAWorkspace(folder["other"])) { try Workspace.open(folder["other"]) }
    }

    @Test("one of a newer Tessera is not opened")
    func newer() throws {
        let bench = try Bench()
        try bench.workspace.database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v99')") }
        let root = bench.workspace.directory.root
        #expect(throws: WorkspaceError.newerFormat(root)) { try Workspace.open(root) }
    }

    @Test("one of the first form opens, and is whole")
    func firstForm() throws {
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/v1.sql")
        let folder = try TemporaryFolder()
        let old = try DatabaseQueue(path: folder["workspace.sqlite"].path)
        try old.writeWithoutTransaction { try $0.execute(sql: String(contentsOf: golden, encoding: .utf8)) }
        try old.close()
        let workspace = try Workspace.open(folder.url)
        let summary = try workspace.summary()
        #expect(summary.name == "numerals" && summary.samples == 3 && summary.trashed == 1)
        #expect(try workspace.classes().map(\.name) == ["i", "ii", "iii", "iv"])
        #expect(try workspace.samples([2]).first?.label == "iv")
        #expect(try workspace.rebuildStateFromHistory() == workspace.currentStates())
        #expect(try workspace.undo(author: "Ada") != nil)
        #expect(try workspace.rebuildStateFromHistory() == workspace.currentStates())
    }

    @Test("another process's writes are seen")
    func dataVersion() throws {
        let bench = try Bench()
        let other = try Workspace.open(bench.workspace.directory.root)
        let before = try bench.workspace.dataVersion()
        #expect(try bench.workspace.dataVersion() == before)
        try other.addClass("i", author: "Ada")
        #expect(try bench.workspace.dataVersion() != before)
        #expect(try bench.workspace.classes().map(\.name) == ["i"])
    }

    @Test("two writers at once: every edit is kept, in one order")
    func concurrent() async throws {
        let bench = try Bench()
        let ids = try bench.take((0..<20).map { Incoming("\($0).png") }).added
        let root = bench.workspace.directory.root
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    let workspace = try Workspace.open(root)
                    for id in ids {
                        let edit = Edit(samples: [id], set: CellChanges(addTags: ["tag\(worker)"]))
                        _ = try workspace.apply(EditRequest(author: "worker \(worker)", edits: [edit]))
                    }
                }
            }
            try await group.waitForAll()
        }
        for sample in try bench.workspace.samples(ids) { #expect(sample.tags == ["tag0", "tag1", "tag2", "tag3"]) }
        #expect(try bench.workspace.changes(limit: 100).count == 81)
        #expect(try bench.workspace.rebuildStateFromHistory() == bench.workspace.currentStates())
    }

    @Test("a job outlives its process as interrupted, and a living one stays")
    func jobs() throws {
        let bench = try Bench()
        var mine = try bench.workspace.createJob(kind: "embed", parameters: "{}", author: "Ada")
        let dead = try bench.workspace.createJob(kind: "import", parameters: "{\"folder\":\"x\"}", author: "Ada")
        mine.state = "running"
        mine.done = 3
        mine.total = 10
        mine.rate = 1.5
        try bench.workspace.updateJob(mine)
        try bench.workspace.database.write {
            try $0.execute(sql: "UPDATE job SET pid = 99999999 WHERE id = ?", arguments: [dead.id])
        }
        #expect(try bench.workspace.interruptDeadJobs().map(\.id) == [dead.id])
        #expect(try bench.workspace.jobs().map(\.state) == ["interrupted", "running"])
        #expect(try bench.workspace.interruptDeadJobs().isEmpty)
        // The number of a process is used again one day: the one that has it now is another.
        try bench.workspace.database.write {
            try $0.execute(sql: "UPDATE job SET processStart = 'another boot' WHERE id = ?", arguments: [mine.id])
        }
        #expect(try bench.workspace.interruptDeadJobs().map(\.done) == [3])
        try bench.workspace.requestJobCancel(mine.id)
        #expect(try bench.workspace.jobCancelRequested(mine.id))
        try bench.workspace.clearJobCancel(mine.id)
        #expect(try !bench.workspace.jobCancelRequested(mine.id))
    }

    @Test("work that is one transaction says how far it is, and asks whether to stop, from within it")
    func reentrantJobs() throws {
        let bench = try Bench()
        var job = try bench.workspace.createJob(kind: "merge", parameters: "{}", author: "Ada")
        job.state = "running"
        try bench.workspace.database.write { _ in
            job.done = 1
            try bench.workspace.updateJob(job)
            #expect(try !bench.workspace.jobCancelRequested(job.id))
        }
        #expect(try bench.workspace.jobs().map(\.done) == [1])
        try bench.workspace.requestJobCancel(job.id)
        try bench.workspace.database.read { _ in
            let isAsked = try bench.workspace.jobCancelRequested(job.id)
            #expect(isAsked)
        }
    }
}
