import Foundation

/// One line of a worker's input: a picture to embed.
///
/// Either a JSON object, `{"id": "anything", "path": "/where/it/lies"}`, with `digest` in place of `path` where the
/// worker was given an image folder, and `id` left out where the path (or digest) itself is to come back; or the bare
/// path, or the bare digest of 64 hexadecimal digits.
struct WorkerRequest: Sendable, Equatable {
    var id: String
    var path: String

    struct Malformed: Error, CustomStringConvertible {
        let id: String
        let description: String
    }

    private struct Object: Decodable {
        var id: String?
        var path: String?
        var digest: String?
    }

    /// - Parameter images: the folder of an image store, `ab/cdef…` below it, for lines that name a digest.
    init(line: String, images: URL?) throws {
        guard line.hasPrefix("{") else {
            self = try Self.place(line, id: line, images: images)
            return
        }
        guard let object = try? JSONDecoder().decode(Object.self, from: Data(line.utf8)) else {
            throw Malformed(id: String(line.prefix(200)), description: "The line is not the JSON that is expected.")
        }
        switch (object.path, object.digest) {
        case (let path?, nil): self = WorkerRequest(id: object.id ?? path, path: path)
        case (nil, let digest?): self = try Self.place(digest, id: object.id ?? digest, images: images)
        default:
            throw Malformed(
                id: object.id ?? String(line.prefix(200)), description: "The line needs either path or digest.")
        }
    }

    private init(id: String, path: String) {
        self.id = id
        self.path = path
    }

    private static func place(_ text: String, id: String, images: URL?) throws -> WorkerRequest {
        guard text.utf8.count == 64, text.utf8.allSatisfy(isHexDigit) else {
            return WorkerRequest(id: id, path: text)
        }
        guard let images else {
            throw Malformed(id: id, description: "A digest needs the image folder: start the worker with --images DIR.")
        }
        let file = images.appendingPathComponent(String(text.prefix(2))).appendingPathComponent(
            String(text.dropFirst(2)))
        return WorkerRequest(id: id, path: file.path)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
