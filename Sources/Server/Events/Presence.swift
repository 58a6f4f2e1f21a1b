import Dataset

/// Who is where: which page everybody has open, and on which cell they are.
///
/// It lies in the memory of one server and is forgotten soon after somebody stops saying that they are there. Everybody
/// has a colour of their own among those who are there.
actor Presence {
    /// Where one open page is, as everybody is told.
    struct Place: Sendable, Encodable, Equatable {
        let client: String
        let name: String
        /// From 0; the pages have a colour for each.
        let colour: Int
        let page: String
        let sample: Int64?
        let field: String?
        /// Only in what is told of somebody who left.
        var left: Bool?

        private enum CodingKeys: String, CodingKey {
            case client, name, colour, page, sample, field, left
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(client, forKey: .client)
            try container.encode(name, forKey: .name)
            try container.encode(colour, forKey: .colour)
            try container.encode(page, forKey: .page)
            try container.encode(sample, forKey: .sample)
            try container.encode(field, forKey: .field)
            try container.encodeIfPresent(left, forKey: .left)
        }
    }

    /// After this long without a word somebody counts as gone. The pages say every ten seconds that they are there.
    static let patience: Duration = .seconds(25)
    static let colours = 8
    /// Open pages that are told of.
    static let most = 500

    private struct Seen {
        var place: Place
        var at: ContinuousClock.Instant
    }

    private let hub: EventHub
    private let clock = ContinuousClock()
    private var seen: [String: Seen] = [:]

    init(hub: EventHub) {
        self.hub = hub
    }

    /// Everybody, by name.
    var people: [Place] { seen.values.map(\.place).sorted { ($0.name, $0.client) < ($1.name, $1.client) } }

    func arrive(client: String, name: String, page: String, sample: Int64?, field: String?) async {
        guard seen[client] != nil || seen.count < Self.most else { return }
        let place = Place(
            client: client, name: name, colour: colour(of: client, name), page: page, sample: sample, field: field)
        let before = seen[client]?.place
        seen[client] = Seen(place: place, at: clock.now)
        if before != place { await tell(place) }
    }

    func leave(client: String) async {
        guard var place = seen.removeValue(forKey: client)?.place else { return }
        place.left = true
        await tell(place)
    }

    /// Forgets those who went without a word, until cancelled.
    func run() async {
        while (try? await Task.sleep(for: .seconds(2))) != nil { await forget(before: clock.now - Self.patience) }
    }

    func forget(before moment: ContinuousClock.Instant) async {
        for client in seen.filter({ $0.value.at < moment }).keys.sorted() { await leave(client: client) }
    }

    /// All pages of one person have one colour; a new person gets the one that the fewest have.
    private func colour(of client: String, _ name: String) -> Int {
        let others = seen.values.map(\.place)
        if let same = others.first(where: { $0.client == client || $0.name == name }), same.name == name {
            return same.colour
        }
        let used = Set(others.filter { $0.client != client }.map { [$0.name, "\($0.colour)"] }).map { Int($0[1]) ?? 0 }
        return (0..<Self.colours).min { a, b in
            used.count { $0 == a } < used.count { $0 == b }
        } ?? 0
    }

    private func tell(_ place: Place) async {
        guard let data = try? JSONResponse.text(place) else { return }
        await hub.mention(name: "presence", data: String(decoding: data, as: UTF8.self))
    }
}
