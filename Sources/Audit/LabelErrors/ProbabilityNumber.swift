import CKernels

/// float32 and float64: everything is computed in the type that the probabilities come in, as NumPy does.
protocol ProbabilityNumber: BinaryFloatingPoint, Sendable {
    /// `tessera_label_rows`, see CKernels.h.
    static func look(
        _ rows: UnsafePointer<Self>?, _ given: UnsafePointer<Int32>?, _ count: Int, _ columns: Int,
        _ cutoffs: UnsafePointer<Self>?, _ slack: Self, _ facts: UnsafeMutablePointer<tessera_label_facts>?,
        _ others: UnsafeMutablePointer<Self>?, _ entropies: UnsafeMutablePointer<Self>?
    ) -> Int

    /// `tessera_margins_reached`, see CKernels.h.
    static func marginsReached(
        _ row: UnsafePointer<Self>?, _ own: Self, _ limits: UnsafePointer<Self>?, _ columns: Int,
        _ reached: UnsafeMutablePointer<Int32>?
    ) -> Int
}

extension ProbabilityNumber {
    /// What cleanlab takes two probabilities to be equal by.
    static var slack: Self { Self(1e-6) }
}

extension Float: ProbabilityNumber {
    static func look(
        _ rows: UnsafePointer<Float>?, _ given: UnsafePointer<Int32>?, _ count: Int, _ columns: Int,
        _ cutoffs: UnsafePointer<Float>?, _ slack: Float, _ facts: UnsafeMutablePointer<tessera_label_facts>?,
        _ others: UnsafeMutablePointer<Float>?, _ entropies: UnsafeMutablePointer<Float>?
    ) -> Int {
        Int(
            tessera_label_rows_float(
                rows, given, Int64(count), Int64(columns), cutoffs, slack, facts, others, entropies))
    }

    static func marginsReached(
        _ row: UnsafePointer<Float>?, _ own: Float, _ limits: UnsafePointer<Float>?, _ columns: Int,
        _ reached: UnsafeMutablePointer<Int32>?
    ) -> Int {
        Int(tessera_margins_reached_float(row, own, limits, Int64(columns), reached))
    }
}

extension Double: ProbabilityNumber {
    static func look(
        _ rows: UnsafePointer<Double>?, _ given: UnsafePointer<Int32>?, _ count: Int, _ columns: Int,
        _ cutoffs: UnsafePointer<Double>?, _ slack: Double, _ facts: UnsafeMutablePointer<tessera_label_facts>?,
        _ others: UnsafeMutablePointer<Double>?, _ entropies: UnsafeMutablePointer<Double>?
    ) -> Int {
        Int(
            tessera_label_rows_double(
                rows, given, Int64(count), Int64(columns), cutoffs, slack, facts, others, entropies))
    }

    static func marginsReached(
        _ row: UnsafePointer<Double>?, _ own: Double, _ limits: UnsafePointer<Double>?, _ columns: Int,
        _ reached: UnsafeMutablePointer<Int32>?
    ) -> Int {
        Int(tessera_margins_reached_double(row, own, limits, Int64(columns), reached))
    }
}
