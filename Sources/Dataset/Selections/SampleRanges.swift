/// A set of sample ids as ranges: however many samples it has, it is small where they lie together, and never larger
/// than a few bytes for each of them.
public struct SampleRanges: Sendable, Equatable {
    /// Ascending, disjoint, and with a gap between one and the next.
    public let ranges: [ClosedRange<Int64>]

    /// Ids are as large as columns can hold them.
    public static let largestID = Int64(UInt32.max) - 1

    /// - Parameter ids: in any order.
    public init(_ ids: some Sequence<Int64>) {
        var ranges: [ClosedRange<Int64>] = []
        for id in ids.sorted() { Self.append(id...id, to: &ranges) }
        self.ranges = ranges
    }

    /// - Parameter pairs: first and last id of each range, ascending.
    /// - Throws: ``SelectionError/notAscending``.
    public init(pairs: [[Int64]]) throws(SelectionError) {
        var ranges: [ClosedRange<Int64>] = []
        for pair in pairs {
            guard pair.count == 2, pair[0] > (ranges.last?.upperBound ?? 0), pair[0] <= pair[1],
                pair[1] <= Self.largestID
            else { throw .notAscending }
            Self.append(pair[0]...pair[1], to: &ranges)
        }
        self.ranges = ranges
    }

    /// The form in which a set is kept and sent: for each range how many ids lie between it and the one before, and how
    /// many follow its first; both as LEB128, seven bits a byte, the lowest first.
    /// - Throws: ``SelectionError/notPacked``.
    public init(packed bytes: some Sequence<UInt8>) throws(SelectionError) {
        var ranges: [ClosedRange<Int64>] = []
        var end: Int64 = 0
        var gap: Int64?
        var value: Int64 = 0
        var shift: Int64 = 0
        for byte in bytes {
            guard shift <= 28 else { throw .notPacked }
            value |= Int64(byte & 0x7F) << shift
            shift += 7
            if byte & 0x80 != 0 { continue }
            if let before = gap {
                let first = end + before + 1
                guard first + value <= Self.largestID else { throw .notPacked }
                Self.append(first...(first + value), to: &ranges)
                end = first + value
                gap = nil
            } else {
                gap = value
            }
            (value, shift) = (0, 0)
        }
        guard gap == nil, shift == 0 else { throw .notPacked }
        self.ranges = ranges
    }

    /// As `init(packed:)` reads it.
    public var packed: [UInt8] {
        var bytes: [UInt8] = []
        var end: Int64 = 0
        for range in ranges {
            for var value in [range.lowerBound - end - 1, range.upperBound - range.lowerBound] {
                while value > 0x7F {
                    bytes.append(UInt8(value & 0x7F) | 0x80)
                    value >>= 7
                }
                bytes.append(UInt8(value))
            }
            end = range.upperBound
        }
        return bytes
    }

    /// How many ids.
    public var count: Int { ranges.reduce(0) { $0 + $1.count } }

    private static func append(_ range: ClosedRange<Int64>, to ranges: inout [ClosedRange<Int64>]) {
        guard let last = ranges.last, range.lowerBound <= last.upperBound + 1 else {
            ranges.append(range)
            return
        }
        ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
    }
}
