import Dataset

/// What a training sees of a version: which samples it trains on, by which it finds the best epoch, and which it only
/// scores.
///
/// A sample's label, split and tags at the version count, whatever they are now. What is in the trash is left out. What
/// has no label is neither trained on nor scored, but predicted.
struct TrainingSet: Sendable {
    struct Member: Sendable, Equatable {
        let sample: Int64
        /// SHA-256 of its image.
        let digest: String
        /// Its class; nil where it has none.
        let given: Int?
        /// What it is used for.
        let split: String?
        let tags: [String]

        func used(for split: Split) -> Member {
            Member(sample: sample, digest: digest, given: given, split: split.rawValue, tags: tags)
        }
    }

    let change: Int64
    /// Those that any sample has, in the order of the label book.
    let classes: [String]
    /// By sample id each.
    let train: [Member]
    let val: [Member]
    let others: [Member]
    let data: RunData

    /// All, in the order of a run's rows.
    var members: [Member] { train + val + others }

    /// - Throws: ``TrainingError``.
    init(_ workspace: Workspace, change: Int64, whatIf: WhatIf) throws {
        try Self.check(whatIf, change: change, last: workspace.lastChange())
        let cut = whatIf.cut(at: change)
        let states = try workspace.rebuildStateFromHistory(cut)
        let book = try workspace.rebuildClassesFromHistory(upTo: max(change, cut.with.map(\.upperBound).max() ?? 0))
        let digests = Dictionary(
            uniqueKeysWithValues: try workspace.samples(states.keys.sorted()).map { ($0.id, $0.digest) })
        let (out, added) = (whatIf.tags(whatIf.without), whatIf.tags(whatIf.with))
        var selection = Selection(book: book, states: states)
        for (id, state) in states.sorted(by: { $0.key < $1.key }) {
            guard let digest = digests[id] else { continue }
            selection.add(id, digest, state, without: out, with: added)
        }
        for tag in out.union(added) where !selection.tags.contains(tag) { throw TrainingError.unknownTag(tag) }
        for tag in added where !selection.tagsBrought.contains(tag) { throw TrainingError.nothingInTag(tag) }
        self.change = change
        classes = selection.classes
        train = selection.train
        val = selection.val
        others = selection.others
        let shared = Set(train.map(\.digest)).intersection(val.map(\.digest)).count
        data = RunData(
            classes: classes, train: train.count, val: val.count, others: others.count,
            leftOut: .init(
                trashed: selection.trashed, unlabelled: selection.unlabelled,
                whatIf: selection.takenAway),
            added: selection.brought, sharedImages: shared)
    }

    private init(_ set: TrainingSet, train: [Member], val: [Member]) {
        change = set.change
        classes = set.classes
        self.train = train
        self.val = val
        others = []
        data = set.data
    }

    /// The same samples with some of train and val held out, for an out-of-sample run.
    func holdingOut(_ isHeldOut: (Int) -> Bool) -> TrainingSet {
        let pool = train + val
        return TrainingSet(
            self, train: pool.indices.filter { !isHeldOut($0) }.map { pool[$0].used(for: .train) },
            val: pool.indices.filter(isHeldOut).map { pool[$0].used(for: .val) })
    }

    /// The same with more to train on, and nothing besides val to predict.
    func adding(_ members: [Member]) -> TrainingSet {
        TrainingSet(self, train: train + members, val: val)
    }

    /// Whether this can be trained on within a budget of images.
    /// - Throws: ``TrainingError``.
    func validate(budget: Int) throws {
        guard !train.isEmpty else { throw TrainingError.noTrain }
        guard !val.isEmpty else { throw TrainingError.noVal }
        guard classes.count > 1 else { throw TrainingError.oneClass(classes.count) }
        let images = train.count + val.count
        guard images <= budget else { throw TrainingError.overBudget(images: images, budget: budget) }
    }

    private static func check(_ whatIf: WhatIf, change: Int64, last: Int64) throws {
        for batch in whatIf.without {
            if case .changes(let range) = batch, range.upperBound > change || range.lowerBound < 1 {
                throw TrainingError.notBefore(batch.text, version: change)
            }
        }
        for batch in whatIf.with {
            if case .changes(let range) = batch, range.lowerBound <= change || range.upperBound > last {
                throw TrainingError.notAfter(batch.text, version: change)
            }
        }
    }

    /// Sorts samples into what they are used for.
    private struct Selection {
        let classes: [String]
        var train: [Member] = []
        var val: [Member] = []
        var others: [Member] = []
        var trashed = 0
        var unlabelled = 0
        /// Samples that a tag took out of train, and that one brought in.
        var takenAway = 0
        var brought = 0
        var tags = Set<String>()
        var tagsBrought = Set<String>()
        private let indexOf: [Int64: Int]

        init(book: [ClassEntry], states: [Int64: SampleState]) {
            let used = Set(states.values.filter { $0.state == .active }.compactMap(\.classID))
            let entries = book.filter { used.contains($0.id) }
            classes = entries.map(\.name)
            indexOf = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.id, $0) })
        }

        mutating func add(
            _ id: Int64, _ digest: String, _ state: SampleState, without: Set<String>, with: Set<String>
        ) {
            tags.formUnion(state.tags)
            let given = state.classID.flatMap { indexOf[$0] }
            let isHeld = state.split == nil || state.state == .trashed
            let bringing = isHeld && given != nil ? with.intersection(state.tags) : []
            guard state.state == .active || !bringing.isEmpty else {
                trashed += 1
                return
            }
            var split = state.split
            if !bringing.isEmpty {
                tagsBrought.formUnion(bringing)
                brought += 1
                split = Split.train.rawValue
            }
            if split == Split.train.rawValue, !without.isDisjoint(with: state.tags) {
                if given != nil { takenAway += 1 }
                split = nil
            }
            let member = Member(sample: id, digest: digest, given: given, split: split, tags: state.tags)
            if given == nil { unlabelled += 1 }
            switch (given, split) {
            case (.some, "train"): train.append(member)
            case (.some, "val"): val.append(member)
            default: others.append(member)
            }
        }
    }
}
