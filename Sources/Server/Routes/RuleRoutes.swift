import Dataset
import Hummingbird
import Imaging
import Workbench

/// `/transforms` and `/rules`: what can be done to an image, and what the label book makes of it.
struct RuleRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/transforms") { _, _ in
            try JSONResponse.make(["transforms": TransformKind.allCases.map(TransformView.init)])
        }
        table.get("/api/v1/rules") { _, _ in try await rules() }
        table.patch("/api/v1/rules") { request, _ in try await set(request) }
        table.post("/api/v1/rules/preset") { request, _ in try await preset(request) }
        table.get("/api/v1/rules/proposals") { _, _ in try await proposals() }
    }

    private func rules() async throws -> Response {
        let workspace = services.workspace
        return try JSONResponse.make(RulesView(classes: try await services.threads.run { try workspace.classRules() }))
    }

    private struct Setting: Decodable {
        let outcome: String
        let label: String?
        let limit: Double?
    }

    private struct Body: Decodable {
        let `class`: String
        let rules: [String: Setting?]?
        let chain: [DismantlingStep]?
        let parts: [String]?
    }

    private func set(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Body.self, from: request)
        let rules = try (body.rules ?? [:]).mapValues { setting in try setting.map(Self.rule) }
        let edit = ClassRulesEdit(label: body.class, parts: body.parts, chain: body.chain, rules: rules)
        let workspace = services.workspace
        try await services.threads.run { try StudioRules(workspace).set(edit, author: author) }
        return try await self.rules()
    }

    private static func rule(_ setting: Setting) throws -> TransformRuleSetting {
        switch (setting.outcome, setting.label) {
        case ("same", nil): TransformRuleSetting(.same, limit: setting.limit)
        case ("forbidden", nil): TransformRuleSetting(.forbidden)
        case ("becomes", let label?): TransformRuleSetting(.becomes(label), limit: setting.limit)
        default:
            throw APIError(
                .unprocessableContent, "bad-body", "outcome must be same, forbidden, or becomes with a label.")
        }
    }

    private struct Preset: Decodable {
        let preset: String
    }

    private func preset(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Preset.self, from: request)
        let workspace = services.workspace
        _ = try await services.threads.run { try StudioRules(workspace).apply(preset: body.preset, author: author) }
        return try await rules()
    }

    private struct Proposals: Encodable, Sendable {
        /// null until the job has run.
        let proposals: OrNull<[ProposalView]>
        let isStale: Bool
    }

    private struct ProposalView: Encodable, Sendable {
        let `class`: String
        let transform: String
        let outcome: String
        let label: OrNull<String>
        let share: Double
        let shareAsTheyAre: Double
        let images: Int

        init(_ proposed: ProposeRules.Proposed) {
            self.class = proposed.label
            transform = proposed.transform
            outcome = proposed.outcome
            label = OrNull(proposed.becomes)
            share = proposed.share
            shareAsTheyAre = proposed.shareAsTheyAre
            images = proposed.images
        }
    }

    private func proposals() async throws -> Response {
        let workspace = services.workspace
        let found = try await services.threads.run { try ProposeRules.report(in: workspace) }
        return try JSONResponse.make(
            Proposals(
                proposals: OrNull(found?.report.proposals.map(ProposalView.init)), isStale: found?.isStale ?? false))
    }
}

/// A transform as JSON.
private struct TransformView: Encodable {
    let kind: TransformKind
    let title: String
    let about: String
    let needsRule: Bool
    let parameters: [Parameter]

    struct Parameter: Encodable {
        let name: String
        let title: String
        let low: Double
        let high: Double
        let usual: [Double]
        let isWhole = false
    }

    init(_ kind: TransformKind) {
        self.kind = kind
        title = kind.title
        about = kind.about
        needsRule = kind.needsRule
        parameters = kind.parameters.map {
            Parameter(
                name: $0.name, title: $0.title, low: $0.allowed.lowerBound, high: $0.allowed.upperBound,
                usual: [$0.usual.lowerBound, $0.usual.upperBound])
        }
    }
}

/// The rules of all classes as JSON, with `null` where there is nothing.
private struct RulesView: Encodable {
    let classes: [ClassView]
    let defaults: [String: String]
    let presets: [String]

    init(classes: [ClassRules]) {
        self.classes = classes.map(ClassView.init)
        defaults = Dictionary(
            uniqueKeysWithValues: TransformKind.allCases.map {
                ($0.rawValue, RuledLabels.byDefault($0) == .forbidden ? "forbidden" : "same")
            })
        presets = StudioRules.presets
    }

    struct ClassView: Encodable {
        let id: Int64
        let name: String
        let parts: [String]
        let chain: [DismantlingStep]
        let rules: [String: RuleView]

        init(_ rules: ClassRules) {
            id = rules.id
            name = rules.name
            parts = rules.parts
            chain = rules.chain
            self.rules = rules.rules.mapValues(RuleView.init)
        }
    }

    struct RuleView: Encodable {
        let rule: TransformRule

        init(_ rule: TransformRule) {
            self.rule = rule
        }

        private enum CodingKeys: String, CodingKey {
            case outcome, label, limit, author, at
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            let (outcome, label): (String, String?) =
                switch rule.outcome {
                case .same: ("same", nil)
                case .becomes(let label): ("becomes", label)
                case .forbidden: ("forbidden", nil)
                }
            try values.encode(outcome, forKey: .outcome)
            try values.encode(label, forKey: .label)
            try values.encode(rule.limit, forKey: .limit)
            try values.encode(rule.author, forKey: .author)
            try values.encode(rule.at, forKey: .at)
        }
    }
}
