public import Dataset
public import Foundation
import Imaging

/// Findings as one HTML file with pictures, to send around: nothing in it is fetched from elsewhere, nothing runs.
public struct FindingsPage: Sendable {
    private let workspace: Workspace
    private let findings: [Finding]
    private let total: Int

    /// More make a file that nobody opens.
    public static let mostFindings = 1_000
    private static let side = 96
    private static let picturesEach = 6

    /// - Parameters:
    ///   - findings: in the order in which they are to stand; the first thousand are shown.
    public init(_ findings: [Finding], in workspace: Workspace) {
        self.workspace = workspace
        self.findings = Array(findings.prefix(Self.mostFindings))
        total = findings.count
    }

    /// - Parameter progress: pictures done, pictures in all; throwing cancels.
    public func html(progress: (Int, Int) throws -> Void = { _, _ in }) throws -> Data {
        let name = try workspace.summary().name
        let ids = Set(findings.flatMap { $0.samples.prefix(Self.picturesEach) })
        let samples = Dictionary(uniqueKeysWithValues: try workspace.samples(ids.sorted()).map { ($0.id, $0) })
        let pictures = try pictures(of: samples.values.map(\.digest), progress)
        var page = Self.head(name)
        let shown = findings.count == total ? "\(total) findings" : "the first \(findings.count) of \(total) findings"
        page += "<h1>\(Self.text(name)): what is wrong with this data</h1>\n"
        page += "<p>\(shown), the most valuable first. Made \(Self.text(Timestamp.now())).</p>\n"
        page += try kinds()
        page += try people()
        page += "<ol>\n"
        for finding in try workspace.describe(findings) { page += entry(finding, samples, pictures) }
        page += "</ol>\n</body>\n</html>\n"
        return Data(page.utf8)
    }

    private func kinds() throws -> String {
        let there = Set(findings.map(\.kind))
        var rows = ""
        for kind in try FindingsOverview(workspace).kinds where there.contains(kind.kind) {
            rows +=
                "<tr><th scope=\"row\">\(Self.text(kind.kind.noun))</th><td>\(kind.open)</td><td>\(kind.accepted)</td>"
                + "<td>\(kind.rejected)</td><td>\(Self.text(kind.precision.words))</td></tr>\n"
        }
        return """
            <table><thead><tr><th scope="col">kind</th><th scope="col">open</th><th scope="col">accepted</th>\
            <th scope="col">rejected</th><th scope="col">known precision</th></tr></thead><tbody>
            \(rows)</tbody></table>

            """
    }

    /// How far each person's answers can be trusted, where annotators are among what is shown.
    private func people() throws -> String {
        guard findings.contains(where: { $0.kind == .annotators }), let facts = try AnnotatorFacts.read(from: workspace)
        else { return "" }
        var rows = ""
        for person in facts.people {
            let quality = person.quality.map(KnownPrecision.decimal) ?? "\u{2013}"
            rows +=
                "<tr><th scope=\"row\">\(Self.text(person.person))</th><td>\(person.answers)</td><td>\(quality)</td>"
                + "<td>\(KnownPrecision.decimal(person.agreement))</td><td>\(Self.text(person.worstClass ?? ""))</td></tr>\n"
        }
        return """
            <table><thead><tr><th scope="col">person</th><th scope="col">answers</th><th scope="col">quality</th>\
            <th scope="col">agreement</th><th scope="col">least in</th></tr></thead><tbody>
            \(rows)</tbody></table>

            """
    }

    private static func words(_ said: [DescribedFinding.Said]) -> String {
        said.map { "\($0.person) (sample \($0.sample)): \($0.label ?? $0.kind.rawValue)" }.joined(separator: "; ")
    }

