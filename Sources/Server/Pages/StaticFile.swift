import Foundation

/// A file of the pages: its bytes, the type that its ending says, and a tag that changes when it does.
struct StaticFile: Sendable {
    let bytes: [UInt8]
    let type: String
    let tag: String

    /// The tag of a file by its size and its time of change, without reading it; nil where it is gone.
    static func tag(of path: String) -> String? {
        guard let facts = FileFacts(path: path), facts.size <= WebFolder.limit else { return nil }
        let time = UInt64(facts.changed.timeIntervalSince1970 * 1_000_000)
        return "\"\(String(facts.size, radix: 36))-\(String(time, radix: 36))\""
    }

    init(path: String, tag: String) throws {
        bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        type = Self.types[(path as NSString).pathExtension.lowercased()] ?? "application/octet-stream"
        self.tag = tag
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "json": "application/json; charset=utf-8",
        "map": "application/json; charset=utf-8", "svg": "image/svg+xml; charset=utf-8", "png": "image/png",
        "jpg": "image/jpeg", "webp": "image/webp", "ico": "image/x-icon", "woff2": "font/woff2",
        "txt": "text/plain; charset=utf-8", "md": "text/plain; charset=utf-8", "wasm": "application/wasm",
    ]
}
