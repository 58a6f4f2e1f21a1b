public import Dataset
public import Foundation

/// The difference of two versions as a page that stands alone, with pictures.
public struct DifferencePage: Sendable {
    private let difference: VersionDifference
    private let title: String
    private let workspace: Workspace

    /// - Parameter title: which two points they are.
    public init(_ difference: VersionDifference, title: String, of workspace: Workspace) {
        self.difference = difference
        self.title = title
        self.workspace = workspace
    }

    /// Pictures of one kind.
    static let mostPictures = 200

    /// - Parameter progress: pictures made, pictures in all; throwing cancels.
    public func data(progress: (Int, Int) throws -> Void = { _, _ in }) throws -> Data {
        let parts: [(String, VersionDifference.Part)] = [
            ("Relabelled", difference.relabelled), ("Moved", difference.moved), ("Added", difference.added),
            ("Removed", difference.removed), ("Other tags or values", difference.otherwise),
        ]
        let pictures = try SmallPictures(
            of: parts.flatMap { $0.1.rows.prefix(Self.mostPictures).map(\.sample) }, side: SessionReportPage.side,
            in: workspace, progress: progress)
        var page = HTMLDocument()
        page.add("h1", title)
        page.add("p", parts.map { "\($0.1.count) \($0.0.lowercased())" }.joined(separator: ", ") + ".", class: "muted")
        for (name, part) in parts where part.count > 0 {
            page.add("h2", "\(name) (\(part.count))")
            page.within("div", class: "pictures") { page in
                for row in part.rows.prefix(Self.mostPictures) {
                    let change = [row.before, row.after].map { $0 ?? "nothing" }.joined(separator: " → ")
                    page.picture(
                        pictures.png(row.sample), caption: change, note: pictures.samples[row.sample]?.name)
                }
            }
            if part.count > Self.mostPictures {
                page.add("p", "and \(part.count - Self.mostPictures) more", class: "muted")
            }
        }
        return page.data(title: title)
    }
}
