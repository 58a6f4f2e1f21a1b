import Dataset
import Foundation
import Testing

/// What must hold when the process dies in the middle: killed for real, at an arbitrary moment.
@Suite("Killed in the middle")
struct CrashTests {
    private let folder: TemporaryFolder
    private let program: Program
    private let root: URL

    init() throws {
        folder = try TemporaryFolder()
        program = Program(folder: folder.url)
        root = folder.sub("w.tessera")
    }

    @Test("An import that is killed again and again ends as one that was never disturbed")
    func killedImport() async throws {
        try Pictures.writeFolder(folder.sub("images"), count: 1_500)
        #expect(try await program.run("import", "images", "-w", "calm.tessera").status == 0)
        var seen = 0
        for _ in 0..<3 {
            let running = try program.start(["import", "images", "-w", "w.tessera"])
            try await running.wait { try samples() > seen }
            running.send(SIGKILL)
            try await running.finished()
            let kept = try samples()
            #expect(kept >= seen)
            seen = kept
        }
        let last = try await program.run("import", "images", "-w", "w.tessera", "--json")
        #expect(last.status == 0)
        let report = try last.json()
        #expect((report["added"] as? Int ?? 0) + (report["alreadyThere"] as? Int ?? 0) == 1_500)
        #expect(try contents(root) == contents(folder.sub("calm.tessera")))
        let workspace = try Workspace.open(root)
        #expect(try workspace.rebuildStateFromHistory() == workspace.currentStates())
        for digest in try workspace.imageDigests(matching: SampleQuery()) { try workspace.images.verify(digest) }
        #expect(try workspace.jobs(limit: 10).allSatisfy { $0.state == "done" })
    }

    @Test("No edit that was acknowledged is lost when the process dies in a burst of them")
    func killedEdits() async throws {
        try Pictures.writeFolder(folder.sub("images"), count: 30)
        #expect(try await program.run("import", "images", "-w", "w.tessera").status == 0)
        var acknowledged: [Int64: String] = [:]
        for round in 0..<12 {
            let id = Int64(round % 30 + 1)
            let label = ["i", "ii", "iii"][round % 3]
            let running = try program.start([
                "edit", "-w", "w.tessera", "--ids", "\(id)", "--label", label, "--tag", "round\(round)", "--json",
            ])
            // Every third is killed somewhere on its way; the others are left to say that they are done.
            if round % 3 == 2 {
                try await Task.sleep(for: .milliseconds(5 * round))
                running.send(SIGKILL)
            }
            let done = try await running.finished()
            if done.status == 0 { acknowledged[id] = "round\(round)" }
        }
        let workspace = try Workspace.open(root)
        for (id, tag) in acknowledged {
            let sample = try #require(try workspace.samples([id]).first)
            #expect(sample.tags.contains(tag))
        }
        #expect(acknowledged.count >= 8)
        #expect(try workspace.rebuildStateFromHistory() == workspace.currentStates())
    }

    @Test(
        "An embedding that is killed goes on where it stopped, to the same vectors",
        .enabled(if: Models.present, Models.missing))
    func killedEmbed() async throws {
        try Pictures.writeFolder(folder.sub("images"), count: 2_000)
        for name in ["calm.tessera", "w.tessera"] {
            #expect(try await program.run("import", "images", "-w", name).status == 0)
        }
        let embed = ["embed", "--model", "characters", "-w"]
        #expect(try await program.run(embed + ["calm.tessera"]).status == 0)
        let running = try program.start(embed + ["w.tessera"])
        try await running.wait { try vectors(root).count > 0 }
        running.send(SIGKILL)
        try await running.finished()
        let kept = try vectors(root).count
        #expect(kept > 0)
        let report = try await program.run(embed + ["w.tessera", "--json"]).json()
        let model = try #require((report["models"] as? [[String: Any]])?.first)
        #expect(model["alreadyThere"] as? Int == kept)
        #expect(model["embedded"] as? Int == 2_000 - kept)
        let (one, other) = (try vectors(root), try vectors(folder.sub("calm.tessera")))
        #expect(Set(one.keys) == Set(other.keys))
        for (digest, vector) in one {
            let same = try #require(other[digest])
            let difference = zip(vector, same).map { abs($0 - $1) }.max() ?? 0
            #expect(difference <= 1e-3 * (vector.map(abs).max() ?? 1))
        }
    }

    @Test("Ctrl-C ends an import at a safe place with exit code 3, and the job says cancelled")
    func interrupted() async throws {
        try Pictures.writeFolder(folder.sub("images"), count: 1_500)
        let running = try program.start(["import", "images", "-w", "w.tessera", "--json"])
        try await running.wait { try samples() > 0 }
        running.send(SIGINT)
        let done = try await running.finished()
        let workspace = try Workspace.open(root)
        if done.status == 3 {
            #expect((try done.json()["error"] as? [String: String])?["code"] == "cancelled")
            #expect(try workspace.jobs(limit: 1).first?.state == "cancelled")
        } else {
            // It was quicker than the signal.
            #expect(done.status == 0)
        }
        #expect(try await program.run("import", "images", "-w", "w.tessera").status == 0)
        #expect(try workspace.summary().samples == 1_500)
    }

    private func samples() throws -> Int {
        guard WorkspaceDirectory(root: root).isWorkspace else { return 0 }
        // It may be on its way to be made.
        return (try? Workspace.open(root).summary().samples) ?? 0
    }

    private func vectors(_ root: URL) throws -> [String: [Float]] {
        guard let store = try Workspace.open(root).embeddingStore(model: "characters") else { return [:] }
        return Dictionary(uniqueKeysWithValues: store.digests.map { ($0, store.vector(of: $0) ?? []) })
    }

    private func contents(_ root: URL) throws -> [String: String] {
        let workspace = try Workspace.open(root)
        var contents: [String: String] = [:]
        for sample in try workspace.samples(workspace.sampleIDs(matching: SampleQuery())) {
            contents[sample.path] =
                "\(sample.id) \(sample.digest) \(sample.label ?? "-") \(sample.split ?? "-") \(sample.tags)"
        }
        return contents
    }
}
