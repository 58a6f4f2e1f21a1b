/// Memory that several threads write at once, each its own part.
///
/// The compiler cannot see that the parts are disjoint; whoever makes a `SharedBuffer` vouches for it, and
/// that the memory outlives the parallel loop.
public struct SharedBuffer<Element>: @unchecked Sendable {
    private let buffer: UnsafeMutableBufferPointer<Element>

    @inline(__always)
    public init(_ buffer: UnsafeMutableBufferPointer<Element>) {
        self.buffer = buffer
    }

    @inline(__always)
    public subscript(index: Int) -> Element {
        get { buffer[index] }
        nonmutating set { buffer[index] = newValue }
    }

    /// The address of one element, for C.
    @inline(__always)
    public func address(_ index: Int) -> UnsafeMutablePointer<Element>? {
        buffer.baseAddress.map { $0 + index }
    }
}
