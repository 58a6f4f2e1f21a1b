import Foundation

/// Reads lines and counted bytes from a pipe or file, in blocks.
struct StreamReader {
    struct LineTooLong: Error, CustomStringConvertible {
        let description = "A line is longer than 1 MiB; one line is one picture."
    }

    /// A line longer than this is no path.
    static let longestLine = 1 << 20

    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0

    init(_ file: FileHandle) { self.file = file }

    /// The next line without its end; nil at the end of the stream. A last line without an end counts.
    mutating func line() throws -> String? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return String(decoding: buffer[start..<end], as: UTF8.self)
            }
            searched = buffer.count
            guard buffer.count - start <= Self.longestLine else { throw LineTooLong() }
            let moved = start
            guard fill() else {
                defer { start = buffer.count }
                return start < buffer.count ? String(decoding: buffer[start...], as: UTF8.self) : nil
            }
            searched -= moved
        }
    }

    /// Exactly `count` bytes; nil where the stream ends before.
    mutating func bytes(_ count: Int) -> [UInt8]? {
        while buffer.count - start < count {
            guard fill() else { return nil }
        }
        defer { start += count }
        return Array(buffer[start..<start + count])
    }

    /// More bytes, which come as soon as there are some; false at the end.
    private mutating func fill() -> Bool {
        buffer.removeFirst(start)
        start = 0
        let more = file.availableData
        buffer += more
        return !more.isEmpty
    }
}
