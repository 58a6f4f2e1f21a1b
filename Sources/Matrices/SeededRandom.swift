import Foundation

/// Random numbers that are the same on every machine for the same seed and stream: xoshiro256++.
///
/// Different streams of one seed are independent sequences, so that two parts of a computation do not
/// disturb each other when one of them draws more.
///
/// - SeeAlso: Blackman and Vigna 2021, "Scrambled linear pseudorandom number generators".
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)
    private var spareNormal: Double?

    public init(seed: UInt64, stream: UInt64 = 0) {
        let start =
            CounterRandom.mix(seed ^ 0x6A09_E667_F3BC_C909) &+ CounterRandom.mix(stream &+ 0xBB67_AE85_84CA_A73B)
        let counter = CounterRandom(key: start)
        state = (counter[0], counter[1], counter[2], counter[3] | 1)  // never all zero
    }

    public mutating func next() -> UInt64 {
        let result = rotate(state.0 &+ state.3, 23) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotate(state.3, 45)
        return result
    }

    /// Uniform in [0, 1), 53 random bits.
    public mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Normal with mean 0 and standard deviation 1 (Marsaglia's polar method).
    public mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        while true {
            let u = 2 * unit() - 1
            let v = 2 * unit() - 1
            let square = u * u + v * v
            guard square > 0, square < 1 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            spareNormal = v * factor
            return u * factor
        }
    }

    private func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        (value << bits) | (value >> (64 - bits))
    }
}
