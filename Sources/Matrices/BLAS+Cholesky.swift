import CBLAS

/// A symmetric positive definite matrix taken apart, and what is solved with it.
extension BLAS {
    /// Replaces the lower triangle of `a` (n × n) by L, with `a = L * Lᵀ`. The upper triangle is neither read nor written.
    ///
    /// - Returns: whether `a` is positive definite as far as single precision can tell; else `a` is of no more use.
    public static func cholesky(_ a: UnsafeMutablePointer<Float>?, rows n: Int) -> Bool {
        _ = singleThreaded
        guard n > 0 else { return true }
        // What is the lower triangle row after row is the upper one column after column.
        var (size, status) = (Int32(n), Int32(0))
        spotrf_("U", &size, a, &size, &status)
        return status == 0
    }

    /// `b = L⁻¹ * b`, or `b = L⁻ᵀ * b` where `transposed`, with `l` n × n of which the lower triangle is read, and `b` n × m.
    public static func solveLower(
        _ l: UnsafePointer<Float>?, rows n: Int, transposed: Bool = false, _ b: UnsafeMutablePointer<Float>?,
        stride: Int, columns m: Int
    ) {
        _ = singleThreaded
        guard n > 0, m > 0 else { return }
        cblas_strsm(
            CblasRowMajor, CblasLeft, CblasLower, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit, blasint(n),
            blasint(m), 1, l, blasint(n), b, blasint(stride))
    }

    /// `b = b * L⁻ᵀ`, with `b` m × n and `l` n × n of which the lower triangle is read: each row of `b` solved for.
    public static func solveRows(
        _ b: UnsafeMutablePointer<Float>?, stride: Int, rows m: Int, lower l: UnsafePointer<Float>?, columns n: Int
    ) {
        _ = singleThreaded
        guard n > 0, m > 0 else { return }
        cblas_strsm(
            CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, blasint(m), blasint(n), 1, l, blasint(n),
            b, blasint(stride))
    }
}
