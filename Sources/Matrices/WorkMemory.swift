/// Room for numbers that C fills in, freed with its owner. What it holds at first is not defined.
public final class WorkMemory<Element: BitwiseCopyable>: @unchecked Sendable {
    /// Several threads may use it at once, each its own part; whoever hands it out vouches for that.
    public let start: UnsafeMutablePointer<Element>
    public let count: Int

    public init(_ count: Int) {
        self.count = max(1, count)
        start = .allocate(capacity: self.count)
    }

    public convenience init(_ count: Int, filledWith element: Element) {
        self.init(count)
        start.update(repeating: element, count: self.count)
    }

    deinit { start.deallocate() }

    @inline(__always)
    public subscript(index: Int) -> Element {
        get { start[index] }
        set { start[index] = newValue }
    }
}
