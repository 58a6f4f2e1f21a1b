import Dataset
import Hummingbird

/// Makes a change and answers with it: 201, the change, and the samples it touched as they are now.
struct AppliedAnswer {
    /// Samples that the answer carries; of a larger change they are left out.
    static let sampleLimit = 500

    private let services: Services

    init(_ services: Services) {
        self.services = services
    }

    /// The change is on disk when this returns; those who listen are told.
    func make(_ change: @escaping @Sendable (Workspace) throws -> AppliedChange) async throws -> Response {
        let workspace = services.workspace
        let body = try await services.threads.run { () -> Body in
            let applied = try change(workspace)
            let few = applied.samples.count <= Self.sampleLimit
            return Body(
                change: ChangeView(applied.change),
                samples: few ? try workspace.samples(applied.samples).map(SampleView.init) : nil,
                revision: applied.revision, isRepeat: applied.isRepeat)
        }
        let watcher = services.watcher
        Task { await watcher.catchUp() }
        return try JSONResponse.make(body, status: body.isRepeat ? .ok : .created)
    }

    private struct Body: Encodable {
        let change: ChangeView
        let samples: [SampleView]?
        let revision: Int64
        /// Whether it was made before, by the same request.
        let isRepeat: Bool
    }
}
