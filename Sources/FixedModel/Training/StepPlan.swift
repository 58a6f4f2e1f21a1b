/// A training step for one number of images: two shards, whatever the number of threads, so that sums are made in the
/// same order by one thread as by two.
final class StepPlan: Sendable {
    static let shards = 2

    let batch: Int
    /// Those that have images.
    let shards: [TrainingShard]

    init(batch: Int, shards: [TrainingShard]) {
        self.batch = batch
        self.shards = shards
        TrainingShard.join(shards)
    }

    /// Images of each shard.
    static func shares(of batch: Int) -> [Int] {
        (0..<shards).map { (batch * ($0 + 1) + shards - 1) / shards - (batch * $0 + shards - 1) / shards }
    }

    /// One member's part of a step: the shards `member`, `member + members`, ….
    ///
    /// - Parameters:
    ///   - step: counts from 1 over the whole training.
    ///   - first: the place in the epoch's order of the step's first image.
    func run(
        member: Int, of members: Int, meeting: MeetingPoint, numbers: TrainedNumbers, epoch: EpochNumbers, first: Int,
        step: Int, learningRate: Double
    ) {
        if member == 0 {
            // The half without images has no gradient, and whatever the last step left there is not this one's.
            for absent in shards.count..<Self.shards { numbers.gradients[absent].clear() }
        }
        for phase in TrainingShard.phases {
            var place = first
            for shard in shards {
                if shard.index % members == member { shard.run(phase, epoch: epoch, first: place, batch: batch) }
                place += shard.images
            }
            if case .update = phase {
                for part in 0..<Self.shards where part % members == member {
                    numbers.adam(part: part, of: Self.shards, step: step, learningRate: learningRate)
                }
            }
            meeting.meet()
        }
    }
}
