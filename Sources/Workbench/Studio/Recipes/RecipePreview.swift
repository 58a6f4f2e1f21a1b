public import Dataset
import Foundation
import Imaging
import Matrices

/// What a recipe would make: the numbers of all, and pictures of some, before anything is written.
public struct RecipePreview: Codable, Sendable, Equatable {
    public struct Plan: Codable, Sendable, Equatable {
        public let total: Int
        public let byClass: [String: Int]
        /// How many cannot be made, by class (and style or value).
        public let short: [String: Int]
        /// What is left of the budget before it.
        public let left: Int
    }

    public let proposal: Proposal
    public let plan: Plan

    public static let mostPictures = 500

    /// - Parameters:
    ///   - limit: pictures; they are taken evenly out of all.
    ///   - saved: the name and version of the recipe, where it has one.
    public init(
        _ recipe: Recipe, limit: Int, saved: SavedRecipe? = nil, author: String, in workspace: Workspace,
        reporting reporter: JobReporter
    ) throws {
        let whole = try RecipePlan(recipe, in: workspace)
        let count = min(limit, whole.candidates.count, Self.mostPictures)
        let shown = (0..<count).map { place in
            let candidate = whole.candidates[place * whole.candidates.count / max(1, count)]
            return Candidate(
                index: place, label: candidate.label, split: candidate.split, parents: candidate.parents,
                parentLabels: candidate.parentLabels, parameters: candidate.parameters, note: candidate.note)
        }
        // The same recipe on the same dataset is the same preview.
        let key = try recipe.text() + " \(limit) \(workspace.lastChange())"
        let proposal = Proposal(
            id: "preview-" + String(SHA256Digest.hex(of: Array(key.utf8)).prefix(16)), kind: .preview, author: author,
            at: Timestamp.now(), recipe: saved?.name, recipeVersion: saved?.version, tags: recipe.tags,
            candidates: shown, skipped: [])
        let shelf = ProposalShelf(workspace)
        // Rules may have changed since, so nothing of an earlier one is kept.
        try? shelf.discard(proposal.id)
        try shelf.keep(proposal)
        try shelf.draw(proposal, phase: "making a preview", reporting: reporter) { candidate in
            try RecipePictures(workspace).picture(of: candidate)
        }
        self.proposal = proposal
        plan = Plan(
            total: whole.candidates.count, byClass: whole.byClass, short: whole.short,
            left: try StudioBudget(workspace).left)
    }

    /// All pictures of a proposal in one, with a tile of `side` pixels each.
    public static func contactSheet(_ proposal: Proposal, side: Int, in workspace: Workspace) throws -> [UInt8] {
        let shelf = ProposalShelf(workspace)
        let pictures = Parallel.map(proposal.candidates) { candidate in
            (try? shelf.image(candidate.index, of: proposal.id)).flatMap { try? PictureDecoder.decode($0) }?
                .fitted(within: side - 4)
        }
        return try PNGEncoder.encode(PictureTiles.picture(of: pictures.isEmpty ? [nil] : pictures, side: side))
    }
}
