/// One fit on its way: L-BFGS with the curvature of the start as its first guess.
///
/// The point is (D + 1) × K, the intercepts last. Somebody else computes loss and gradient at `trial`; the fit takes
/// them, and says where to look next.
///
/// - SeeAlso: Nocedal and Wright 2006, "Numerical Optimization", algorithms 7.4 and 3.1.
struct LogisticFit: Sendable {
    /// What it does not learn from.
    let fold: Int32
    let strength: Double
    let curvature: Int
    private let classes: Int
    private let penalty: Double
    private let goal: Double
    private let mostRounds: Int

    /// Where loss and gradient are wanted.
    private(set) var trial: [Float]
    private(set) var isDone = false
    private(set) var rounds = 0

    private var point: [Float]
    private var value = Double.infinity
    private var gradient: [Float] = []
    private var direction: [Float] = []
    private var slope = 0.0
    private var step = 1.0
    private var memory: [Pair] = []

    private struct Pair: Sendable {
        let move: [Float], turn: [Float]
        let product: Double
    }

    private static let remembered = 12

    init(
        fold: Int32, strength: Double, curvature: Int, features: Int, classes: Int, weight: Double,
        options: LogisticOptions
    ) {
        self.fold = fold
        self.strength = strength
        self.curvature = curvature
        self.classes = classes
        penalty = Self.penalty(strength: strength, classes: classes)
        goal = options.tolerance * max(weight, 1)
        mostRounds = options.mostRounds
        point = [Float](repeating: 0, count: (features + 1) * classes)
        trial = point
        isDone = weight <= 0
    }

    /// Of half the squared weights. Two classes have two columns of weights that are each other's negatives; scikit-learn
    /// has one, twice as long: so that the same strength means the same.
    static func penalty(strength: Double, classes: Int) -> Double {
        (classes == 2 ? 2 : 1) / strength
    }

    /// What was fitted: the weights D × K and the intercepts.
    var weights: ArraySlice<Float> { point[..<(point.count - classes)] }
    var intercepts: ArraySlice<Float> { point[(point.count - classes)...] }

    /// - Parameters:
    ///   - loss: the sum over the rows at `trial`, without the penalty.
    ///   - found: its gradient.
    mutating func receive(loss: Double, gradient found: consuming [Float], _ curvature: LogisticCurvature) {
        rounds += 1
        var found = found
        var squares = 0.0
        let penalty = Float(penalty)
        for index in 0..<(trial.count - classes) {
            squares += Double(trial[index]) * Double(trial[index])
            found[index] += penalty * trial[index]
        }
        let total = loss + self.penalty / 2 * squares
        if value.isFinite {
            // Sums of single precision are not better than this.
            guard total <= value + 1e-4 * step * slope + 5e-8 * abs(value) else { return shorten(total) }
            remember(found)
        }
        value = total
        gradient = found
        point = trial
        guard rounds < mostRounds else {
            isDone = true
            return
        }
        turn(curvature)
    }

    private mutating func shorten(_ total: Double) {
        // The least of the parabola through what is known, within bounds.
        let rise = total - value - step * slope
        let best = total.isFinite && rise > 0 ? -slope * step * step / (2 * rise) : step / 10
        step = min(step / 2, max(step / 10, best))
        guard step > 1e-6, rounds < mostRounds else {
            isDone = true
            return
        }
        look()
    }

    private mutating func remember(_ found: [Float]) {
        let move = zip(trial, point).map { $0 - $1 }
        let turn = zip(found, gradient).map { $0 - $1 }
        let product = Self.dot(move, turn)
        guard product > 1e-12 * Self.dot(move, move) else { return }
        if memory.count == Self.remembered { memory.removeFirst() }
        memory.append(Pair(move: move, turn: turn, product: product))
    }

    /// The next direction, by the two-loop recursion.
    private mutating func turn(_ curvature: LogisticCurvature) {
        var next = gradient
        var shares = [Double](repeating: 0, count: memory.count)
        for index in memory.indices.reversed() {
            let pair = memory[index]
            shares[index] = Self.dot(pair.move, next) / pair.product
            Self.add(pair.turn, times: -shares[index], to: &next)
        }
        let solved = curvature.solve([next] + (memory.last.map { [$0.turn] } ?? []), classes: classes)
        next = solved[0]
        if let last = memory.last {
            let scale = Float(last.product / max(Self.dot(last.turn, solved[1]), 1e-30))
            for index in next.indices { next[index] *= scale }
        }
        for (index, pair) in memory.enumerated() {
            let share = Self.dot(pair.turn, next) / pair.product
            Self.add(pair.move, times: shares[index] - share, to: &next)
        }
        direction = next.map { -$0 }
        slope = Self.dot(gradient, direction)
        guard slope < 0, slope.isFinite else {
            guard !memory.isEmpty else {
                isDone = true
                return
            }
            memory = []
            return turn(curvature)
        }
        // Half the slope is what the step is expected to gain.
        guard -slope / 2 > goal else {
            isDone = true
            return
        }
        step = 1
        look()
    }

    private mutating func look() {
        let step = Float(step)
        for index in trial.indices { trial[index] = point[index] + step * direction[index] }
    }

    private static func dot(_ a: [Float], _ b: [Float]) -> Double {
        var sums = SIMD8<Double>(repeating: 0)
        let whole = a.count / 8 * 8
        for start in stride(from: 0, to: whole, by: 8) {
            let left = SIMD8<Float>(a[start..<(start + 8)]), right = SIMD8<Float>(b[start..<(start + 8)])
            sums += SIMD8<Double>(left) * SIMD8<Double>(right)
        }
        return (whole..<a.count).reduce(sums.sum()) { $0 + Double(a[$1]) * Double(b[$1]) }
    }

    private static func add(_ other: [Float], times factor: Double, to values: inout [Float]) {
        let factor = Float(factor)
        for index in values.indices { values[index] += factor * other[index] }
    }
}
