/// All samples as one change left them, a column at a time, in memory: what filters and sorts look at.
///
/// Rows are in the order of ids. A sample is never deleted and its id is never used again, so the row of a sample stays
/// the same for good and new samples come at the end. A million samples take 30 MB; what few queries need (paths to search,
/// ranks of names, facts of images, imported columns) is read when it is first asked for.
///
/// It is a value: whoever has one goes on with it while another thread takes the next change in.
struct SampleTable: Sendable {
    /// The newest change that it shows; 0 before the first.
    var change: Int64 = 0

    var ids: [Int64] = []
    /// Ids of images.
    var images: [UInt32] = []
    /// Ids of classes; 0 is unlabelled.
    var classes: [UInt32] = []
    /// Places in `Split.allCases`; `noSplit` where there is none.
    var splits: [UInt8] = []
    var isTrashed: [Bool] = []
    /// Ids of sets of tags.
    var tagSets: [UInt32] = []
    /// The change that touched it last, and the one that brought it.
    var revisions: [UInt32] = []
    var origins: [UInt32] = []

    /// In the order of the label book.
    var classBook: [ClassTable.Row] = []
    /// What each set of tags holds, as it is stored, by id.
    var tagTexts: [UInt32: String] = [:]
    var columnBook: [ColumnEntry] = []

    // Read when first asked for.
    var paths: PathTexts?
    var nameRanks: [UInt32]?
    var pathRanks: [UInt32]?
    var facts: ImageFacts?
    var columns: [String: TableColumn] = [:]

    struct ColumnEntry: Sendable, Equatable {
        let id: Int64
        let info: ColumnInfo
    }

    static let noSplit = UInt8(Split.allCases.count)

    var count: Int { ids.count }

    /// The row of a sample; nil where there is none.
    func row(of id: Int64) -> Int? {
        // Without gaps, which is how it nearly always is.
        if id >= 1, id <= ids.count, ids[Int(id) - 1] == id { return Int(id) - 1 }
        let row = ids.partitioningIndex { $0 >= id }
        return row < ids.count && ids[row] == id ? row : nil
    }

    /// - Throws: `QueryError.unknownColumn`.
    func columnEntry(_ name: String) throws -> ColumnEntry {
        guard let entry = columnBook.first(where: { $0.info.name == name }) else {
            throw QueryError.unknownColumn(name)
        }
        return entry
    }

    mutating func set(_ field: CellField, of row: Int, to value: CellValue) {
        switch field {
        case .label: classes[row] = UInt32(clamping: value.integer ?? 0)
        case .split: splits[row] = Self.code(ofSplit: value.text)
        case .state: isTrashed[row] = value.text == SampleStatus.trashed.rawValue
        case .tags: tagSets[row] = tagSetIDs[value.text ?? ""] ?? 1
        case .column(let name): columns[name]?.set(value.column, of: row)
        }
    }

    /// A value of the history in the form that a field wants.
    struct CellValue {
        let integer: Int64?
        let text: String?
        let column: ColumnValue?
    }

    /// Ids of the sets of tags by what they hold.
    var tagSetIDs: [String: UInt32] = [:]

    static func code(ofSplit split: String?) -> UInt8 {
        switch split {
        case "train": 0
        case "val": 1
        case "test": 2
        default: noSplit
        }
    }
}

extension Array {
    /// The first index whose element fulfils what all after it fulfil too; `count` where none does.
    func partitioningIndex(where isRight: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isRight(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
