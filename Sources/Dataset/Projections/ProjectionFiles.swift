import Foundation
import Matrices

/// A projection on disk: `<id>.npy` (N × 2), `<id>.ids` (a digest a line), `<id>.order` (a row number a line).
struct ProjectionFiles {
    let folder: URL
    let id: Int64

    private var points: String { folder.appendingPathComponent("\(id).npy").path }
    private var ids: String { folder.appendingPathComponent("\(id).ids").path }
    private var order: String { folder.appendingPathComponent("\(id).order").path }

    func write(digests: [String], coordinates: [Float], order: [Int32]) throws {
        try NPY.write(Matrix(rows: digests.count, columns: 2, values: coordinates), to: points)
        try DurableFile.write(Array(digests.map { $0 + "\n" }.joined().utf8), to: ids)
        try DurableFile.write(Array(order.map { "\($0)\n" }.joined().utf8), to: self.order)
    }

    func read(_ info: ProjectionInfo) throws -> StoredProjection {
        let matrix = try NPY.read(points)
        let digests = try lines(of: ids).map { line in
            guard SHA256Digest.isDigest(line) else { throw damaged(ids, "a line of it is no SHA-256") }
            return String(line)
        }
        let rows = try lines(of: order).map { line in
            guard let row = Int32(line), row >= 0, row < digests.count else {
                throw damaged(order, "a line of it is no row of the projection")
            }
            return row
        }
        guard matrix.columns == 2, matrix.rows == digests.count, Set(rows).count == digests.count else {
            throw damaged(points, "it does not fit the .ids and .order beside it")
        }
        return StoredProjection(info: info, digests: digests, coordinates: matrix.values, order: rows)
    }

    func remove() {
        for file in [points, ids, order] { unlink(file) }
    }

    private func lines(of file: String) throws -> [Substring] {
        do {
            return String(decoding: try WholeFile.read(file), as: UTF8.self).split(separator: "\n")
        } catch {
            throw damaged(file, error.words)
        }
    }

    private func damaged(_ file: String, _ why: String) -> WorkspaceError {
        .damagedFile((file as NSString).lastPathComponent, why: why + ". Make the projection again")
    }
}
