/// How many threads train: as many as were asked for, or, where nobody asked, those that were quicker a moment ago.
///
/// Results don't depend on threads, so trying both costs nothing but the time in which the slower one was tried. On a
/// machine whose cores are busy otherwise one thread can be quicker than two that wait for each other.
struct ThreadChoice {
    private let asked: Int?
    private let most: Int
    private var chosen: Int
    private var epochs = 0

    /// Steps of one try, and epochs until the next.
    static let steps = 8
    static let epochsBetweenTries = 8

    init(asked: Int?, cores: Int) {
        self.asked = asked.map { max(1, min($0, StepPlan.shards)) }
        most = max(1, min(cores, StepPlan.shards))
        chosen = self.asked ?? most
    }

    /// Runs an epoch's steps in stretches.
    ///
    /// - Parameters:
    ///   - count: steps of the epoch.
    ///   - run: runs a range of steps with so many threads, and says how long it took.
    mutating func run(
        _ count: Int, stretch: Int, _ run: (_ steps: Range<Int>, _ threads: Int) throws -> Duration
    ) throws {
        var done = 0
        if asked == nil, most > 1, epochs % Self.epochsBetweenTries == 0, count >= 4 * Self.steps {
            var times: [Duration] = []
            for threads in 1...most {
                times.append(try run(done..<done + Self.steps, threads))
                done += Self.steps
            }
            chosen = times[0] <= times[times.count - 1] ? 1 : most
        }
        epochs += 1
        while done < count {
            let end = min(count, done + stretch)
            _ = try run(done..<end, chosen)
            done = end
        }
    }
}
