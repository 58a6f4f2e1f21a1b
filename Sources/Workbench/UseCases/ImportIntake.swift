import Dataset
import Dispatch
import Foundation
import Imaging
import Interchange
import Synchronization

/// Reads, decodes and stages the files of an import on all cores, one batch ahead of whoever takes them in.
struct ImportIntake: Sendable {
    struct Batch: Sendable {
        /// In the order of the listing.
        let samples: [IncomingSample]
        let refusals: [Refusal]

        /// Files looked at.
        var count: Int { samples.count + refusals.count }
    }

    let workspace: Workspace
    let reader: FolderReader
    let entries: [SourceEntry]
    let limits: PictureLimits

    /// Calls `take` for every batch, in order, on the calling thread; what it throws ends the work.
    func eachBatch(files: Int, bytes: Int, _ take: (Batch) throws -> Void) throws {
        let ranges = ranges(files: files, bytes: bytes)
        let queue = DispatchQueue(label: "tessera.intake", qos: .userInitiated)
        let prepared = Mutex<Result<Batch, any Error>?>(nil)
        let isReady = DispatchSemaphore(value: 0)
        func prepare(_ range: Range<Int>) {
            queue.async {
                let batch = Result { try self.batch(range) }
                prepared.withLock { $0 = batch }
                isReady.signal()
            }
        }
        guard let first = ranges.first else { return }
        prepare(first)
        for index in ranges.indices {
            isReady.wait()
            let batch = prepared.withLock { slot in
                defer { slot = nil }
                return slot
            }
            let isLast = index == ranges.count - 1
            if !isLast { prepare(ranges[index + 1]) }
            // The batch ahead must not outlive this call: it uses the workspace.
            defer { if isLast { queue.sync {} } }
            do {
                if let batch { try take(batch.get()) }
            } catch {
                queue.sync {}
                throw error
            }
        }
    }

    /// Cuts the entries into batches of so many files, or fewer where they are large.
    private func ranges(files: Int, bytes: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var size = 0
        for index in entries.indices {
            let length = reader.length(of: entries[index])
            if index > start, index - start == files || size + length > bytes {
                ranges.append(start..<index)
                start = index
                size = 0
            }
            size += length
        }
        if start < entries.count { ranges.append(start..<entries.count) }
        return ranges
    }

    private func batch(_ range: Range<Int>) throws -> Batch {
        var samples: [IncomingSample] = []
        var refusals: [Refusal] = []
        for outcome in Parallel.map(Array(entries[range]), incoming) {
            switch outcome {
            case .success(.taken(let sample)): samples.append(sample)
            case .success(.refused(let refusal)): refusals.append(refusal)
            case .failure(let error): throw error
            }
        }
        return Batch(samples: samples, refusals: refusals)
    }

    private enum Outcome: Sendable {
        case taken(IncomingSample)
        case refused(Refusal)
    }

    /// One file. What is wrong with the file is a refusal; a failure is what is wrong with the workspace.
    @Sendable private func incoming(_ entry: SourceEntry) -> Result<Outcome, any Error> {
        do {
            let bytes = try reader.bytes(of: entry)
            let header = try PictureDecoder.header(of: bytes, limits: limits)
            // An image that is in the store was decoded when it came there.
            if !workspace.images.contains(SHA256Digest.hex(of: bytes)) {
                _ = try PictureDecoder.decode(bytes, limits: limits)
            }
            let staged = try workspace.stage(bytes)
            return .success(
                .taken(
                    IncomingSample(
                        sourcePath: entry.path, image: staged, width: header.width, height: header.height,
                        format: header.format.rawValue, label: entry.label, split: entry.split, tags: entry.tags,
                        columns: entry.columns)))
        } catch let refusal as Refusal {
            return .success(.refused(refusal))
        } catch let error as PictureError {
            return .success(.refused(Refusal(path: entry.path.display, code: error.code, reason: "\(error)")))
        } catch {
            return .failure(error)
        }
    }
}
