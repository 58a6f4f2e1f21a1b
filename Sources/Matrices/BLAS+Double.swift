import CBLAS

/// Products in double precision, for eigenvectors.
extension BLAS {
    /// `y = v * x`, with `v` m × n.
    public static func multiply(
        _ v: UnsafePointer<Double>?, stride: Int, rows m: Int, columns n: Int, vector x: UnsafePointer<Double>?,
        into y: UnsafeMutablePointer<Double>?
    ) {
        _ = singleThreaded
        guard m > 0, n > 0 else { return }
        cblas_dgemv(CblasRowMajor, CblasNoTrans, blasint(m), blasint(n), 1, v, blasint(stride), x, 1, 0, y, 1)
    }

    /// `y -= vᵀ * x`, with `v` m × n.
    public static func subtractTransposeTimes(
        _ v: UnsafePointer<Double>?, stride: Int, rows m: Int, columns n: Int, vector x: UnsafePointer<Double>?,
        from y: UnsafeMutablePointer<Double>?
    ) {
        _ = singleThreaded
        guard m > 0, n > 0 else { return }
        cblas_dgemv(CblasRowMajor, CblasTrans, blasint(m), blasint(n), -1, v, blasint(stride), x, 1, 1, y, 1)
    }

    /// `c = aᵀ * b`, with `a` k × m, `b` k × n, `c` m × n.
    public static func transposeTimes(
        _ a: UnsafePointer<Double>?, stride strideA: Int, columns m: Int,
        _ b: UnsafePointer<Double>?, stride strideB: Int, columns n: Int,
        depth k: Int, into c: UnsafeMutablePointer<Double>?, stride strideC: Int
    ) {
        _ = singleThreaded
        guard m > 0, n > 0 else { return }
        cblas_dgemm(
            CblasRowMajor, CblasTrans, CblasNoTrans, blasint(m), blasint(n), blasint(k), 1, a, blasint(strideA),
            b, blasint(strideB), 0, c, blasint(strideC))
    }
}
