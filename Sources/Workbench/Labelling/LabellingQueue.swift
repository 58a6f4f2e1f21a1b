public import Dataset
import Foundation
import Synchronization

/// Hands out samples to label: what is contested first, then what is most informative, and never to two people at once.
///
/// The order is computed once and kept until the dataset has changed; while people label it is made anew at most every
/// minute, and not more often than a twentieth of the time is spent on it. Who has what is in the workspace, so several
/// servers on one workspace do not hand out the same.
public final class LabellingQueue: Sendable {
    /// A sample that was handed out.
    public struct Item: Sendable, Codable, Equatable {
        public let sample: Int64
        /// Whether it is asked again because people do not agree on it.
        public let isContested: Bool
        /// 0 to 1: how much an answer is expected to tell.
        public let informativeness: Float
    }

    private struct Kept {
        var order: Informativeness
        var lastChange: Int64
        var madeAt: ContinuousClock.Instant
        var cost: Duration
    }

    /// Where the next search of a person begins; forgotten after a while, for answers can be taken back.
    private struct Start {
        var place: Int
        var until: ContinuousClock.Instant
    }

    private let workspace: Workspace
    private let kept = Mutex<Kept?>(nil)
    private let starts = Mutex<[String: Start]>([:])
    private let clock = ContinuousClock()

    public static let most = 100
    /// For how long nobody else is handed what somebody has before them.
    public static let leaseSeconds = 120.0

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Parameters:
    ///   - holder: one window or program of the person.
    ///   - keeping: what it was handed before and still means to answer.
    ///   - filter: only samples of this filter; its order counts for nothing.
    public func next(
        _ count: Int, person: String, holder: String, keeping: [Int64] = [], filter: SampleQuery? = nil
    ) throws -> [Item] {
        let order = try order()
        let start = starts.withLock { starts in
            starts[person].flatMap { $0.until > clock.now ? $0.place : nil } ?? 0
        }
        let request = HandOutRequest(
            person: person, holder: holder, count: max(0, min(count, Self.most)), keeping: keeping,
            seconds: Self.leaseSeconds, order: order.order, start: start,
            among: try filter.map { Set(try workspace.sampleIDs(matching: $0)) })
        let out = try workspace.handOut(request)
        starts.withLock { starts in
            if starts.count > 1_000 { starts.removeAll() }
            starts[person] = Start(place: out.start, until: starts[person]?.until ?? clock.now + .seconds(60))
            if let start = starts[person], start.until <= clock.now { starts[person] = nil }
        }
        return out.items.map {
            Item(sample: $0.sample, isContested: $0.isContested, informativeness: order.scores[$0.sample] ?? 0)
        }
    }

    /// A person took an answer back: their next search begins at the beginning.
    public func begin(again person: String) {
        starts.withLock { $0[person] = nil }
    }

    private func order() throws -> Informativeness {
        let lastChange = try workspace.summary().lastChange
        return try kept.withLock { kept in
            if let there = kept {
                let age = clock.now - there.madeAt
                if there.lastChange == lastChange || age < .seconds(60) || age < there.cost * 20 { return there.order }
            }
            let begin = clock.now
            let order = try Informativeness(workspace)
            kept = Kept(order: order, lastChange: lastChange, madeAt: clock.now, cost: clock.now - begin)
            starts.withLock { $0 = [:] }
            return order
        }
    }
}
