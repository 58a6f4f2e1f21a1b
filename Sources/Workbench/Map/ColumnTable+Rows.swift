import Dataset

extension ColumnTable {
    /// The rows that have a place on the map.
    func rowsWithPoint() -> ColumnTable {
        guard case .numbers(let xs)? = columns.first(where: { $0.name == "x" })?.values else { return self }
        let rows = xs.indices.filter { !xs[$0].isNaN }
        return ColumnTable(
            count: rows.count, lastChange: lastChange,
            columns: columns.map { Column(name: $0.name, values: $0.values.selecting(rows)) })
    }

    var ids: [Int64] {
        guard case .integers(let ids)? = columns.first(where: { $0.name == "id" })?.values else { return [] }
        return ids.map { Int64($0) }
    }
}

extension ColumnTable.Values {
    fileprivate func selecting(_ rows: [Int]) -> ColumnTable.Values {
        switch self {
        case .integers(let values): .integers(rows.map { values[$0] })
        case .numbers(let values): .numbers(rows.map { values[$0] })
        case .texts(let values, let dictionary): .texts(rows.map { values[$0] }, dictionary: dictionary)
        }
    }
}
