import Dataset
import Foundation
import Synchronization
import Testing

@Suite("The event stream: what anybody does is heard by all, once and in order")
struct EventTests {
    @Test("A change made here is told with the samples it touched")
    func local() async throws {
        try await LiveServer.run { server async throws in
            let stream = try await EventListener(server)
            #expect(try await server.post("/api/v1/changes", Self.edit(1, "test")).status == 201)
            let event = try await stream.next()
            #expect(event.name == "change")
            let data = try event.json()
            #expect(data["samples"].ints == [1])
            #expect(data["change"]["kind"].string == "edit" && data["change"]["count"].int == 1)
        }
    }

    @Test("A change made by another process on the workspace is told too")
    func foreign() async throws {
        try await LiveServer.run { server async throws in
            let stream = try await EventListener(server)
            let other = try Workspace.open(server.workspace.directory.root)
            let applied = try other.apply(
                EditRequest(author: "cli", edits: [Edit(samples: [2], set: CellChanges(split: .set("test")))]))
            let event = try await stream.next()
            #expect(try event.json()["change"]["id"].int == Int(applied.change.id))
        }
    }

    @Test("A listener who comes back hears what it missed: no gap, nothing twice")
    func replay() async throws {
        try await LiveServer.run { server async throws in
            var heard: [Int] = []
            var last: String?
            var made = 0
            for _ in 0..<4 {
                let stream = try await EventListener(server, after: last)
                if last != nil {
                    // Made while nobody listened.
                    for _ in 0..<2 {
                        let event = try await stream.next()
                        heard.append(try event.json()["change"]["id"].int ?? 0)
                        last = event.id
                    }
                }
                made += 1
                _ = try await server.post(
                    "/api/v1/changes", Self.edit(1 + made % 3, made.isMultiple(of: 2) ? "val" : "test"))
                let event = try await stream.next()
                heard.append(try event.json()["change"]["id"].int ?? 0)
                last = event.id
                stream.close()
                for _ in 0..<2 {
                    made += 1
                    _ = try await server.post(
                        "/api/v1/changes", Self.edit(1 + made % 3, made.isMultiple(of: 2) ? "train" : "test"))
                }
            }
            let history = try server.workspace.changes(before: nil, limit: 100).map { Int($0.id) }.filter { $0 > 1 }
            #expect(heard == Array(history.sorted().prefix(heard.count)))
            #expect(heard.count == 10)
        }
    }

    @Test("A listener goes on where it stopped when the server was killed and another one took its place")
    func restart() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let root = folder.appendingPathComponent("w.tessera")
        let workspace = try Workspace.create(at: root, name: "w")
        try SmallDataset.fill(workspace, count: 6)
        let last = Mutex<String?>(nil)
        try await LiveServer.run(over: workspace) { server async throws in
            let stream = try await EventListener(server)
            _ = try await server.post("/api/v1/changes", Self.edit(1, "test"))
            let id = try await stream.next().id
            last.withLock { $0 = id }
        }
        // While no server runs, another program edits.
        var made: [Int64] = []
        for sample in 2...4 {
            made.append(
                try workspace.apply(
                    EditRequest(
                        author: "cli", edits: [Edit(samples: [Int64(sample)], set: CellChanges(split: .set("test")))])
                ).change.id)
        }
        let missed = made
        try await LiveServer.run(over: workspace) { server async throws in
            let stream = try await EventListener(server, after: last.withLock { $0 })
            var heard: [Int64] = []
            var names: [String] = []
            for _ in 0..<4 {
                let event = try await stream.next()
                names.append(event.name)
                if event.name == "change" { heard.append(Int64(try event.json()["change"]["id"].int ?? 0)) }
            }
            #expect(heard == missed && names.last == "gap")
            _ = try await server.post("/api/v1/changes", Self.edit(5, "test"))
            #expect(try await stream.next().json()["samples"].ints == [5])
        }
    }

    @Test("An id that the server does not know is answered with a reset")
    func reset() async throws {
        try await LiveServer.run { server async throws in
            for id in ["1", "9000000000000000", "5-1-another", "x-y-z"] {
                let stream = try await EventListener(server, after: id)
                #expect(try await stream.next().name == "reset")
            }
        }
    }

    @Test("Several listeners hear the same, in the same order, while many edit")
    func crowd() async throws {
        try await LiveServer.run(samples: 20) { server async throws in
            let streams = [
                try await EventListener(server), try await EventListener(server), try await EventListener(server),
            ]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for person in 1...4 {
                    group.addTask {
                        for turn in 0..<5 {
                            let answer = try await server.post(
                                "/api/v1/changes", Self.edit(person, turn.isMultiple(of: 2) ? "test" : "none "))
                            _ = answer
                            _ = try await server.post(
                                "/api/v1/changes", Self.edit(person + 4, turn.isMultiple(of: 2) ? "test" : "train"))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let expected = try server.workspace.changes(after: 1, limit: 500).map { Int($0.id) }
            for stream in streams {
                var heard: [Int] = []
                while heard.count < expected.count {
                    heard.append(try await stream.next().json()["change"]["id"].int ?? 0)
                }
                #expect(heard == expected)
            }
        }
    }

    @Test("The server ends at once with streams open")
    func ends() async throws {
        // `run` waits for the server: a stream that kept it would keep this test for ever.
        try await LiveServer.run { server async throws in try await EventListener(server).keepOpen() }
    }

    private static func edit(_ sample: Int, _ split: String) -> String {
        #"{"edits":[{"samples":[\#(sample)],"set":{"split":"\#(split)"}}]}"#
    }
}
