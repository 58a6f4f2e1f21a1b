import Foundation

#if os(Linux)
    import CLinux
#endif

/// The paths of all samples as they are searched, one after the other in one piece of memory: a text is looked for with
/// `memmem` in all of them at once, a million in some hundredths of a second.
struct PathTexts: Sendable {
    /// Each path ends with a zero byte, which occurs in none.
    private var bytes: [UInt8] = []
    /// Where each path ends, behind its zero byte.
    private var ends: [UInt32] = []

    var count: Int { ends.count }

    /// Text as it is searched: without case, in one normal form.
    static func folded(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.lowercased()
    }

    /// - Parameter folded: what `folded` made of the path.
    mutating func append(folded: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: folded)
        bytes.append(0)
        ends.append(UInt32(clamping: bytes.count))
    }

    /// Which paths have the text somewhere, one value a path.
    func contain(_ text: String) -> [Bool] {
        var found = [Bool](repeating: false, count: ends.count)
        let needle = Array(Self.folded(text).utf8)
        guard !needle.isEmpty, !needle.contains(0) else { return found }
        bytes.withUnsafeBytes { hay in
            guard let base = hay.baseAddress else { return }
            var (start, row) = (0, 0)
            while start < hay.count,
                let hit = memmem(base + start, hay.count - start, needle, needle.count)
            {
                let place = UInt32(base.distance(to: UnsafeRawPointer(hit)))
                row = self.row(at: place, from: row)
                found[row] = true
                start = Int(ends[row])
            }
        }
        return found
    }

    /// The row whose path covers a place; hits come in order, so it is looked for from the last one on, in growing steps.
    private func row(at place: UInt32, from first: Int) -> Int {
        var (low, step) = (first, 1)
        while low + step < ends.count, ends[low + step] <= place {
            low += step
            step *= 2
        }
        var high = min(low + step, ends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > place { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
