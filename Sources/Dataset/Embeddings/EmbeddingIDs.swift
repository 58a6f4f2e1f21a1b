import Foundation

/// The book beside an embedding's rows: `<model>.ids`, one digest a line, in the order of the rows.
enum EmbeddingIDs {
    /// 64 hexadecimal digits and a line feed.
    static let lineLength = 65

    /// The digests of the whole lines of a file; what a crash left of a last line does not count.
    static func read(_ path: String) throws -> [String] {
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.read(path)
        } catch {
            if error.number == ENOENT { return [] }
            throw damaged(path, error.words)
        }
        return try (0..<bytes.count / lineLength).map { row in
            let line = bytes[row * lineLength..<(row + 1) * lineLength]
            let digest = String(decoding: line.dropLast(), as: UTF8.self)
            guard line.last == UInt8(ascii: "\n"), SHA256Digest.isDigest(digest) else {
                throw damaged(path, "line \(row + 1) is no SHA-256. Delete it and its .npy, and embed again")
            }
            return digest
        }
    }

    static func damaged(_ path: String, _ why: String) -> WorkspaceError {
        .damagedFile((path as NSString).lastPathComponent, why: why)
    }
}
