import Dataset
import Foundation
import Workbench

extension Workspace {
    /// All that an import decides of each sample, by path: two workspaces with the same are the same dataset.
    func contents() throws -> [String: String] {
        var query = SampleQuery()
        query.state = .all
        var contents: [String: String] = [:]
        for sample in try samples(sampleIDs(matching: query)) {
            contents[sample.path] =
                "\(sample.id) \(sample.digest) \(sample.label ?? "-") \(sample.split ?? "-") \(sample.tags) \(sample.width)"
        }
        return contents
    }
}

extension JobReporter {
    /// Of a job that nobody watches.
    static func silent(job: Int64 = 1) -> JobReporter { JobReporter(job: job, author: "Ada") }
}
