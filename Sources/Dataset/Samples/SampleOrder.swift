/// The samples that a query selects, in its order, as one change left the dataset: what pages are cut from.
///
/// Whoever reads page after page, or jumps about in it, keeps to one change (`Workspace.order(of:at:)`): then the pages are
/// the whole of it, with no sample twice or left out, whatever others edit meanwhile. An order of a million samples
/// takes 4 MB.
public struct SampleOrder: Sendable {
    /// The newest change that it takes into account; 0 where there is none.
    public let change: Int64
    /// The projection whose similarity it follows; nil where it follows none.
    public let projection: Int64?
    /// Ids, which are given out one after the other and so never come near the end of 32 bits.
    let samples: [UInt32]

    public var count: Int { samples.count }

    /// The ids at some places, as far as there are so many.
    public func ids(from offset: Int = 0, limit: Int? = nil) -> [Int64] {
        let rest = samples[min(max(offset, 0), samples.count)...]
        return (limit.map { rest.prefix(max($0, 0)) } ?? rest).map(Int64.init)
    }
}
