import Foundation
import Matrices

/// A projection on disk: `<id>.npy` (N × 2), `<id>.ids` (a digest a line), `<id>.order` (a row number a line).
struct ProjectionFiles {
    let folder: URL
    let id: Int64

    private var points: String { folder.appendingPathComponent("\(id).npy").path }
    private var ids: String { folder.appendingPathComponent("\(id).ids").path }
    private var order: String { folder.appendingPathComponent("\(id).order").path }

    /// What the three files hold: x and y of each row, the digest of each row, and the rows in order.
    struct Content {
        let coordinates: [Float]
        let digests: DigestLines
        let order: [Int32]
    }

    func write(digests: [String], coordinates: [Float], order: [Int32]) throws {
        try NPY.write(Matrix(rows: digests.count, columns: 2, values: coordinates), to: points)
        try DurableFile.write(Array(digests.map { $0 + "\n" }.joined().utf8), to: ids)
        try DurableFile.write(Array(order.map { "\($0)\n" }.joined().utf8), to: self.order)
    }

    func read() throws -> Content {
        let matrix = try NPY.read(points)
        guard let digests = DigestLines(try bytes(of: ids)) else { throw damaged(ids, "a line of it is no SHA-256") }
        guard let rows = Self.numbers(in: try bytes(of: order)) else {
            throw damaged(order, "a line of it is no row of the projection")
        }
        guard matrix.columns == 2, matrix.rows == digests.count, Self.isPermutation(rows, of: digests.count) else {
            throw damaged(points, "it does not fit the .ids and .order beside it")
        }
        return Content(coordinates: matrix.values, digests: digests, order: rows)
    }

    func remove() {
        for file in [points, ids, order] { unlink(file) }
    }

    /// The numbers of a text with one a line; nil where a line is none.
    private static func numbers(in bytes: [UInt8]) -> [Int32]? {
        var numbers: [Int32] = []
        numbers.reserveCapacity(bytes.count / 6)
        var number: Int32?
        for byte in bytes {
            switch byte {
            case 0x30...0x39:
                let (shifted, isTooLarge) = (number ?? 0).multipliedReportingOverflow(by: 10)
                let (sum, isLarger) = shifted.addingReportingOverflow(Int32(byte - 0x30))
                guard !isTooLarge, !isLarger else { return nil }
                number = sum
            case UInt8(ascii: "\n"):
                guard let whole = number else { return nil }
                numbers.append(whole)
                number = nil
            default: return nil
            }
        }
        return number == nil ? numbers : nil
    }

    private static func isPermutation(_ rows: [Int32], of count: Int) -> Bool {
        guard rows.count == count else { return false }
        var isThere = [Bool](repeating: false, count: count)
        for row in rows {
            guard row >= 0, row < count, !isThere[Int(row)] else { return false }
            isThere[Int(row)] = true
        }
        return true
    }

    private func bytes(of file: String) throws -> [UInt8] {
        do {
            return try WholeFile.read(file)
        } catch {
            throw damaged(file, error.words)
        }
    }

    private func damaged(_ file: String, _ why: String) -> WorkspaceError {
        .damagedFile((file as NSString).lastPathComponent, why: why + ". Make the projection again")
    }
}
