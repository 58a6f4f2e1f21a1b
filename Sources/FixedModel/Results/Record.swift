import Foundation
import Matrices

/// What a file of ours is.
enum RecordKind: UInt64 {
    // Seven letters and a number that grows when the form changes.
    case weights = 0x0154_4857_4D46_5354
    case checkpoint = 0x0150_4B43_4D46_5354
}

/// Numbers in a row, little-endian, with a digest at the end that tells a whole file from half of one.
struct RecordWriter {
    private var bytes: Data

    init(kind: RecordKind) {
        bytes = Data()
        add(kind.rawValue)
    }

    mutating func add(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ value: Double) {
        add(value.bitPattern)
    }

    mutating func add(_ values: [Float]) {
        add(UInt64(values.count))
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    func finished() -> Data {
        var whole = bytes
        withUnsafeBytes(of: Digest.of(bytes).littleEndian) { whole.append(contentsOf: $0) }
        return whole
    }
}

/// Reads what `RecordWriter` wrote; bytes from anywhere end in an error, never in a crash.
struct RecordReader {
    private let bytes: Data
    private var place = 0

    init(_ data: Data, kind: RecordKind) throws(FixedModelError) {
        let data = Data(data)  // from index 0, whatever part of another it was
        guard data.count >= 16 else { throw .unreadable("they are cut off") }
        bytes = data.dropLast(8)
        guard try read() == kind.rawValue else { throw .unreadable("they begin with something else") }
        let digest = data.suffix(8).reversed().reduce(into: 0 as UInt64) { $0 = $0 << 8 | UInt64($1) }
        guard digest == Digest.of(bytes) else { throw .unreadable("they are damaged or cut off") }
    }

    private mutating func read() throws(FixedModelError) -> UInt64 {
        guard place + 8 <= bytes.count else { throw .unreadable("they are cut off") }
        defer { place += 8 }
        return bytes[place..<place + 8].reversed().reduce(into: 0) { $0 = $0 << 8 | UInt64($1) }
    }

    mutating func number() throws(FixedModelError) -> UInt64 {
        try read()
    }

    mutating func double() throws(FixedModelError) -> Double {
        Double(bitPattern: try read())
    }

    mutating func integer(in range: ClosedRange<Int>, _ what: String) throws(FixedModelError) -> Int {
        let value = try read()
        guard let number = Int(exactly: value), range.contains(number) else {
            throw .unreadable("\(what) is \(value)")
        }
        return number
    }

    mutating func floats(_ what: String) throws(FixedModelError) -> [Float] {
        let count = try read()
        guard count <= UInt64((bytes.count - place) / 4) else { throw .unreadable("\(what) are cut off") }
        let end = place + 4 * Int(count)
        defer { place = end }
        return [Float](unsafeUninitializedCapacity: Int(count)) { out, written in
            _ = bytes.copyBytes(to: UnsafeMutableRawBufferPointer(out), from: place..<end)
            written = Int(count)
        }
    }

    func finish() throws(FixedModelError) {
        guard place == bytes.count else { throw .unreadable("there is more than there should be") }
    }
}

/// A number that says whether bytes are those that they were. Not for keeping out somebody who wants to deceive.
enum Digest {
    static func of(_ data: Data) -> UInt64 {
        data.withUnsafeBytes { of($0) }
    }

    static func of(_ bytes: UnsafeRawBufferPointer, after start: UInt64 = 0) -> UInt64 {
        var state = CounterRandom.mix(start ^ UInt64(bytes.count))
        var place = 0
        while place + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            state = CounterRandom.mix(state ^ word)
            place += 8
        }
        var last: UInt64 = 0
        for index in place..<bytes.count { last = last << 8 | UInt64(bytes[index]) }
        return CounterRandom.mix(state ^ last)
    }
}
