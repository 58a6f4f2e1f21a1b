import Matrices

/// The points of a layout along Hilbert's curve, so that neighbours in the plane are near each other in the order.
///
/// For a layout that was cancelled before the order of likeness was computed: quick, and good enough to leaf through.
enum LayoutOrder {
    private static let bits = 16

    /// - Parameter layout: N × 2.
    /// - Returns: a permutation of 0 ..< N.
    static func order(of layout: Matrix) -> [Int32] {
        let sides = (0..<2).map { axis in
            (0..<layout.rows).reduce(into: (low: Float.infinity, high: -Float.infinity)) { side, row in
                side = (min(side.low, layout[row, axis]), max(side.high, layout[row, axis]))
            }
        }
        let places = (0..<layout.rows).map { row in
            let cell = (0..<2).map { axis -> UInt32 in
                let width = sides[axis].high - sides[axis].low
                let share = width > 0 ? (layout[row, axis] - sides[axis].low) / width : 0
                return UInt32(share * Float(1 << bits - 1))
            }
            return distance(cell[0], cell[1])
        }
        return (0..<Int32(layout.rows)).sorted { (places[Int($0)], $0) < (places[Int($1)], $1) }
    }

    /// How far along the curve a cell lies.
    private static func distance(_ x: UInt32, _ y: UInt32) -> UInt64 {
        var (x, y, sum) = (x, y, UInt64(0))
        for bit in (0..<bits).reversed() {
            let right = x >> bit & 1
            let up = y >> bit & 1
            sum = sum << 2 | UInt64((3 * right) ^ up)
            let mask = UInt32(1) << bit - 1
            (x, y) = (x & mask, y & mask)
            if up == 0 {
                if right == 1 { (x, y) = (mask - x, mask - y) }
                swap(&x, &y)
            }
        }
        return sum
    }
}
