/// What of a `SampleTable` a query looks at beside what is always there.
struct TableNeeds {
    var paths = false
    var nameRanks = false
    var pathRanks = false
    var facts = false
    /// Names of imported columns.
    var columns: Set<String> = []
    /// The similarity order, which a projection has.
    var similarity = false

    init(_ query: SampleQuery, fields: [String] = []) {
        paths = query.text?.isEmpty == false
        columns = Set(query.columns.keys)
        for key in query.sort {
            switch key.field {
            case .similarity: similarity = true
            case .id, .label, .split, .revision: break
            case .name: nameRanks = true
            case .path: pathRanks = true
            case .bytes, .width, .height: facts = true
            case .column(let name): columns.insert(name)
            }
        }
        facts = facts || !Set(fields).isDisjoint(with: ["bytes", "width", "height"])
        columns.formUnion(fields.filter { $0.hasPrefix("column.") }.map { String($0.dropFirst("column.".count)) })
    }
}
