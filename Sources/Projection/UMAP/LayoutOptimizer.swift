import CKernels
import Matrices

/// The stochastic gradient descent that turns a first layout into the final one.
///
/// The points are cut in parts of equal size. An epoch goes in rounds; in a round
/// every part is matched with one other part or with itself, and the edges between the two are one task. So the tasks
/// of a round have no point in common: they run at once, each point is moved in place, edge after edge, and the result
/// does not depend on who ran what when. Negative samples look at where the points were when the epoch began.
///
/// - SeeAlso: Gemulla, Nijkamp, Haas, Sismanis 2011, "Large-scale matrix factorization with distributed stochastic
///   gradient descent", for the matching of blocks; the inner loop is `tessera_layout_run` in CKernels.
struct LayoutOptimizer {
    let options: UMAPOptions
    let epochs: Int
    let threads: Int

    /// Moves all points of a first layout.
    /// - Parameter settling: is shown the layout between two portions of epochs.
    func run(
        _ start: Matrix, _ graph: SparseGraph, progress: (Double) throws -> Void,
        settling: (SettlingLayout) -> Void
    ) throws -> Matrix {
        let plan = LayoutPlan(graph, seed: options.seed, threads: threads)
        let descent = LayoutDescent(plan, start: plan.arranged(start), options: options, epochs: epochs)
        return try run(plan, descent, progress: progress, settling: settling)
    }

    /// Moves the points of `start` alone, among those of `fixed`, which are the columns of the graph.
    func place(
        _ start: Matrix, among fixed: Matrix, _ graph: SparseGraph, progress: (Double) throws -> Void
    ) throws -> Matrix {
        let plan = LayoutPlan(placing: graph, seed: options.seed, threads: threads)
        let descent = LayoutDescent(plan, start: start, fixed: fixed, options: options, epochs: epochs)
        return try run(plan, descent, progress: progress, settling: { _ in })
    }

    private func run(
        _ plan: LayoutPlan, _ descent: LayoutDescent, progress: (Double) throws -> Void,
        settling: (SettlingLayout) -> Void
    ) throws -> Matrix {
        // Some ten milliseconds a portion: often enough to cancel, seldom enough to cost nothing.
        let portion = max(1, 1_000_000 / max(1, plan.edges.heads.count))
        for epoch in stride(from: 0, to: epochs, by: portion) {
            let share = Double(epoch) / Double(epochs)
            settling(SettlingLayout(share: share, plan: plan, descent: descent))
            try progress(share)
            descent.run(epoch..<min(epochs, epoch + portion), threads: threads)
        }
        try progress(1)
        return plan.restored(descent.positions)
    }
}
