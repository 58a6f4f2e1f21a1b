public import Dataset
public import Foundation

/// A session report as a page that stands alone: labels and names as text, pictures inside.
public struct SessionReportPage: Sendable {
    /// Pictures of one group, and their side in pixels.
    static let mostPictures = 24
    static let side = 112

    private let report: SessionReport
    private let workspace: Workspace

    public init(_ report: SessionReport, of workspace: Workspace) {
        self.report = report
        self.workspace = workspace
    }

    /// - Parameter progress: pictures made, pictures in all; throwing cancels.
    public func data(progress: (Int, Int) throws -> Void = { _, _ in }) throws -> Data {
        let pictures = try SmallPictures(of: shown(), side: Self.side, in: workspace, progress: progress)
        var page = HTMLDocument()
        page.add("h1", "What happened to \(report.workspace)")
        let span = report.span
        page.add(
            "p",
            "From \(Self.moment(span.fromAt)) to \(Self.moment(span.toAt)): changes \(span.from + 1) to \(span.to). "
                + report.people.map(Self.words).joined(separator: "; ") + (report.people.isEmpty ? "" : "."),
            class: "muted")
        decisions(&page, pictures)
        questions(&page, pictures)
        book(&page, pictures)
        changes(&page, pictures)
        disagreements(&page, pictures)
        conflicts(&page)
        return page.data(title: "What happened to \(report.workspace)")
    }

    private static func moment(_ at: String) -> String {
        at.isEmpty ? "the beginning" : "\(at.prefix(16).replacingOccurrences(of: "T", with: " ")) UTC"
    }

    private static func words(_ person: SessionReport.Person) -> String {
        "\(person.name): \(person.changes) \(person.changes == 1 ? "change" : "changes"), "
            + "\(person.messages) \(person.messages == 1 ? "message" : "messages")"
    }

    /// Samples whose pictures are on the page.
    private func shown() -> Set<Int64> {
        let threads = (report.decided + report.open).flatMap { $0.samples.prefix(Self.mostPictures) }
        let book = report.written.flatMap { $0.entry.examples + $0.entry.nearMisses }
        let rows = groups.flatMap { $0.rows.prefix(Self.mostPictures) }.map(\.sample)
        return Set(threads + book + rows + report.disagreements.flatMap { $0.samples.prefix(Self.mostPictures) })
    }

    // MARK: Talk

    private func decisions(_ page: inout HTMLDocument, _ pictures: SmallPictures) {
        page.add("h2", "Decided")
        if report.decided.isEmpty { page.add("p", "Nothing was decided.", class: "muted") }
        for thread in report.decided {
            page.add("h3", thread.question)
            page.add("p", Self.about(thread), class: "muted")
            show(thread.samples, in: &page, pictures)
            for message in thread.messages ?? [] where message.kind != .question { say(message, in: &page) }
        }
    }

    private func questions(_ page: inout HTMLDocument, _ pictures: SmallPictures) {
        page.add("h2", "Asked, and not decided")
        if report.open.isEmpty { page.add("p", "No question is open.", class: "muted") }
        for thread in report.open {
            page.add("h3", thread.question)
            let waits = thread.asked.isEmpty ? "" : ", put to \(thread.asked.joined(separator: ", "))"
            page.add("p", "\(Self.about(thread))\(waits), \(thread.state.rawValue)", class: "muted")
            show(thread.samples, in: &page, pictures)
            for message in (thread.messages ?? []).dropFirst() { say(message, in: &page) }
        }
    }

    private static func about(_ thread: TalkThread) -> String {
        let samples = thread.sampleCount == 1 ? "1 image" : "\(thread.sampleCount) images"
        let subject = thread.classes.isEmpty ? samples : thread.classes.joined(separator: " or ") + ", " + samples
        return "Thread \(thread.id) by \(thread.author) on \(subject)"
    }

    private func say(_ message: ThreadMessage, in page: inout HTMLDocument) {
        page.within("blockquote") { page in
            page.add("p", message.text)
            var source = "\(message.author), \(message.kind.rawValue)"
            if let label = message.label { source += ": \(label)" }
            if let change = message.change { source += ", change \(change)" }
            page.add("small", source)
        }
    }

