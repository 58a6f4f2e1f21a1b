public import Dataset
public import Foundation

/// The layout of a projection job as it is at this moment.
public enum JobLayout {
    /// The columns `id`, `x` and `y` of the samples in the form of ``ColumnsFile``, whose header also has the `share`
    /// that is done, 0…1; nil where the job has none yet, or none any more.
    public static func read(job: Int64, in workspace: Workspace) -> Data? {
        try? Data(contentsOf: file(of: job, in: workspace))
    }

    static func file(of job: Int64, in workspace: Workspace) -> URL {
        workspace.directory.cache.appendingPathComponent("layouts/\(job).columns")
    }
}
