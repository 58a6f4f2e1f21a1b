import CKernels
import Foundation
import Matrices
import Synchronization

/// The points while they move, and the tasks that move them.
///
/// Threads take the tasks in their order, whatever their number; a task waits until those that moved its parts before
/// are done, and the first round of an epoch for all of the epoch before. So no thread waits for one that was never
/// started, and one thread alone does it all.
final class LayoutDescent: @unchecked Sendable {
    private let plan: LayoutPlan
    private let epochs: Int
    private let dimensions: Int
    private let seed: UInt64
    private var state: tessera_layout

    private let points: UnsafeMutableBufferPointer<Float>
    /// Where negative samples are looked up: the points as the epoch began, for even epochs and for odd ones; for points
    /// that are placed among others those, which stay.
    private let seen: [UnsafeMutableBufferPointer<Float>]
    private let movesTails: Bool
    /// For the inner loop, which keeps edges apart that share a point.
    private let stamps: UnsafeMutableBufferPointer<UInt32>

    /// How many tasks of the run are taken, and done; how many rounds each part has gone through.
    private let taken = Atomic(0)
    private let finished = Atomic(0)
    private let rounds: UnsafeMutableBufferPointer<Atomic<Int>>
    private let waiters = Atomic(0)
    /// How often a thread looks at a counter before it sleeps.
    private let patience = Atomic(mostLooks)
    private static let fewestLooks = 256
    /// A tenth of a millisecond or two.
    private static let mostLooks = 8_192
    private let changed = NSCondition()

    /// - Parameters:
    ///   - start: the points in the order of the plan.
    ///   - fixed: the points that tails and negative samples are, where they are not those that move.
    init(_ plan: LayoutPlan, start: Matrix, fixed: Matrix? = nil, options: UMAPOptions, epochs: Int) {
        self.plan = plan
        self.epochs = epochs
        dimensions = start.columns
        seed = CounterRandom.mix(options.seed)
        points = .allocate(capacity: start.values.count)
        _ = points.initialize(from: start.values)
        let others = fixed ?? start
        movesTails = fixed == nil
        seen = (0..<(fixed == nil ? 2 : 1)).map { _ in
            let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: others.values.count)
            _ = buffer.initialize(from: others.values)
            return buffer
        }
        stamps = .allocate(capacity: start.rows)
        stamps.initialize(repeating: 0)
        rounds = .allocate(capacity: plan.parts)
        for part in 0..<plan.parts { rounds.initializeElement(at: part, to: Atomic(0)) }
        let curve = CurveFit(minDist: options.minDist, spread: options.spread)
        state = tessera_layout()
        state.count = Int64(start.rows)
        state.seen_count = Int64(others.rows)
        state.moves_tails = movesTails ? 1 : 0
        state.dimensions = Int32(start.columns)
        state.positions = points.baseAddress
        state.stamps = stamps.baseAddress
        state.a = Float(curve.a)
        state.b = Float(curve.b)
        state.repulsion = Float(options.repulsionStrength)
        state.learning_rate = Float(options.learningRate)
        state.negative_samples = Int32(options.negativeSampleRate)
        state.epochs = Int32(epochs)
    }

    deinit {
        points.deallocate()
        for buffer in seen { buffer.deallocate() }
        stamps.deallocate()
        rounds.deinitialize()
        rounds.deallocate()
    }

    /// The points as they are now; between two runs.
    var positions: Matrix {
        Matrix(rows: Int(state.count), columns: dimensions, values: Array(points))
    }

    /// Runs some epochs; they follow those that were run before.
    func run(_ range: Range<Int>, threads: Int) {
        let tasks = range.count * plan.tasks.count
        taken.store(0, ordering: .relaxed)
        finished.store(0, ordering: .relaxed)
        for part in rounds.indices { rounds[part].store(0, ordering: .relaxed) }
        plan.edges.heads.withUnsafeBufferPointer { heads in
            plan.edges.tails.withUnsafeBufferPointer { tails in
                plan.edges.rates.withUnsafeBufferPointer { rates in
                    state.heads = heads.baseAddress
                    state.tails = tails.baseAddress
                    state.rates = rates.baseAddress
                    let workers = max(1, min(threads, plan.parts))
                    parallelRanges(workers, threads: workers) { _ in
                        while true {
                            let task = self.taken.wrappingAdd(1, ordering: .relaxed).oldValue
                            guard task < tasks else { return }
                            self.perform(task, from: range.lowerBound)
                        }
                    }
                }
            }
        }
    }

    private func perform(_ number: Int, from firstEpoch: Int) {
        let (pass, index) = number.quotientAndRemainder(dividingBy: plan.tasks.count)
        let (task, epoch) = (plan.tasks[index], firstEpoch + pass)
        let roundsAnEpoch = plan.rounds.count - 1
        let round = (plan.rounds.firstIndex { $0 > index } ?? 1) - 1
        if round == 0 {
            wait(for: finished, toReach: pass * plan.tasks.count)
        } else {
            let due = pass * roundsAnEpoch + round
            wait(for: rounds[task.first], toReach: due)
            wait(for: rounds[task.second], toReach: due)
        }
        stamps[plan.points(of: task.first)].update(repeating: 0)
        stamps[plan.points(of: task.second)].update(repeating: 0)
        var state = self.state
        state.seen = UnsafePointer(seen[epoch % seen.count].baseAddress)
        let key = CounterRandom.mix(seed &+ CounterRandom.mix(UInt64(epoch) << 32 | UInt64(index)))
        tessera_layout_run(
            &state, Int64(task.edges.lowerBound), Int64(task.edges.upperBound), Int32(epoch), key)
        if movesTails, round == roundsAnEpoch - 1 {
            keep(task.first, for: epoch + 1)
        }
        rounds[task.first].wrappingAdd(1, ordering: .sequentiallyConsistent)
        if task.second != task.first { rounds[task.second].wrappingAdd(1, ordering: .sequentiallyConsistent) }
        finished.wrappingAdd(1, ordering: .sequentiallyConsistent)
        if waiters.load(ordering: .sequentiallyConsistent) > 0 {
            changed.lock()
            changed.broadcast()
            changed.unlock()
        }
    }

    /// Lets the epoch that follows see where the points of a part are now.
    private func keep(_ part: Int, for epoch: Int) {
        let range = plan.points(of: part)
        for place in range.lowerBound * dimensions..<range.upperBound * dimensions {
            seen[epoch % 2][place] = points[place]
        }
    }

    /// Looks for as long as looking has paid, and then sleeps: to be woken takes longer than most waits, but a core
    /// that looks on is one that another program can't have.
    private func wait(for counter: borrowing Atomic<Int>, toReach value: Int) {
        let looks = patience.load(ordering: .relaxed)
        for _ in 0..<looks {
            if counter.load(ordering: .acquiring) >= value {
                patience.store(min(Self.mostLooks, looks + looks / 8), ordering: .relaxed)
                return
            }
            tessera_pause()
        }
        patience.store(max(Self.fewestLooks, looks / 2), ordering: .relaxed)
        changed.lock()
        waiters.wrappingAdd(1, ordering: .sequentiallyConsistent)
        while counter.load(ordering: .sequentiallyConsistent) < value { changed.wait() }
        waiters.wrappingSubtract(1, ordering: .sequentiallyConsistent)
        changed.unlock()
    }
}
