extension SampleTable {
    /// The rows that a query selects, in its order. Ties go to the id.
    ///
    /// - Parameters:
    ///   - points: for similarity; nil where there is no projection.
    ///   - selection: the samples of the query's selection, where it has one.
    /// - Throws: `QueryError.unknownColumn`.
    func rows(
        matching query: SampleQuery, points: ProjectionPoints?, selection: SampleRanges? = nil
    ) throws -> [UInt32] {
        var rows = try rows(passing: query, selection)
        for key in query.sort.reversed() {
            rows = StableSort.sort(rows, by: try keys(of: key.field, rows, points), descending: key.descending)
        }
        return rows
    }

    // MARK: Filter

    private func rows(passing query: SampleQuery, _ selection: SampleRanges?) throws -> [UInt32] {
        var passes = [Bool](repeating: true, count: count)
        switch query.state {
        case .all: break
        case .active: for row in passes.indices { passes[row] = !isTrashed[row] }
        case .trashed: passes = isTrashed
        }
        if query.changedOnly { for row in passes.indices where revisions[row] == origins[row] { passes[row] = false } }
        if let labels = query.labels {
            let wanted = classBook.filter { labels.contains($0.name) }.map { UInt32(clamping: $0.id) }
            keep(&passes, classes, in: wanted + (labels.contains("") ? [0] : []))
        }
        if let splits = query.splits {
            let known = splits.filter { $0.isEmpty || Split(rawValue: $0) != nil }
            keep(&passes, self.splits, in: known.map { Self.code(ofSplit: $0) })
        }
        if let tags = query.tags {
            let wanted = Set(tags)
            let sets = tagTexts.filter { !wanted.isDisjoint(with: TagSet(stored: $0.value).names) }
            keep(&passes, tagSets, in: Array(sets.keys))
        }
        if let text = query.text, !text.isEmpty, let paths {
            let found = paths.contain(text)
            for row in passes.indices where !found[row] { passes[row] = false }
        }
        for (name, values) in query.columns {
            guard let column = columns[name] else { throw QueryError.unknownColumn(name) }
            let found = column.isAny(of: values, rows: count)
            for row in passes.indices where !found[row] { passes[row] = false }
        }
        if let selection { keep(&passes, in: selection) }
        var rows: [UInt32] = []
        rows.reserveCapacity(count)
        for row in passes.indices where passes[row] { rows.append(UInt32(row)) }
        return rows
    }

    /// Takes out the rows whose value is none of the wanted ones.
    private func keep<Value: BinaryInteger>(_ passes: inout [Bool], _ values: [Value], in wanted: [Value]) {
        let largest = Int(wanted.max() ?? 0)
        var isWanted = [Bool](repeating: false, count: largest + 2)
        for value in wanted { isWanted[Int(value)] = true }
        for row in passes.indices where passes[row] {
            passes[row] = isWanted[min(Int(values[row]), largest + 1)]
        }
    }

    /// Takes out the rows that are not of a selection. Ids ascend, and so do its ranges.
    private func keep(_ passes: inout [Bool], in selection: SampleRanges) {
        var row = 0
        for range in selection.ranges {
            while row < count, Int64(ids[row]) < range.lowerBound {
                passes[row] = false
                row += 1
            }
            while row < count, Int64(ids[row]) <= range.upperBound { row += 1 }
        }
        while row < count {
            passes[row] = false
            row += 1
        }
    }

    // MARK: Sort

    private func keys(of field: SortKey.Field, _ rows: [UInt32], _ points: ProjectionPoints?) throws -> [UInt64] {
        switch field {
        case .id: return rows.map(UInt64.init)
        case .name: return ranked(rows, nameRanks)
        case .path: return ranked(rows, pathRanks)
        case .revision: return ranked(rows, revisions)
        case .split:
            return rows.map { splits[Int($0)] == Self.noSplit ? StableSort.missing : UInt64(splits[Int($0)]) }
        case .label:
            let places = Dictionary(uniqueKeysWithValues: classBook.enumerated().map { ($1.id, UInt64($0)) })
            let keys = (0...Int64(classes.max() ?? 0)).map { places[$0] ?? StableSort.missing }
            return rows.map { keys[Int(classes[Int($0)])] }
        case .bytes: return ranked(rows, facts?.bytes, by: images)
        case .width: return ranked(rows, facts?.widths, by: images)
        case .height: return ranked(rows, facts?.heights, by: images)
        case .similarity:
            guard let points else { return [UInt64](repeating: StableSort.missing, count: rows.count) }
            return rows.map { row in
                let rank = points.rank(of: Int64(images[Int(row)]))
                return rank == ColumnTable.missing ? StableSort.missing : UInt64(rank)
            }
        case .column(let name):
            guard let column = columns[name] else { throw QueryError.unknownColumn(name) }
            let keys = column.sortKeys
            return rows.map { keys[Int($0)] }
        }
    }

    private func ranked(_ rows: [UInt32], _ values: [UInt32]?) -> [UInt64] {
        guard let values else { return [UInt64](repeating: StableSort.missing, count: rows.count) }
        return rows.map { UInt64(values[Int($0)]) }
    }

    private func ranked(_ rows: [UInt32], _ values: [UInt32]?, by images: [UInt32]) -> [UInt64] {
        guard let values else { return [UInt64](repeating: StableSort.missing, count: rows.count) }
        return rows.map { UInt64(values[Int(images[Int($0)])]) }
    }
}
