import Dataset
import Foundation
import Workbench

/// Findings as rows of text.
enum FindingText {
    static func table(_ findings: [DescribedFinding]) -> String {
        var table = Table(["id", "value", "score", "kind", "finding", "sample", "path"], numbers: [0, 1, 2, 5])
        for finding in findings {
            table.add([
                String(finding.id), String(format: "%.2f", finding.value), String(format: "%.3f", finding.score),
                finding.kind.rawValue + (finding.state == .open ? "" : " (\(finding.state.rawValue))"), finding.title,
                finding.sample.map(String.init) ?? "", finding.path ?? "",
            ])
        }
        return table.text
    }

    /// How far each person's answers can be trusted.
    static func table(_ facts: AnnotatorFacts) -> String {
        var table = Table(["person", "answers", "quality", "agreement", "least in"], numbers: [1, 2, 3])
        for person in facts.people {
            table.add([
                person.person, Words.count(person.answers), person.quality.map { String(format: "%.3f", $0) } ?? "",
                String(format: "%.3f", person.agreement), person.worstClass ?? "",
            ])
        }
        return table.text
    }

    static let header = [
        "id", "kind", "score", "value", "sample", "path", "split", "given", "suggested", "title", "change", "state",
        "samples", "evidence", "said",
    ]

    /// `Ada: iv; Ben: vi`; with the sample's number where there are several.
    static func words(_ said: [DescribedFinding.Said]) -> String {
        let isOne = Set(said.map(\.sample)).count < 2
        return said.map { answer in
            let place = isOne ? "" : " of \(answer.sample)"
            return "\(answer.person)\(place): \(answer.label ?? answer.kind.rawValue)"
        }.joined(separator: "; ")
    }

    static func print(csv findings: [DescribedFinding]) {
        Console.print(CSV.line(header))
        for finding in findings {
            Console.print(
                CSV.line([
                    String(finding.id), finding.kind.rawValue, "\(finding.score)", "\(finding.value)",
                    finding.sample.map(String.init) ?? "", finding.path ?? "", finding.split ?? "",
                    finding.given ?? "", finding.suggested ?? "", finding.title, finding.change?.words ?? "",
                    finding.state.rawValue, finding.samples.map(String.init).joined(separator: " "),
                    (try? finding.evidence.text()) ?? "{}", words(finding.said),
                ]))
        }
    }
}
