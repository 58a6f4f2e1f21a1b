/// The names of changes that are the same in every copy of a workspace.
///
/// As in a chain, each is the digest of all that the change did and of the name before it: two copies have the same
/// names as far as their histories are the same, and no other change ever has one of them. A change that came from
/// another copy keeps the name that it has there.
struct ChangeChain {
    private var last = ""

    /// - Parameter samples: what the samples are that came in with the change.
    mutating func next(_ change: LoggedChange, samples: (Int64) -> LoggedSample?) -> String {
        var bytes = Bytes()
        bytes.add(last)
        bytes.add(change.id)
        for text in [change.at, change.author, change.reason, change.kind.rawValue, change.summary] { bytes.add(text) }
        bytes.add(change.importID ?? -1)
        bytes.add(Int64(change.targets.count))
        for target in change.targets { bytes.add(target) }
        for cells in [change.classCells, change.sampleCells] {
            bytes.add(Int64(cells.count))
            for cell in cells {
                bytes.add(cell.subject)
                bytes.add(cell.field)
                bytes.add(cell.before)
                bytes.add(cell.after)
                guard cell.field == CellField.wholeSample, let sample = samples(cell.subject) else { continue }
                bytes.add(sample.path.bytes)
                bytes.add(sample.digest)
            }
        }
        last = SHA256Digest.hex(of: bytes.all)
        return last
    }

    /// Every part with its length, so that no two lists of parts give the same bytes.
    private struct Bytes {
        var all: [UInt8] = []

        mutating func add(_ number: Int64) {
            withUnsafeBytes(of: number.littleEndian) { all.append(contentsOf: $0) }
        }

        mutating func add(_ bytes: [UInt8]) {
            add(Int64(bytes.count))
            all += bytes
        }

        mutating func add(_ text: String?) {
            guard let text else { return add(-1) }
            add(Array(text.utf8))
        }

        mutating func add(_ value: LoggedValue) {
            switch value {
            case .null: all.append(0)
            case .integer(let number):
                all.append(1)
                add(number)
            case .real(let number):
                all.append(2)
                add(Int64(bitPattern: number.bitPattern))
            case .text(let text):
                all.append(3)
                add(text)
            }
        }
    }
}

/// The changes of a history under their names.
struct NamedHistory {
    /// In the order of the history: of each change its place in the chain, and the name that all copies know it by.
    private(set) var chain: [String] = []
    private(set) var names: [String] = []

    mutating func add(_ change: LoggedChange, to chain: inout ChangeChain, samples: (Int64) -> LoggedSample?) {
        let link = chain.next(change, samples: samples)
        self.chain.append(link)
        names.append(change.origin ?? link)
    }
}
