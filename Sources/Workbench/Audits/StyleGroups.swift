import Audit
import Matrices

/// Groups of images that are drawn alike, whatever their class; the largest is A.
struct StyleGroups {
    /// The style of each unit.
    let ofUnit: [Int]
    let count: Int

    /// Styles where none are asked for; half as many where there are few images.
    static let usualCount = 8

    init(
        _ images: AuditedImages, styleMatrix: Matrix, count: Int?, seed: UInt64, threads: Int,
        progress: (Double) throws -> Void
    ) throws {
        let rows = styleMatrix.selecting(images.rowOf)
        let wanted = count ?? min(Self.usualCount, max(2, rows.rows / 50))
        ofUnit = try KMeans(rows, count: wanted, seed: seed, threads: threads, progress: progress).groups
        self.count = min(wanted, rows.rows)
    }

    /// A, B, … Z, AA, AB, …
    static func name(_ style: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + style % 26)))
        return style < 26 ? letter : name(style / 26 - 1) + letter
    }
}
