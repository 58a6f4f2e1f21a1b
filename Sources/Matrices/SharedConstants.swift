/// Memory that several threads read at once and nobody writes meanwhile.
public struct SharedConstants<Element>: @unchecked Sendable {
    private let buffer: UnsafeBufferPointer<Element>

    @inline(__always)
    public init(_ buffer: UnsafeBufferPointer<Element>) {
        self.buffer = buffer
    }

    @inline(__always)
    public subscript(index: Int) -> Element { buffer[index] }

    /// The address of one element, for C.
    @inline(__always)
    public func address(_ index: Int) -> UnsafePointer<Element>? {
        buffer.baseAddress.map { $0 + index }
    }
}
