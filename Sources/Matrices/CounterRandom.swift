/// Random numbers by position: the i-th number of a key is a pure function of key and i.
///
/// Work that is split over threads draws by the position of the item, not by who comes first, and so gives
/// the same result for every number of threads. The function is splitmix64's.
///
/// - SeeAlso: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators".
public struct CounterRandom: Sendable {
    private let key: UInt64

    public init(key: UInt64) {
        self.key = key
    }

    public subscript(index: UInt64) -> UInt64 {
        Self.mix(key &+ (index &+ 1) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// Uniform in [0, 1).
    public func unit(_ index: UInt64) -> Double {
        Double(self[index] >> 11) * 0x1p-53
    }

    /// Splitmix64's finaliser: every bit of the input moves every bit of the output.
    public static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