    private func book(_ page: inout HTMLDocument, _ pictures: SmallPictures) {
        guard !report.written.isEmpty else { return }
        page.add("h2", "Written into the label book")
        for rule in report.written {
            let kind =
                switch rule.entry.kind {
                case .definition: "definition"
                case .example: "example"
                case .nearMiss: "near miss"
                case .rule: "rule"
                }
            page.add("h3", "\(rule.label): \(kind)")
            if !rule.entry.text.isEmpty { page.add("p", rule.entry.text) }
            let source = rule.entry.thread.map { ", from thread \($0)" } ?? ""
            page.add("p", rule.entry.author + source, class: "muted")
            show(rule.entry.examples + rule.entry.nearMisses, in: &page, pictures)
        }
    }

    // MARK: Changes

    private struct Group {
        let title: String
        let rows: [VersionDifference.Row]
        let count: Int
    }

    /// Differences that look the same belong together.
    private var groups: [Group] {
        let difference = report.difference
        var groups: [Group] = []
        func add(_ part: VersionDifference.Part, _ title: (String?, String?) -> String) {
            let grouped = Dictionary(grouping: part.rows) { [$0.before, $0.after] }
            for (values, rows) in grouped.sorted(by: {
                ($1.value.count, $0.value[0].sample) < ($0.value.count, $1.value[0].sample)
            }) {
                groups.append(Group(title: title(values[0], values[1]), rows: rows, count: rows.count))
            }
        }
        add(difference.relabelled) { "\($0 ?? "unlabelled") → \($1 ?? "unlabelled")" }
        add(difference.moved) { "from \($0 ?? "no split") to \($1 ?? "no split")" }
        add(difference.added) { "added: \($1 ?? "unlabelled")" }
        add(difference.removed) { before, _ in "removed: \(before ?? "unlabelled")" }
        return groups
    }

    private func changes(_ page: inout HTMLDocument, _ pictures: SmallPictures) {
        page.add("h2", "Changed")
        let difference = report.difference
        guard !difference.isEmpty else { return page.add("p", "The dataset is as it was.", class: "muted") }
        page.add(
            "p",
            "\(difference.relabelled.count) relabelled, \(difference.moved.count) moved, \(difference.added.count) added, "
                + "\(difference.removed.count) removed, \(difference.otherwise.count) with other tags or values.")
        for entry in difference.classes {
            page.add(
                "p",
                entry.before.map { before in
                    entry.after.map { "The class \(before) is called \($0)." } ?? "The class \(before) went."
                } ?? "The class \(entry.after ?? "") came.")
        }
        page.within("table") { page in
            page.within("tr") { page in
                for title in ["who", "why", "relabelled", "moved", "added", "removed"] { page.add("th", title) }
            }
            for group in difference.groups.prefix(100) {
                page.within("tr") { page in
                    page.add("td", group.author)
                    page.add("td", group.reason ?? "")
                    for count in [group.relabelled, group.moved, group.added, group.removed] {
                        page.add("td", count == 0 ? "" : String(count), class: "number")
                    }
                }
            }
        }
        for group in groups.prefix(40) {
            page.add("h3", "\(group.title) (\(group.count))")
            show(group.rows.map(\.sample), in: &page, pictures)
        }
    }

    private func disagreements(_ page: inout HTMLDocument, _ pictures: SmallPictures) {
        page.add("h2", "Who disagrees with whom")
        if report.disagreements.isEmpty { page.add("p", "Nobody disagreed with anybody.", class: "muted") }
        for entry in report.disagreements.prefix(60) {
            let place = entry.thread.map { " in thread \($0)" } ?? ""
            page.add(
                "h3",
                "\(entry.first) says \(entry.firstLabel ?? "no label"), \(entry.second) says "
                    + "\(entry.secondLabel ?? "no label")\(place) (\(entry.samples.count))")
            show(entry.samples, in: &page, pictures)
        }
    }

    private func conflicts(_ page: inout HTMLDocument) {
        guard !report.conflicts.isEmpty else { return }
        page.add("h2", "Two copies differ, and nobody decided yet")
        for conflict in report.conflicts.prefix(100) {
            page.add(
                "p",
                "\(conflict.key): \(conflict.ours ?? "nothing") by \(conflict.ourAuthor), "
                    + "\(conflict.theirs ?? "nothing") by \(conflict.theirAuthor)")
        }
    }

    private func show(_ samples: [Int64], in page: inout HTMLDocument, _ pictures: SmallPictures) {
        guard !samples.isEmpty else { return }
        page.within("div", class: "pictures") { page in
            for sample in samples.prefix(Self.mostPictures) {
                page.picture(pictures.png(sample), caption: pictures.samples[sample]?.label ?? "unlabelled")
            }
        }
        if samples.count > Self.mostPictures {
            page.add("p", "and \(samples.count - Self.mostPictures) more", class: "muted")
        }
    }
}
