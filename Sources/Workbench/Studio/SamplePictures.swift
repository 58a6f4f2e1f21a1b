package import Dataset
package import Imaging

/// The pictures of samples, decoded whole.
package struct SamplePictures: Sendable {
    private let workspace: Workspace

    package init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Throws: `EditError.unknownSample`, `WorkspaceError.damagedImage`, `PictureError`.
    package func picture(of sample: Int64) throws -> Picture {
        guard let found = try workspace.samples([sample]).first else { throw EditError.unknownSample(sample) }
        return try PictureDecoder.decode(workspace.images.read(found.digest))
    }
}
