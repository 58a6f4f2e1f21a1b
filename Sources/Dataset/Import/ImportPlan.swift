import Foundation
import GRDB

/// A batch on its way in: what of it is new, what is there, what is refused.
struct ImportPlan {
    private let batch: [IncomingSample]
    private var new: [Int] = []
    private var alreadyThere = 0
    private var refusals: [Refusal] = []

    init(_ batch: [IncomingSample]) {
        self.batch = batch
    }

    /// Images that the new samples need.
    var staged: [StagedImage] {
        var seen = Set<String>()
        return new.map { batch[$0].image }.filter { $0.file != nil && seen.insert($0.digest).inserted }
    }

    /// Staged images that nobody needs: refused, there already, or twice in the batch.
    var unneeded: [StagedImage] {
        let needed = Set(staged)
        return batch.map(\.image).filter { !needed.contains($0) }
    }

    /// Sorts the batch by what the dataset has.
    mutating func lookUp(in db: Database) throws {
        new = []
        alreadyThere = 0
        refusals = []
        var inBatch: [SourcePath: String] = [:]
        let find = try db.cachedStatement(
            sql: "SELECT i.digest FROM sample s JOIN image i ON i.id = s.image WHERE s.sourcePath = ?")
        for (index, sample) in batch.enumerated() {
            let path = sample.sourcePath
            let kept = try inBatch[path] ?? String.fetchOne(find, arguments: [Data(path.bytes)])
            if let kept {
                if kept == sample.image.digest {
                    alreadyThere += 1
                } else {
                    refuse(
                        sample, "changed-on-disk",
                        "The dataset has another image under this path, and keeps it. To take this one in as well, "
                            + "give the file another name.")
                }
            } else if let problem = problem(of: sample) {
                refuse(sample, problem.code, problem.reason)
            } else {
                inBatch[path] = sample.image.digest
                new.append(index)
            }
        }
    }

    private mutating func refuse(_ sample: IncomingSample, _ code: String, _ reason: String) {
        refusals.append(Refusal(path: sample.sourcePath.display, code: code, reason: reason))
    }

    private func problem(of sample: IncomingSample) -> (code: String, reason: String)? {
        let bytes = sample.sourcePath.bytes
        guard !bytes.isEmpty, bytes.count <= SourcePath.longest, !bytes.contains(0) else {
            return ("unsafe-path", "A path has 1 to \(SourcePath.longest) bytes and no zero byte.")
        }
        if let label = sample.label, ClassName.parse(label) == nil {
            return ("unsafe-class-name", ClassName.refusal(of: label))
        }
        if let split = sample.split, Split(rawValue: split) == nil {
            return ("invalid-split", EditError.invalidSplit(split).description)
        }
        do {
            _ = try TagSet(sample.tags)
        } catch {
            return ("bad-metadata", error.description)
        }
        for (name, value) in sample.columns {
            if let reason = ImportedColumns.problem(name, value) { return ("bad-metadata", reason) }
        }
        return nil
    }

    // MARK: Keeping

    func commit(_ authorship: Authorship, importID: Int64, in db: Database) throws -> ImportBatchResult {
        var result = ImportBatchResult(alreadyThere: alreadyThere, refusals: refusals)
        guard !new.isEmpty else { return result }
        var draft = try ChangeDraft(db)
        var classes = try ClassTable(db)
        try classes.add(labels(), noting: &draft)
        let classIDs = Dictionary(uniqueKeysWithValues: classes.rows.map { ($0.name, $0.id) })
        let columns = try ImportedColumns(adding: new.map { batch[$0].columns }, in: db)

        let words = new.count == 1 ? "1 sample imported" : "\(new.count) samples imported"
        let change = try draft.begin(
            .import, author: authorship.author, reason: authorship.reason, summary: words, count: new.count,
            importID: importID)
        let writer = try SampleWriter(db, change: change)
        for index in new {
            let sample = batch[index]
            let classID = sample.label.flatMap(ClassName.parse).flatMap { classIDs[$0] }
            let tags = try TagSet(sample.tags)
            let (image, isNew) = try writer.image(sample)
            if isNew { result.newImages += 1 }
            let id = try writer.insert(sample, image: image, classID: classID, tags: tags)
            try columns.insert(sample.columns, of: id)
            result.added.append(id)
        }
        result.change = try Change.fetch(change, in: db)
        return result
    }

    /// Names of the classes, each once.
    private func labels() -> [String] {
        var seen = Set<String>()
        return new.compactMap { batch[$0].label.flatMap(ClassName.parse) }.filter { seen.insert($0).inserted }
    }
}
