import Dataset
import Foundation
import Workbench

/// A use case for tests: counts to a number, and waits at each for a file `go` beside the workspace.
struct Counting: UseCase {
    static let kind = "counting"

    var limit = 3
    var fails = false

    func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Int {
        if fails { throw EditError.unknownClass("xi") }
        let gate = Self.gate(of: workspace)
        for number in 0..<limit {
            reporter.report(phase: "counting", done: number, total: limit)
            repeat {
                try reporter.checkCancelled()
                Thread.sleep(forTimeInterval: 0.002)
            } while !FileManager.default.fileExists(atPath: gate.path)
        }
        reporter.report(phase: "counting", done: limit, total: limit)
        return limit
    }

    static func gate(of workspace: Workspace) -> URL {
        workspace.directory.root.deletingLastPathComponent().appendingPathComponent("go")
    }

    static func open(_ workspace: Workspace) throws { try Data().write(to: gate(of: workspace)) }
}
