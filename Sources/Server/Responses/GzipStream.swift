import CZlib

/// Makes one gzip stream of pieces, each compressed only where that pays.
///
/// What a map is loaded from is half attributes, which shrink to a twentieth in a blink, and half coordinates, which shrink by
/// a tenth and take four times as long: those pass as they are.
final class GzipStream {
    /// Bytes that are looked at to tell whether the rest of their block will shrink.
    private static let sample = 8 << 10
    /// A block is compressed where its sample shrinks to this share at most.
    private static let worthwhile = 0.7
    private static let level: Int32 = 1

    private var stream = z_stream()
    private var levelNow: Int32 = GzipStream.level
    private let isOpen: Bool

    init() {
        isOpen = tessera_gzip_begin(&stream, Self.level) == Z_OK
    }

    deinit {
        if isOpen { deflateEnd(&stream) }
    }

    struct OutOfMemory: Error {}

    /// The stream's bytes for some more of the content; perhaps none yet.
    func append(_ bytes: UnsafeRawBufferPointer) throws -> [UInt8] {
        guard isOpen else { throw OutOfMemory() }
        var out: [UInt8] = []
        let wanted = Self.shrinks(bytes) ? Self.level : 0
        if wanted != levelNow {
            // What is pending is finished at the level it came with.
            try run(UnsafeRawBufferPointer(start: nil, count: 0), into: &out) {
                deflateParams($0, wanted, Z_DEFAULT_STRATEGY)
            }
            levelNow = wanted
        }
        try run(bytes, into: &out) { deflate($0, Z_NO_FLUSH) }
        return out
    }

    /// The rest of the stream.
    func finish() throws -> [UInt8] {
        guard isOpen else { throw OutOfMemory() }
        var out: [UInt8] = []
        try run(UnsafeRawBufferPointer(start: nil, count: 0), into: &out) { deflate($0, Z_FINISH) }
        return out
    }

    /// Calls zlib until it has taken all and has room left.
    private func run(
        _ bytes: UnsafeRawBufferPointer, into out: inout [UInt8], step: (UnsafeMutablePointer<z_stream>) -> Int32
    ) throws {
        stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(bytes.count)
        let room = 64 << 10
        repeat {
            let start = out.count
            out.append(contentsOf: repeatElement(0, count: room))
            let status = out.withUnsafeMutableBufferPointer { target in
                stream.next_out = target.baseAddress.map { $0 + start }
                stream.avail_out = UInt32(room)
                return withUnsafeMutablePointer(to: &stream, step)
            }
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw OutOfMemory() }
            out.removeLast(Int(stream.avail_out))
        } while stream.avail_out == 0
        stream.next_in = nil
    }

    private static func shrinks(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= sample, let base = bytes.baseAddress else { return true }
        var size = compressBound(UInt(sample))
        let shrunk = [UInt8](unsafeUninitializedCapacity: Int(size)) { target, count in
            let from = (base + (bytes.count - sample) / 2).assumingMemoryBound(to: UInt8.self)
            let status = compress2(target.baseAddress, &size, from, UInt(sample), level)
            count = status == Z_OK ? Int(size) : sample
        }
        return Double(shrunk.count) <= worthwhile * Double(sample)
    }
}
