/// Sorts rows by numbers, equal ones staying in their order: by digits, from the last to the first.
///
/// A million rows cost about ten milliseconds for each digit of eleven bits in which the keys differ at all, which are two
/// for most of what samples are sorted by.
enum StableSort {
    /// The key of what has no value: it comes last, whichever the direction.
    static let missing = UInt64.max

    private static let digit = 11
    private static let fewRows = 512

    /// A number that is less for a lesser number.
    static func key(of number: Double) -> UInt64 {
        let bits = (number == 0 ? 0 : number).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    /// - Parameter keys: the key of each of `rows`, in their order.
    static func sort(_ rows: [UInt32], by keys: [UInt64], descending: Bool) -> [UInt32] {
        // The largest key but `missing` becomes the least, so that those stay last.
        let keys = descending ? keys.map { $0 == missing ? missing : missing - 1 - $0 } : keys
        var (ones, zeros) = (UInt64.max, UInt64(0))
        for key in keys {
            ones &= key
            zeros |= key
        }
        let varying = ones ^ zeros
        if varying == 0 { return rows }
        if rows.count <= fewRows {
            return keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { rows[$0] }
        }
        var (sortedRows, sortedKeys) = (rows, keys)
        var (rowsBefore, keysBefore) = (rows, keys)
        for shift in stride(from: 0, to: 64, by: digit) where (varying >> UInt64(shift)) & mask != 0 {
            (rowsBefore, sortedRows) = (sortedRows, rowsBefore)
            (keysBefore, sortedKeys) = (sortedKeys, keysBefore)
            spread(rowsBefore, keysBefore, by: UInt64(shift), into: &sortedRows, &sortedKeys)
        }
        return sortedRows
    }

    private static let mask = UInt64(1 << digit - 1)

    private static func spread(
        _ rows: [UInt32], _ keys: [UInt64], by shift: UInt64, into sortedRows: inout [UInt32],
        _ sortedKeys: inout [UInt64]
    ) {
        var places = [Int](repeating: 0, count: 1 << digit)
        for key in keys { places[Int((key >> shift) & mask)] += 1 }
        var sum = 0
        for value in places.indices { (places[value], sum) = (sum, sum + places[value]) }
        for index in rows.indices {
            let value = Int((keys[index] >> shift) & mask)
            let place = places[value]
            places[value] = place + 1
            sortedRows[place] = rows[index]
            sortedKeys[place] = keys[index]
        }
    }
}
