import Foundation
import GRDB
import Matrices

/// The box around all points of a projection.
public struct ProjectionBox: Sendable, Equatable {
    public let left: Float
    public let bottom: Float
    public let right: Float
    public let top: Float

    /// In this order: left, bottom, right, top.
    public var sides: [Float] { [left, bottom, right, top] }

    /// - Parameter points: N × 2.
    /// - Returns: nil where no point has a place.
    init?(_ points: Matrix) {
        var low = (x: Float.infinity, y: Float.infinity)
        var high = (x: -Float.infinity, y: -Float.infinity)
        points.values.withUnsafeBufferPointer { values in
            for row in 0..<points.rows {
                let (x, y) = (values[2 * row], values[2 * row + 1])
                guard x.isFinite, y.isFinite else { continue }
                low = (min(low.x, x), min(low.y, y))
                high = (max(high.x, x), max(high.y, y))
            }
        }
        guard low.x <= high.x else { return nil }
        (left, bottom, right, top) = (low.x, low.y, high.x, high.y)
    }
}

extension Workspace {
    /// - Parameter id: nil for the newest projection.
    /// - Returns: nil where there is none.
    public func projectionBox(_ id: Int64? = nil) throws -> ProjectionBox? {
        let newest = try database.read { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM projection") }
        guard let wanted = id ?? newest else { return nil }
        let points = try NPY.read(directory.projections.appendingPathComponent("\(wanted).npy").path)
        return points.columns == 2 ? ProjectionBox(points) : nil
    }
}
