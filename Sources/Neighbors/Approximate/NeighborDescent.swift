import CKernels
import Matrices
import Synchronization

/// Lists that get better by looking at the neighbours of neighbours, round by round, until hardly anything changes.
///
/// - SeeAlso: Dong, Charikar, Li 2011, "Efficient k-nearest neighbor graph construction for generic similarity
///   measures". Here each row pulls from the links as they were at the beginning of the round and changes its own list
///   alone, so the result does not depend on the threads.
struct NeighborDescent: Sendable {
    let lists: NeighborLists
    let rows: QuantizedRows
    let settings: ApproximateSettings

    private static let block = 256

    func run(threads: Int, progress: (Double) throws -> Void) rethrows {
        let room = settings.followed + settings.backLinks
        let links = WorkMemory<Int32>(lists.count * room)
        let freshLinks = WorkMemory<UInt16>(lists.count)
        let allLinks = WorkMemory<UInt16>(lists.count)
        for round in 0..<ApproximateSettings.mostRounds {
            let done = 1 - 1 / Double(1 + round)
            try progress(done)
            let descent = tessera_descent(
                count: Int64(lists.count), stride: Int32(rows.stride), rows: rows.values.start,
                scales: rows.scales.start, norms: rows.norms.start, width: Int32(lists.width),
                used: Int32(min(settings.followed, lists.width)), room: Int32(room), keys: lists.keys.start,
                ids: lists.ids.start, fresh: lists.fresh.start, links: links.start,
                fresh_links: freshLinks.start,
                all_links: allLinks.start)
            let shared = SharedDescent(descent)
            parallelRanges(lists.count, threads: threads) { some in
                shared.link(some)
            }
            let accepted = try improve(shared, room: room, threads: threads) {
                try progress(done + $0 * (1 / Double(1 + round) - 1 / Double(2 + round)))
            }
            if Double(accepted) < ApproximateSettings.settled * Double(lists.count * settings.followed) {
                break
            }
        }
    }

    private func improve(
        _ descent: SharedDescent, room: Int, threads: Int, progress: (Double) throws -> Void
    ) rethrows -> Int {
        let accepted = Atomic<Int>(0)
        // One call of `progress` a share of the rows; few, because each share begins with empty marks.
        let shares = max(1, min(16, lists.count / 50_000))
        for share in 0..<shares {
            try progress(Double(share) / Double(shares))
            let rows = lists.count * share / shares..<lists.count * (share + 1) / shares
            parallelBlocks(rows.count, size: Self.block, threads: threads) {
                (
                    seen: WorkMemory<Int32>(lists.count, filledWith: 0),
                    candidates: WorkMemory<Int32>(room * (room + 1) + 1)
                )
            } _: { marks, some in
                let found = descent.descend(
                    rows.lowerBound + some.lowerBound..<rows.lowerBound + some.upperBound, marks.seen,
                    marks.candidates)
                accepted.wrappingAdd(found, ordering: .relaxed)
            }
        }
        return accepted.load(ordering: .relaxed)
    }
}

/// The C side's view of the lists; its addresses are those of memory that outlives it.
private struct SharedDescent: @unchecked Sendable {
    private let descent: tessera_descent

    init(_ descent: tessera_descent) { self.descent = descent }

    func link(_ rows: Range<Int>) {
        withUnsafePointer(to: descent) {
            tessera_link_rows($0, Int64(rows.lowerBound), Int64(rows.upperBound))
        }
    }

    func descend(_ rows: Range<Int>, _ seen: WorkMemory<Int32>, _ candidates: WorkMemory<Int32>)
        -> Int
    {
        withUnsafePointer(to: descent) {
            Int(
                tessera_descend(
                    $0, Int64(rows.lowerBound), Int64(rows.upperBound), seen.start, candidates.start))
        }
    }
}
