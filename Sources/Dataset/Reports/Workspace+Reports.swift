public import Foundation
import GRDB

extension Workspace {
    /// Keeps what an audit found, in place of what it found before.
    /// - Parameters:
    ///   - data: JSON.
    ///   - name: of the audit: lower-case letters.
    public func saveReport(_ data: Data, name: String) throws {
        try DurableFile.write([UInt8](data), to: reportFile(name))
    }

    /// What an audit found when it last ran; nil where it has not.
    public func report(name: String) throws -> Data? {
        let file = reportFile(name)
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        return try Data(contentsOf: URL(fileURLWithPath: file))
    }

    /// The id of the newest change; 0 where there is none.
    public func lastChange() throws -> Int64 {
        try database.read { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0 }
    }

    private func reportFile(_ name: String) -> String {
        precondition(name.allSatisfy { "a"..."z" ~= $0 } && !name.isEmpty, "a report's name is lower-case letters")
        return directory.reports.appendingPathComponent(name + ".json").path
    }
}
