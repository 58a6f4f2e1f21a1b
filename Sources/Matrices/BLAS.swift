import CBLAS

/// The matrix products that OpenBLAS does for us.
///
/// Every call runs in the thread that makes it: our own loops split the work in blocks that don't depend on the
/// number of threads, so a result is the same bit for bit for any number of them on one machine.
/// (OpenBLAS picks its kernels by processor, so another processor may differ in the last digits.)
public enum BLAS {
    static let singleThreaded: Void = openblas_set_num_threads(1)

    /// `c = alpha * a * bᵀ`, with `a` m × k, `b` n × k, `c` m × n, each row after row with its own stride.
    public static func multiplyByTranspose(
        _ a: UnsafePointer<Float>?, stride strideA: Int, rows m: Int,
        _ b: UnsafePointer<Float>?, stride strideB: Int, rows n: Int,
        depth k: Int, alpha: Float = 1, into c: UnsafeMutablePointer<Float>?, stride strideC: Int
    ) {
        _ = singleThreaded
        guard m > 0, n > 0 else { return }
        cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, blasint(m), blasint(n), blasint(k), alpha, a,
            blasint(max(1, strideA)), b, blasint(max(1, strideB)), 0, c, blasint(max(1, strideC)))
    }

    /// `c = a * b`, with `a` m × k, `b` k × n, `c` m × n.
    public static func multiply(
        _ a: UnsafePointer<Float>?, stride strideA: Int, rows m: Int,
        _ b: UnsafePointer<Float>?, stride strideB: Int, columns n: Int,
        depth k: Int, into c: UnsafeMutablePointer<Float>?, stride strideC: Int
    ) {
        _ = singleThreaded
        guard m > 0, n > 0 else { return }
        cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(m), blasint(n), blasint(k), 1, a,
            blasint(max(1, strideA)), b, blasint(max(1, strideB)), 0, c, blasint(max(1, strideC)))
    }

    /// `c += aᵀ * b`, with `a` k × m, `b` k × n, `c` m × n.
    public static func addTransposeTimes(
        _ a: UnsafePointer<Float>?, stride strideA: Int, columns m: Int,
        _ b: UnsafePointer<Float>?, stride strideB: Int, columns n: Int,
        depth k: Int, into c: UnsafeMutablePointer<Float>?, stride strideC: Int
    ) {
        _ = singleThreaded
        guard m > 0, n > 0 else { return }
        cblas_sgemm(
            CblasRowMajor, CblasTrans, CblasNoTrans, blasint(m), blasint(n), blasint(k), 1, a,
            blasint(max(1, strideA)), b, blasint(max(1, strideB)), 1, c, blasint(max(1, strideC)))
    }
}
