import Dataset
import Foundation
import Matrices
import Neighbors

/// A neighbour graph as it lies on disk, with the images and vectors that it is of.
///
/// One file, written whole beside the old one and renamed over it: a reader gets the old graph or the new one. It ends
/// with its own SHA-256; a file that does not fit it, or was written by another version, counts as absent, for the graph
/// can be computed again.
struct StoredGraph: Sendable, Equatable {
    /// SHA-256 of the image of each row.
    let digests: [String]
    /// A fingerprint of the vector of each row: a vector that has changed is another one.
    let fingerprints: [UInt64]
    let graph: NeighborGraph
    /// The share of the neighbours that was found when the graph was computed, as estimated then; 1 where it is exact.
    let recall: Double
    /// Whether it was built on an earlier graph in a way that lets the history show: not every neighbour that a search
    /// from nothing finds, or another one.
    let dependsOnHistory: Bool

    private static let magic = Array("TESSERA NEIGHBORS 1\n".utf8)
    private static let headerLength = 64
    private static let digestLength = 32

    /// - Returns: nil where there is none, or none that can be read.
    static func read(_ path: String) -> StoredGraph? {
        guard let bytes = try? WholeFile.read(path), bytes.count >= headerLength + digestLength,
            bytes.starts(with: magic)
        else { return nil }
        let body = bytes.dropLast(digestLength)
        guard hexadecimal(bytes.suffix(digestLength)) == body.withUnsafeBytes({ SHA256Digest.hex(of: $0) }) else {
            return nil
        }
        return bytes.withUnsafeBytes { StoredGraph(parsing: $0) }
    }

    /// - Throws: `WorkspaceError.notWritable`.
    func write(to path: String) throws {
        var bytes = Self.magic
        bytes += [UInt8](repeating: 0, count: 24 - bytes.count)
        func append<Number: FixedWidthInteger>(_ number: Number) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(UInt64(graph.count))
        append(UInt64(graph.k))
        append(UInt64(Metric.allCases.firstIndex(of: graph.metric) ?? 0))
        append(recall.bitPattern)
        append(UInt64(dependsOnHistory ? 1 : 0))
        for digest in digests { bytes += Self.bytes(hexadecimal: digest) }
        fingerprints.withUnsafeBytes { bytes.append(contentsOf: $0) }
        graph.indices.withUnsafeBytes { bytes.append(contentsOf: $0) }
        graph.distances.withUnsafeBytes { bytes.append(contentsOf: $0) }
        bytes += Self.bytes(hexadecimal: SHA256Digest.hex(of: bytes))
        do {
            try DurableFile.write(bytes, to: path)
        } catch {
            throw WorkspaceError.notWritable(URL(fileURLWithPath: path), why: error.words)
        }
    }

    init(digests: [String], fingerprints: [UInt64], graph: NeighborGraph, recall: Double, dependsOnHistory: Bool) {
        self.digests = digests
        self.fingerprints = fingerprints
        self.graph = graph
        self.recall = recall
        self.dependsOnHistory = dependsOnHistory
    }

    private init?(parsing bytes: UnsafeRawBufferPointer) {
        func number(_ offset: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        let (rows, width, metric) = (number(24), number(32), number(40))
        guard rows <= 1 << 31, width <= 1 << 16, metric < UInt64(Metric.allCases.count) else { return nil }
        let (count, k) = (Int(rows), Int(width))
        let length = Self.headerLength + count * (Self.digestLength + 8 + k * 8) + Self.digestLength
        guard bytes.count == length else { return nil }
        var offset = Self.headerLength
        digests = (0..<count).map { row in
            let start = Self.headerLength + row * Self.digestLength
            return Self.hexadecimal(bytes[start..<start + Self.digestLength])
        }
        offset += count * Self.digestLength
        func array<Number: BitwiseCopyable>(_ count: Int, of type: Number.Type) -> [Number] {
            defer { offset += count * MemoryLayout<Number>.size }
            return [Number](unsafeUninitializedCapacity: count) { target, initialized in
                UnsafeMutableRawBufferPointer(target).copyMemory(
                    from: UnsafeRawBufferPointer(
                        rebasing: bytes[offset..<offset + count * MemoryLayout<Number>.size]))
                initialized = count
            }
        }
        fingerprints = array(count, of: UInt64.self)
        let indices = array(count * k, of: Int32.self)
        let distances = array(count * k, of: Float.self)
        guard indices.allSatisfy({ $0 >= 0 && $0 < count }) else { return nil }
        graph = NeighborGraph(
            count: count, k: k, metric: Metric.allCases[Int(metric)], indices: indices, distances: distances)
        recall = Double(bitPattern: number(48))
        dependsOnHistory = number(56) != 0
    }

    private static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func bytes(hexadecimal text: String) -> [UInt8] {
        let digits = text.utf8.map { $0 >= 0x61 ? $0 - 0x61 + 10 : $0 &- 0x30 }
        return (0..<digits.count / 2).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] & 15 }
    }
}
