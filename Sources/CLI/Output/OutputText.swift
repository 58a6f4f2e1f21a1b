import Foundation
import Workbench

/// Writes a text that a command makes beside its result.
enum OutputText {
    static func write(_ text: String, to file: URL) throws { try write(Data(text.utf8), to: file) }

    static func write(_ data: Data, to file: URL) throws {
        do {
            try data.write(to: file, options: .atomic)
        } catch {
            throw JobFailure(
                code: "not-writable",
                message: "\(file.path) cannot be written: \(error.localizedDescription). Choose another place.")
        }
    }
}
