/// What `MakeDemo` left in the workspace.
public struct DemoReport: Codable, Sendable, Equatable {
    public let samples: Int
    /// Files that were drawn to be refused: some flaws of real data are no pictures.
    public let refused: Int
    public let models: [String]
    public let projection: Int64?
}
