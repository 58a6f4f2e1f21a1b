/// Floats at an address that a vector likes, all zero at first.
///
/// Several threads write to it, each its own part, or at different times: whoever shares it vouches for that.
final class FloatBuffer: @unchecked Sendable {
    let start: UnsafeMutablePointer<Float>
    let count: Int

    init(_ count: Int) {
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, count) * MemoryLayout<Float>.stride, alignment: 64)
        start = bytes.bindMemory(to: Float.self, capacity: max(1, count))
        start.initialize(repeating: 0, count: max(1, count))
        self.count = count
    }

    deinit {
        start.deallocate()
    }

    var values: [Float] {
        get { Array(UnsafeBufferPointer(start: start, count: count)) }
        set {
            precondition(newValue.count == count)
            newValue.withUnsafeBufferPointer { if let from = $0.baseAddress { start.update(from: from, count: count) } }
        }
    }

    func copy(from other: FloatBuffer) {
        precondition(other.count == count)
        start.update(from: other.start, count: count)
    }

    func clear() {
        start.update(repeating: 0, count: count)
    }
}
