public import Foundation
public import Imaging
import Matrices

/// The work of `tessera worker embed`: names of pictures come in, one a line, and their vectors go out, in the same
/// order. Jobs drive it as processes, and whatever can start a process and fill a pipe (a cluster, `xargs`, Spark's
/// `pipe`) can as well.
public enum EmbeddingWorker {
    /// Works until the input ends. A picture that can't be read or decoded is an entry with an error.
    ///
    /// - Parameters:
    ///   - input: lines as `docs/embeddings.md` describes them: a path, a digest, or a JSON object with `id`.
    ///   - output: receives an opening line, an entry a picture, a closing line.
    ///   - images: the folder of an image store, for lines that name a digest.
    /// - Returns: how many pictures have a vector, and how many have none.
    /// - Throws: `EmbeddingModelError`, `InferenceError`, and `WorkerError` where the output can't be written.
    @discardableResult
    public static func serve(
        model: EmbeddingModel, input: FileHandle, output: FileHandle, images: URL? = nil, threads: Int = 1,
        limits: PictureLimits = .standard
    ) throws -> (done: Int, failed: Int) {
        let pipeline = try EmbeddingPipeline(model: model, threads: threads, limits: limits)
        let queue = RequestQueue(batch: pipeline.runner.batch)
        let reading = Thread { read(input, into: queue) }
        reading.name = "worker input"
        reading.start()
        defer { queue.end() }

        let writer = PipeWriter(output)
        try writer.write(
            VectorStream.line(
                VectorStream.Opening(
                    format: VectorStream.format, model: model.name, dimension: pipeline.dimension)))
        var done = 0
        var failed = 0
        let crew = BatchCrew<String>(
            runner: pipeline.runner, source: { try queue.next() },
            picture: { line in
                let request = try WorkerRequest(line: line, images: images)
                return try pipeline.decode(PictureFile.read(request.path, limits: limits))
            })
        try crew.runWithItems { lines, batch in
            try writer.write(entries(of: batch, lines: lines, images: images))
            done += batch.indices.count
            failed += batch.failures.count
        }
        try writer.write(VectorStream.line(VectorStream.Closing(done: done, failed: failed)))
        return (done, failed)
    }

    private static func read(_ input: FileHandle, into queue: RequestQueue) {
        var reader = StreamReader(input)
        do {
            while let line = try reader.line() {
                let name = line.hasSuffix("\r") ? String(line.dropLast()) : line
                if !name.isEmpty, !queue.add(name) { return }
            }
            queue.end()
        } catch {
            queue.end(error)
        }
    }

    private static func entries(of batch: EmbeddedBatch, lines: [String], images: URL?) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var row = 0
        var failures = batch.failures.makeIterator()
        for (index, line) in zip(batch.range, lines) {
            var entry = VectorStream.Entry(id: id(of: line, images: images))
            if row < batch.indices.count, batch.indices[row] == index {
                entry.bytes = batch.vectors.columns * 4
                bytes += try VectorStream.line(entry)
                bytes += VectorStream.bytes(of: batch.vectors.row(row))
                row += 1
            } else if let failure = failures.next() {
                entry.error = VectorStream.Entry.Failure(code: failure.code, message: failure.reason)
                bytes += try VectorStream.line(entry)
            }
        }
        return bytes
    }

    private static func id(of line: String, images: URL?) -> String {
        do {
            return try WorkerRequest(line: line, images: images).id
        } catch let malformed as WorkerRequest.Malformed {
            return malformed.id
        } catch {
            return line
        }
    }
}
