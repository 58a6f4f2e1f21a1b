extension Workspace {
    /// Ids of the samples of a selection that are there, ascending, whatever their state.
    /// - Throws: `SelectionError.unknown`.
    public func sampleIDs(inSelection id: String) throws -> [Int64] {
        var query = SampleQuery()
        query.state = .all
        query.selection = id
        return try sampleIDs(matching: query)
    }
}