    private func entry(
        _ finding: DescribedFinding, _ samples: [Int64: Sample], _ pictures: [String: String]
    ) -> String {
        var shown = ""
        for id in finding.samples.prefix(Self.picturesEach) {
            guard let sample = samples[id] else { continue }
            let place = "\(sample.split ?? "no split"), \(sample.label ?? "no label")"
            let picture = pictures[sample.digest].map {
                "<img src=\"data:image/png;base64,\($0)\" alt=\"\(Self.text("sample \(id): \(place)"))\">"
            }
            shown +=
                "<figure>\(picture ?? "<span class=\"none\">no picture</span>")"
                + "<figcaption>\(id)<br>\(Self.text(place))</figcaption></figure>"
        }
        let more = finding.sampleCount - Self.picturesEach
        if more > 0 { shown += "<p class=\"more\">and \(more) more</p>" }
        let path = finding.path ?? ""
        let said = finding.said.isEmpty ? "" : "<p>People said: \(Self.text(Self.words(finding.said))).</p>"
        let change = finding.change.map { "<p>Suggested: \(Self.text($0.words)).</p>" } ?? ""
        let verdict = finding.verdict.map {
            "<p>\(Self.text("\(finding.state.rawValue) by \($0.author)\($0.reason.map { ": \($0)" } ?? "")"))</p>"
        }
        return """
            <li><div class="pictures">\(shown)</div><div><h2>\(Self.text(finding.title))</h2>
            <p class="small">\(Self.text(finding.kind.noun)) \(finding.id), score \
            \(KnownPrecision.decimal(finding.score)) \(Self.text(path))</p>\(change)\(said)\(verdict ?? "")</div></li>

            """
    }

    /// Small pictures by digest, each image decoded once, on all cores.
    private func pictures(of digests: [String], _ progress: (Int, Int) throws -> Void) throws -> [String: String] {
        let different = Set(digests).sorted()
        let images = workspace.images
        var made: [String: String] = [:]
        for start in stride(from: 0, to: different.count, by: 256) {
            try progress(start, different.count)
            let piece = Array(different[start..<min(start + 256, different.count)])
            let encoded = Parallel.map(piece) { digest -> String? in
                // A picture that cannot be read now is a gap in the page, not the end of it.
                guard let bytes = try? images.read(digest) else { return nil }
                return (try? Thumbnail.encode(bytes, side: Self.side)).map { Data($0).base64EncodedString() }
            }
            for (digest, picture) in zip(piece, encoded) { made[digest] = picture }
        }
        try progress(different.count, different.count)
        return made
    }

    private static func text(_ words: String) -> String { PageTemplate.escapedHTML(words) }

    private static func head(_ name: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>\(text(name)): findings</title>
        <style>
        :root { color-scheme: light dark; }
        body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.45 system-ui, sans-serif;
            color: light-dark(#1c1f21, #e8eaeb); background: light-dark(#fbfbfa, #131517); }
        h1 { font-size: 1.6rem; } h2 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
        table { border-collapse: collapse; margin: 1rem 0; font-size: 0.85rem; }
        th, td { padding: 0.3rem 0.7rem; text-align: start; border-top: 1px solid light-dark(#e4e4df, #2b3034); }
        ol { padding: 0; list-style: none; }
        li { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: 1rem; padding: 0.8rem 0;
            border-top: 1px solid light-dark(#e4e4df, #2b3034); }
        .pictures { display: flex; flex-wrap: wrap; gap: 0.4rem; max-width: 26rem; }
        figure { margin: 0; font-size: 0.75rem; max-width: 6.5rem; overflow-wrap: anywhere; }
        img, .none { display: block; width: 6rem; height: 6rem; object-fit: contain; background: #fff; color: #333; }
        p { margin: 0.2rem 0; } .small, figcaption, .more { color: light-dark(#5b6166, #a3abb2); }
        .small { font-size: 0.85rem; overflow-wrap: anywhere; }
        @media (max-width: 40rem) { li { grid-template-columns: 1fr; } }
        </style>
        </head>
        <body>

        """
    }
}
