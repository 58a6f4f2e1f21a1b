import Dataset
import Foundation
import Interchange

/// A folder of files for a test; gone when the test is.
final class ImageFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "tessera-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// - Parameter files: names, each with its content.
    convenience init(_ files: [String: String]) throws {
        try self.init()
        for (name, content) in files { try add(name, content) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func add(_ name: String, _ content: String = "image") throws {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: file)
    }

    /// Adds a file whose name need not be UTF-8.
    func add(bytes name: [UInt8], _ content: String = "image") throws {
        let path = Array(url.path.utf8) + [UInt8(ascii: "/")] + name
        let descriptor = (path + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { open($0.baseAddress!, O_WRONLY | O_CREAT, 0o644) }
        }
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        defer { close(descriptor) }
        _ = Array(content.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    func read() throws -> FolderListing { try FolderReader(root: url).read() }

    subscript(_ name: String) -> URL { url.appendingPathComponent(name) }
}

extension FolderListing {
    /// One line an entry, to compare: `path label split tags`.
    var lines: [String] {
        entries.map { entry in
            ([entry.path.display, entry.label ?? "-", entry.split ?? "-"] + entry.tags).joined(separator: " ")
        }
    }

    var codes: [String] { refusals.map(\.code) }
}
