import Dataset
import Imaging

/// What a derived sample keeps of how it was grown: all it takes to make it again, and why it was chosen.
struct GrowParameters: Codable, Sendable, Equatable {
    /// Why a candidate was chosen.
    struct Why: Codable, Sendable, Equatable {
        /// The id of the ``Growth``.
        let growth: String
        let round: Int
        let near: [Growth.Near]
    }

    /// The recipe's transforms as they were drawn; nil where a part was taken away.
    let steps: [TransformStep]?
    /// nil where a recipe made it.
    let dismantled: DismantlingParameters?
    /// nil of a candidate that nobody needs.
    var why: Why?

    init(steps: [TransformStep]) {
        self.steps = steps
        dismantled = nil
    }

    init(dismantled: DismantlingParameters) {
        steps = nil
        self.dismantled = dismantled
    }
}

/// Pictures of candidates, made of their parents.
struct GrowPictures: Sendable {
    private let images: ImageStore
    private let rules: [ClassRules]

    init(_ workspace: Workspace) throws {
        images = workspace.images
        rules = try workspace.classRules()
    }

    /// - Parameter digest: of the parent's image.
    func picture(of digest: String, _ parameters: GrowParameters) throws -> Picture {
        let parent = try PictureDecoder.decode(images.read(digest))
        guard let taken = parameters.dismantled else { return parent.applying(parameters.steps ?? []) }
        return try DismantlingPlan(label: taken.from, to: [taken.to], rules: rules).picture(
            parent, keeping: taken.keeps)
    }
}
