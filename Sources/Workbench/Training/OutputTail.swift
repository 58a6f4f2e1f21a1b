import Foundation

/// Follows what a process writes to a file, line by line.
struct OutputTail {
    private let file: URL
    private var offset: UInt64 = 0
    private var rest: [UInt8] = []
    private var recent: [String] = []

    /// A longer line is cut.
    private static let longestLine = 500

    init(_ file: URL) {
        self.file = file
    }

    /// The lines that were finished since the last call, at most the last hundred of them.
    mutating func newLines() -> [String] {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return [] }
        defer { try? handle.close() }
        guard (try? handle.seek(toOffset: offset)) != nil, let data = try? handle.read(upToCount: 1 << 20),
            !data.isEmpty
        else { return [] }
        offset += UInt64(data.count)
        rest += data
        // A bar that draws over itself ends its lines with a carriage return.
        let ends: Set<UInt8> = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        guard let last = rest.lastIndex(where: ends.contains) else {
            if rest.count > 64 << 10 { rest = [] }
            return []
        }
        let lines = rest[..<last].split(whereSeparator: ends.contains).suffix(100).map(Self.text)
            .filter { !$0.isEmpty }
        rest = Array(rest[(last + 1)...])
        recent = (recent + lines).suffix(20)
        return lines
    }

    /// What was written without the end of a line; nil where there is nothing.
    mutating func last() -> String? {
        let text = Self.text(rest[...])
        rest = []
        guard !text.isEmpty else { return nil }
        recent.append(text)
        return text
    }

    func lastLines(_ count: Int) -> [String] { recent.suffix(count) }

    /// All that was written, its end where it is longer than the limit.
    func all(limit: Int) -> Data? {
        guard let handle = try? FileHandle(forReadingFrom: file), let size = try? handle.seekToEnd() else { return nil }
        defer { try? handle.close() }
        try? handle.seek(toOffset: size > UInt64(limit) ? size - UInt64(limit) : 0)
        return try? handle.read(upToCount: limit)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let scalars = String(decoding: bytes.prefix(longestLine), as: UTF8.self).unicodeScalars.filter {
            $0.properties.generalCategory != .control
        }
        return String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespaces)
    }
}
