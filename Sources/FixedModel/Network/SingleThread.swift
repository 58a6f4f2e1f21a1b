import CConvolution

/// oneDNN shares a convolution out to OpenMP's threads, and how many they are changes how its sums are ordered. We keep
/// it to one, and share out the images ourselves, always in the same way: so results don't depend on threads.
enum SingleThread {
    /// In the calling thread only, and only meanwhile.
    static func run<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let before = tessera_convolution_threads(1)
        defer { if before > 0 { _ = tessera_convolution_threads(before) } }
        return try body()
    }
}
