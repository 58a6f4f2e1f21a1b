import Dataset
import Foundation
import Testing
import Workbench

@Suite("Jobs")
struct JobRunnerTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace
    private let runner: JobRunner

    init() throws {
        folder = try TemporaryFolder()
        workspace = try Workspace.create(at: folder.sub("w.tessera"), name: "w")
        runner = JobRunner(workspace: workspace)
    }

    @Test("A job ends as done, with its result, and everybody who looks later sees it")
    func done() async throws {
        try Counting.open(workspace)
        let output = try await runner.run(Counting(limit: 4), author: "Ada")
        #expect(output == 4)
        let job = try #require(try await JobRunner(workspace: workspace).jobs().first)
        #expect(job.state == .done)
        #expect(job.result == .integer(4))
        #expect(job.author == "Ada")
        #expect(job.done == 4)
        #expect(job.startedAt != nil && job.finishedAt != nil)
    }

    @Test("A job that fails keeps the code and the words of its error")
    func failed() async throws {
        let job = try await runner.start(Counting(fails: true), author: "Ada")
        let finished = try await runner.finish(of: job.id)
        #expect(finished.state == .failed)
        #expect(finished.error?.code == "unknown-class")
        #expect(finished.error?.message.contains("xi") == true)
    }

    @Test("One job at a time runs; the next waits in the queue")
    func queue() async throws {
        let first = try await runner.start(Counting(limit: 1), author: "Ada")
        let second = try await runner.start(Counting(limit: 2), author: "Ada")
        #expect(try await runner.job(second.id)?.state == .queued)
        try Counting.open(workspace)
        #expect(try await runner.finish(of: second.id).state == .done)
        #expect(try await runner.job(first.id)?.state == .done)
    }

    @Test("A second process waits for its turn as well")
    func twoProcesses() async throws {
        let other = JobRunner(workspace: try Workspace.open(workspace.directory.root))
        let first = try await runner.start(Counting(limit: 1), author: "Ada")
        try await started(first.id)
        let second = try await other.start(Counting(limit: 2), author: "Bob")
        try await Task.sleep(for: .milliseconds(50))
        #expect(try await other.job(second.id)?.state == .queued)
        try Counting.open(workspace)
        #expect(try await other.finish(of: second.id).state == .done)
    }

    @Test("A running job is cancelled, in this process and from another one")
    func cancel() async throws {
        let job = try await runner.start(Counting(), author: "Ada")
        try await started(job.id)
        _ = try await runner.cancel(job.id)
        #expect(try await runner.finish(of: job.id).state == .cancelled)

        // The gate stays shut, so that the job below waits until it is told to stop.
        let queued = try await runner.start(Counting(limit: 5), author: "Ada")
        try await started(queued.id)
        let waiting = try await JobRunner(workspace: workspace).start(Counting(limit: 6), author: "Bob")
        let other = JobRunner(workspace: try Workspace.open(workspace.directory.root))
        _ = try await other.cancel(waiting.id)
        _ = try await runner.cancel(queued.id)
        #expect(try await runner.finish(of: queued.id).state == .cancelled)
        try await until { try workspace.job(waiting.id)?.state == "cancelled" }
    }

    @Test("What is done cannot be cancelled or resumed, and what is not there neither")
    func refused() async throws {
        try Counting.open(workspace)
        _ = try await runner.run(Counting(limit: 1), author: "Ada")
        let id = try #require(try await runner.jobs().first?.id)
        await #expect(throws: JobRequestError.notRunning(id, .done)) { try await runner.cancel(id) }
        await #expect(throws: JobRequestError.notResumable(id, .done)) { try await runner.resume(id) }
        await #expect(throws: JobRequestError.unknownJob(99)) { try await runner.resume(99) }
    }

    @Test("A shut-down leaves the job interrupted, and the next runner takes it up under the same number")
    func shutdown() async throws {
        let images = folder.sub("images")
        try Pictures.writeFolder(images, count: 3)
        let blocker = try await runner.start(Counting(limit: 1), author: "Ada")
        try await started(blocker.id)
        let job = try await runner.start(ImportFolder(folder: images), author: "Ada")
        await runner.shutdown()
        #expect(try workspace.job(job.id)?.state == "interrupted")

        let next = JobRunner(workspace: workspace)
        let again = try await next.start(ImportFolder(folder: images), author: "Ada")
        #expect(again.id == job.id)
        #expect(try await next.finish(of: again.id).state == .done)
        #expect(try workspace.summary().samples == 3)
    }

    @Test("Interrupted jobs start again when asked to, and resume goes on with a cancelled one")
    func restart() async throws {
        let images = folder.sub("images")
        try Pictures.writeFolder(images, count: 3)
        let blocker = try await runner.start(Counting(limit: 1), author: "Ada")
        try await started(blocker.id)
        let job = try await runner.start(ImportFolder(folder: images), author: "Ada")
        await runner.shutdown()

        // Counting is no use case of the catalog, so a restart passes over it and goes on with the import.
        let next = JobRunner(workspace: workspace)
        try await next.restartInterrupted()
        #expect(try await next.finish(of: job.id).state == .done)
    }

    @Test("Whoever listens is told every state of a job")
    func events() async throws {
        let events = runner.events()
        try Counting.open(workspace)
        let job = try await runner.start(Counting(limit: 2), author: "Ada")
        var states: [JobState] = []
        for await event in events where event.id == job.id {
            if states.last != event.state { states.append(event.state) }
            if event.state.isFinished { break }
        }
        #expect(states == [.queued, .running, .done])
    }

    @Test(
        "Requests from outside are checked",
        arguments: [
            ("dance", JSONValue.object([:]), "unknown-job-kind"),
            ("import", .object([:]), "bad-parameters"),
            ("import", .object(["folder": .string("relative")]), "bad-parameters"),
            ("export", .object(["name": .string("../out")]), "bad-parameters"),
            ("export", .object(["folder": .string("/tmp/out")]), "not-from-outside"),
            ("verify", .object(["folder": .string("/tmp/out")]), "not-from-outside"),
            (
                "map",
                .object([
                    "file": .string("/tmp/out.html"), "web": .string("/tmp"),
                    "samples": .object(["conditions": .array([])]),
                ]), "not-from-outside"
            ),
            ("demo", .object([:]), "not-from-outside"),
            ("project", .object(["seed": .string("x")]), "bad-parameters"),
        ])
    func outside(kind: String, parameters: JSONValue, code: String) async throws {
        do {
            _ = try await runner.start(kind: kind, parameters: parameters, author: "Ada")
            Issue.record("it was taken")
        } catch let error as JobRequestError {
            #expect(error.code == code)
        }
        #expect(try await runner.jobs().isEmpty)
    }

    private func started(_ id: Int64) async throws {
        try await until { try await runner.job(id)?.state == .running }
    }

    private func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() { try await Task.sleep(for: .milliseconds(2)) }
    }
}
