import Foundation

/// The book beside an embedding's rows: `<model>.ids`, one digest a line, in the order of the rows.
enum EmbeddingIDs {
    static let lineLength = DigestLines.lineLength

    /// The digests of the whole lines of a file; what a crash left of a last line does not count.
    static func read(_ path: String) throws -> [String] { try lines(path).texts }

    /// The same, to look digests up in.
    static func lines(_ path: String) throws -> DigestLines {
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.read(path)
        } catch {
            guard error.number == ENOENT else { throw damaged(path, error.words) }
            bytes = []
        }
        guard let lines = DigestLines(Array(bytes.prefix(bytes.count / lineLength * lineLength))) else {
            throw damaged(path, "a line of it is no SHA-256. Delete it and its .npy, and embed again")
        }
        return lines
    }

    static func damaged(_ path: String, _ why: String) -> WorkspaceError {
        .damagedFile((path as NSString).lastPathComponent, why: why)
    }
}
