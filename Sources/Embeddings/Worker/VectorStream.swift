import Foundation

/// What a worker writes: lines of JSON, a vector's line followed by its numbers as they lie in memory, 4 bytes each,
/// little-endian. `docs/embeddings.md` describes it for those who read it from elsewhere.
enum VectorStream {
    static let format = "tessera.vectors/1"

    /// The first line.
    struct Opening: Codable, Equatable {
        var format: String
        var model: String
        var dimension: Int
    }

    /// The line of one picture: `bytes` of numbers follow, or there is an error and nothing follows.
    struct Entry: Codable, Equatable {
        struct Failure: Codable, Equatable {
            var code: String
            var message: String
        }

        var id: String
        var bytes: Int?
        var error: Failure?
    }

    /// The last line: without it the stream was cut off.
    struct Closing: Codable, Equatable {
        var done: Int
        var failed: Int
    }

    static func line(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try [UInt8](encoder.encode(value)) + [UInt8(ascii: "\n")]
    }

    static func bytes(of vector: ArraySlice<Float>) -> [UInt8] {
        vector.flatMap { number in withUnsafeBytes(of: number.bitPattern.littleEndian, Array.init) }
    }

    static func vector(of bytes: [UInt8]) -> [Float] {
        bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
            }
        }
    }
}
