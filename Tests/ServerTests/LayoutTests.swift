import Dataset
import Foundation
import Matrices
import Testing
import Workbench

@Suite("A projection can be watched while it settles")
struct LayoutTests {
    @Test("The points are there while the job runs, with the share that is done; cancelled, they are kept")
    func watched() async throws {
        try await Self.run(different: 60) { server async throws in
            let body = #"{"kind":"project","parameters":{"epochs":100000}}"#
            let id = try await server.post("/api/v1/jobs", body).json()["id"].int ?? 0
            var answer = try await server.get("/api/v1/jobs/\(id)/layout")
            while answer.status == 404 {
                #expect(answer.errorCode == "no-layout")
                try await Task.sleep(for: .milliseconds(10))
                answer = try await server.get("/api/v1/jobs/\(id)/layout")
            }
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "application/vnd.tessera.columns")
            let first = try ColumnsReader(answer.body)
            // Ninety samples of sixty images: every sample has its point.
            #expect(first.count == 90)
            let ids = try server.workspace.sampleIDs(matching: SampleQuery()).map(Int.init)
            #expect(try Set(first.integers("id")) == Set(ids))
            #expect(try (first.floats("x") + first.floats("y")).allSatisfy(\.isFinite))
            let share = first.header["share"].double ?? -1
            #expect((0..<1).contains(share))
            var later = first
            while (later.header["share"].double ?? 1) <= share {
                try await Task.sleep(for: .milliseconds(20))
                later = try ColumnsReader(try await server.get("/api/v1/jobs/\(id)/layout").body)
            }
            #expect(try later.floats("x") != first.floats("x"))

            #expect(try await server.post("/api/v1/jobs/\(id)/cancel", "{}").status == 200)
            #expect(try await JobTests.end(of: id, on: server) == "cancelled")
            #expect(try await server.get("/api/v1/jobs/\(id)/layout").errorCode == "no-layout")
            let kept = try await server.get("/api/v1/workspace").json()["projections"][0]
            #expect(kept["count"].int == 60)
            let done = kept["parameters"]["unfinished"].double ?? -1
            #expect(done >= share && done < 1)
        }
    }

    @Test("No job, or one that lays nothing out, has no layout")
    func none() async throws {
        try await LiveServer.run { server async throws in
            #expect(try await server.get("/api/v1/jobs/12/layout").errorCode == "not-found")
            let id =
                try await server.post("/api/v1/jobs", #"{"kind":"export","parameters":{"name":"a"}}"#)
                .json()["id"].int ?? 0
            #expect(try await server.get("/api/v1/jobs/\(id)/layout").errorCode == "no-layout")
            _ = try await JobTests.end(of: id, on: server)
        }
    }

    /// A server over 90 samples with an embedding of numbers that are made up.
    private static func run(different: Int, _ body: @Sendable (LiveServer) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "tessera-layout-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let workspace = try Workspace.create(at: folder.appendingPathComponent("w.tessera"), name: "w")
        try SmallDataset.fill(workspace, count: 90, different: different)
        let digests = try workspace.imageDigests(matching: SampleQuery()).sorted()
        let writer = try workspace.embeddingWriter(model: "made-up", dimension: 4)
        var random = SeededRandom(seed: 1)
        let rows = (0..<digests.count * 4).map { _ in Float(random.normal()) }
        try writer.append(digests: digests, rows: Matrix(rows: digests.count, columns: 4, values: rows))
        try writer.close()
        try await LiveServer.run(over: workspace, body)
    }
}
