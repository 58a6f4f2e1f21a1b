import Dataset

/// The samples of a saved map: those of a filter that have a place in the projection, in the filter's order.
struct MapRows {
    let summary: DatasetSummary
    let projection: ProjectionInfo
    /// What the page gets of them, as `GET /samples/columns` gives it.
    let table: ColumnTable
    let samples: [Sample]
    /// The filter as a query string.
    let filter: String

    var name: String { summary.name }

    var count: Int { samples.count }

    init(workspace: Workspace, projection: Int64?, query: SampleQuery) throws {
        let projections = try workspace.projections()
        guard let info = projection.map({ id in projections.first { $0.id == id } }) ?? projections.first else {
            throw projection.map(MapExportError.unknownProjection) ?? MapExportError.noProjection
        }
        var query = query
        query.projection = info.id
        let summary = try workspace.summary()
        let fields =
            ["id", "name", "label", "split", "tags", "x", "y", "order"] + summary.columns.map { "column." + $0.name }
        let all = try workspace.columns(fields, matching: query)
        table = all.rowsWithPoint()
        guard table.count > 0 else { throw MapExportError.nothingToShow }
        samples = try workspace.samples(table.ids)
        self.projection = info
        self.summary = summary
        filter = query.filterText
    }

    /// The coordinate `x` or `y` of each row.
    func coordinates(_ name: String) -> [Float] {
        guard case .numbers(let values)? = table.columns.first(where: { $0.name == name })?.values else { return [] }
        return values
    }
}
