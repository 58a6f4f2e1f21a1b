public import Matrices

/// A layout that is being optimised, as it is when it is asked.
public struct SettlingLayout: Sendable {
    /// How much of the optimisation is done, 0 ... 1.
    public let share: Double
    private let plan: LayoutPlan
    private let descent: LayoutDescent

    init(share: Double, plan: LayoutPlan, descent: LayoutDescent) {
        self.share = share
        self.plan = plan
        self.descent = descent
    }

    /// The points, N × `components`, row `i` that of row `i` of the matrix. Not while the descent runs: within the call
    /// that hands out this value, or once `fit` has ended.
    public func matrix() -> Matrix { plan.restored(descent.positions) }
}
