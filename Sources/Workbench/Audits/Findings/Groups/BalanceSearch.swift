import Audit
import Dataset
import Foundation

/// The regions in which a split is missing, from the report on balance, which is made where it is not there.
struct BalanceSearch: FindingSearch {
    var kinds: Set<FindingKind> { [.balance] }

    func basis(of dataset: AuditedDataset) throws -> String {
        var digest = BasisDigest("balance/1")
        digest.add(dataset.seed)
        dataset.add(samplesTo: &digest)
        try dataset.add(embeddingTo: &digest)
        return digest.text
    }

    private struct Evidence: Encodable {
        let side: String
        let images: Int
        let val: Int
        let expectedVal: Double
        let p: Double
        let classes: [NamedCount]
        let styles: [NamedCount]
        let typical: [Int64]
        let page = "/balance"
    }

    private struct Facts: Encodable {
        let verdict: String
    }

    func find(in dataset: AuditedDataset) throws -> FoundFindings {
        let report = try report(on: dataset)
        let findings = try report.withinClass.regions.map { region in
            let order = region.typical + region.samples.filter { !region.typical.contains($0) }
            return FoundFinding(
                kind: .balance, score: 1 - region.p,
                subjects: order.compactMap { dataset.sampleOf[$0] }.map { .init($0) }, title: region.title,
                evidence: try evidence(
                    Evidence(
                        side: region.side.rawValue, images: region.images, val: region.val,
                        expectedVal: region.expectedVal, p: region.p, classes: region.classes, styles: region.styles,
                        typical: region.typical)),
                detail: "\(region.side.rawValue) \(region.title)")
        }
        return FoundFindings(findings: findings, facts: try evidence(Facts(verdict: report.verdict)))
    }

    private func report(on dataset: AuditedDataset) throws -> BalanceReport {
        let useCase = FindBalance(model: dataset.model, seed: dataset.seed)
        if let there = try FindBalance.current(
            model: useCase.model, seed: useCase.seed, reshuffles: useCase.reshuffles, in: dataset.workspace)
        {
            return there
        }
        try dataset.progress("comparing train and val", 0)
        _ = try useCase.run(in: dataset.workspace, reporting: dataset.reporter)
        guard let stored = try StoredReport<BalanceReport>.read(from: dataset.workspace) else {
            throw AuditError.noSplits
        }
        return stored.report
    }
}
