import Foundation
import Imaging
import Matrices

/// The threads that work on batches: each takes the next group of pictures, decodes and shapes them, computes their
/// vectors, and takes another. While one waits for the disk or decodes, the others compute, so all cores have work;
/// and a batch is made by one thread from beginning to end, so the result is the same for any number of them.
///
/// The calling thread receives the batches, in order.
final class BatchCrew<Item: Sendable>: Sendable {
    private let runner: ModelRunner
    private let source: @Sendable () throws -> [Item]?
    private let picture: @Sendable (Item) throws -> Picture
    private let board: BatchBoard<Item>

    /// - Parameters:
    ///   - source: the next group, at most `runner.batch` items; nil at the end. Called by one thread at a time; may wait.
    ///   - picture: decodes one. What it throws becomes the failure of that picture.
    init(
        runner: ModelRunner, source: @escaping @Sendable () throws -> [Item]?,
        picture: @escaping @Sendable (Item) throws -> Picture
    ) {
        self.runner = runner
        self.source = source
        self.picture = picture
        board = BatchBoard(ahead: 4 * runner.threads)
    }

    /// Works through the source. What `deliver` throws stops the work and is thrown again once the threads are done.
    func run(_ deliver: (EmbeddedBatch) throws -> Void) throws {
        try runWithItems { _, batch in try deliver(batch) }
    }

    func runWithItems(_ deliver: ([Item], EmbeddedBatch) throws -> Void) throws {
        for _ in 0..<runner.threads {
            board.enter()
            let thread = Thread { self.work() }
            thread.name = "embedding"
            thread.stackSize = 2 << 20  // image decoders want more than the default of some systems
            thread.start()
        }
        do {
            while let finished = try board.nextInOrder() { try deliver(finished.items, finished.batch) }
        } catch {
            board.stop()
            board.waitForAll()
            throw error
        }
        board.waitForAll()
    }

    private func work() {
        defer { board.leave() }
        do {
            let request = try InferenceRequest(runner.network)
            while let (number, first, items) = try board.take(source) {
                let batch = try compute(items, first: first, request)
                board.put(number, items, batch)
            }
        } catch {
            board.fail(error)
        }
    }

    private func compute(_ items: [Item], first: Int, _ request: InferenceRequest) throws -> EmbeddedBatch {
        var indices: [Int] = []
        var failures: [PictureFailure] = []
        for (offset, item) in items.enumerated() {
            do {
                runner.preprocessing.write(try picture(item), to: request.slot(indices.count))
                indices.append(first + offset)
            } catch {
                failures.append(PictureFailure(index: first + offset, error: error))
            }
        }
        var values: [Float] = []
        if !indices.isEmpty {
            for unused in indices.count..<runner.batch { request.slot(unused).update(repeating: 0) }
            values.reserveCapacity(indices.count * runner.dimension)
            try request.infer(count: indices.count, into: &values)
        }
        return EmbeddedBatch(
            range: first..<first + items.count, indices: indices,
            vectors: Matrix(rows: indices.count, columns: runner.dimension, values: values), failures: failures)
    }
}
