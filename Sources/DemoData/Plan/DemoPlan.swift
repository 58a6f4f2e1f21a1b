import Matrices

/// Every file of a demo dataset, decided before the first is drawn.
struct DemoPlan: Sendable {
    /// What a file's pixels are made from. Two entries of the same drawing and scan have the same bytes.
    struct Entry: Sendable {
        var file: PlannedFile
        var drawing: UInt64
        var scan: UInt64
        var isRescan = false
    }

    private(set) var entries: [Entry] = []
    let writers: [Writer]
    private let shares = DemoShares()
    private var random: SeededRandom
    private let seed: UInt64
    /// Where the duplicates' sources lie, so that each is repeated only once.
    private var repeated: Set<Int> = []

    init(seed: UInt64, count: Int) {
        self.seed = seed
        writers = Writer.all(seed: seed)
        random = SeededRandom(seed: seed)
        addLabelBook()
        let oddFiles = DemoShares.oddFiles.count
        let rest = max(0, count - entries.count - oddFiles)
        let validation = Int((Double(rest) * shares.validation).rounded())
        let training = rest - validation
        let copies = Copies(total: rest, shares: shares)
        for _ in 0..<max(0, training - copies.exactInTraining) {
            add(split: "train", styles: shares.trainingStyles, classes: shares.trainingClasses)
        }
        for _ in 0..<max(0, validation - copies.exactAcross - copies.nearAcross) {
            add(split: "val", styles: shares.validationStyles, classes: shares.validationClasses)
        }
        repeatDrawings(copies)
        spoilLabels(total: rest)
        addOddFiles()
        nameFiles()
    }

    private struct Copies {
        let exactAcross: Int, nearAcross: Int, exactInTraining: Int

        init(total: Int, shares: DemoShares) {
            exactAcross = Int((Double(total) * shares.exactDuplicates).rounded())
            nearAcross = Int((Double(total) * shares.nearDuplicates).rounded())
            exactInTraining = Int((Double(total) * shares.exactInTraining).rounded())
        }
    }

    private mutating func addLabelBook() {
        for numeral in Numeral.allCases {
            for style in DrawingStyle.allCases where style != .scanned {
                add(split: "label_book", style: style, truth: numeral)
            }
        }
    }

    private mutating func add(split: String, styles: [Double], classes: [Double]) {
        let style = DrawingStyle.allCases[random.pick(weights: styles)]
        let numeral = Numeral.allCases[random.pick(weights: classes)]
        let chance = random.unit()
        if chance < shares.blank {
            add(split: split, style: style, truth: nil, label: random.pick(Numeral.allCases), flaws: [.blank])
        } else if chance < shares.blank + shares.junk {
            add(split: split, style: style, truth: nil, label: random.pick(Numeral.allCases), flaws: [.junk])
        } else {
            add(split: split, style: style, truth: numeral)
        }
    }

    private mutating func add(
        split: String, style: DrawingStyle, truth: Numeral?, label: Numeral? = nil, flaws: [Flaw] = []
    ) {
        let writer = random.pick(writers.filter { $0.style == style })
        let number = UInt64(entries.count)
        let file = PlannedFile(
            path: "", split: split, label: label ?? truth ?? .i, truth: truth, style: style, writer: writer.index,
            flaws: flaws)
        entries.append(Entry(file: file, drawing: number, scan: number))
    }

    private mutating func repeatDrawings(_ copies: Copies) {
        for number in 0..<copies.exactAcross {
            addCopy(to: "val", flaw: .exactDuplicate, conflicting: number % 4 == 0)
        }
        for number in 0..<copies.nearAcross {
            addCopy(to: "val", flaw: .nearDuplicate, conflicting: number % 5 == 0)
        }
        for _ in 0..<copies.exactInTraining { addCopy(to: "train", flaw: .exactDuplicate, conflicting: false) }
    }

    /// Repeats a clean training drawing of a style that val knows. `duplicateOf` is filled in when files get names.
    private mutating func addCopy(to split: String, flaw: Flaw, conflicting: Bool) {
        let candidates = entries.indices.filter {
            let file = entries[$0].file
            return file.split == "train" && file.flaws.isEmpty && file.style != DemoShares.styleMissingFromVal
                && !repeated.contains($0)
        }
        guard !candidates.isEmpty else { return }
        let source = random.pick(candidates)
        repeated.insert(source)
        var copy = entries[source]
        copy.file.split = split
        copy.file.flaws = [flaw]
        copy.file.duplicateOf = String(source)
        if flaw == .nearDuplicate {
            copy.scan = UInt64(entries.count)
            copy.isRescan = true
        }
        if conflicting {
            copy.file.flaws += [.wrongLabel, .conflictingLabel]
            copy.file.label = random.pick(copy.file.label.lookAlikes)
        }
        entries.append(copy)
    }

    /// Brings the wrong labels up to their share. Duplicates are left as they are: their labels are decided already.
    private mutating func spoilLabels(total: Int) {
        let wanted = Int((Double(total) * shares.wrongLabels).rounded())
        let already = entries.count { $0.file.flaws.contains(.wrongLabel) }
        var candidates = entries.indices.filter {
            entries[$0].file.split != "label_book" && entries[$0].file.flaws.isEmpty && !repeated.contains($0)
        }
        random.shuffle(&candidates)
        for index in candidates.prefix(max(0, wanted - already)) {
            let truth = entries[index].file.label
            let others = Numeral.allCases.filter { $0 != truth }
            entries[index].file.label = random.unit() < 0.7 ? random.pick(truth.lookAlikes) : random.pick(others)
            entries[index].file.flaws = [.wrongLabel]
        }
    }

    private mutating func addOddFiles() {
        for (flaw, numeral) in DemoShares.oddFiles {
            add(
                split: "train", style: .plain, truth: flaw == .notAnImage ? nil : numeral, label: numeral, flaws: [flaw]
            )
        }
    }

    /// Gives every file a name that says nothing, and puts them in the order of their paths.
    private mutating func nameFiles() {
        var taken: Set<String> = []
        for index in entries.indices {
            var name = ""
            repeat {
                let digits = String(random.next() >> 24, radix: 16)
                name = String(repeating: "0", count: 10 - digits.count) + digits
            } while !taken.insert(name).inserted
            let file = entries[index].file
            let ending = file.flaws.contains(.jpeg) ? "jpg" : "png"
            entries[index].file.path = "\(file.split)/\(file.label.rawValue)/\(name).\(ending)"
        }
        for index in entries.indices {
            guard let source = entries[index].file.duplicateOf.flatMap(Int.init) else { continue }
            entries[index].file.duplicateOf = entries[source].file.path
        }
        entries.sort { $0.file.path < $1.file.path }
    }
}
