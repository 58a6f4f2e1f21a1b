import Foundation
import Synchronization
import Testing

/// A `tessera` that runs; what it writes goes to files, so that no pipe fills up and a killed one leaves its words.
final class RunningProgram: Sendable {
    private let process: Process
    private let outputFile: URL
    private let errorFile: URL
    private let ending: AsyncStream<Int32>

    init(arguments: [String], folder: URL, environment: [String: String]) throws {
        let logs = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
        outputFile = logs.appendingPathComponent("out")
        errorFile = logs.appendingPathComponent("err")
        try Data().write(to: outputFile)
        try Data().write(to: errorFile)
        let process = Process()
        process.executableURL = Program.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("TESSERA_") || $0.key == "TESSERA_MODELS" }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        let (ending, continuation) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            continuation.yield(
                process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
            continuation.finish()
        }
        self.process = process
        self.ending = ending
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: outputFile.deletingLastPathComponent())
    }

    var isRunning: Bool { process.isRunning }

    var output: String { (try? String(contentsOf: outputFile, encoding: .utf8)) ?? "" }

    var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for the end. The status is the exit code, or minus the signal that ended it.
    @discardableResult
    func finished() async throws -> Program.Finished {
        var status: Int32 = 0
        for await value in ending { status = value }
        return Program.Finished(status: status, output: output, errors: errors)
    }

    /// Waits until `condition` holds or the program has ended.
    func wait(until condition: () throws -> Bool) async throws {
        while process.isRunning, try !condition() { try await Task.sleep(for: .milliseconds(3)) }
    }
}
