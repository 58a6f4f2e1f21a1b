import HTTPTypes
import Hummingbird

/// The pages and the files that they are made of.
struct PageRoutes {
    let services: Services

    /// Address of each page and its folder in Web.
    static let pages = [
        "/people": "people",
        "/": "welcome", "/sheet": "sheet", "/map": "map", "/history": "history", "/balance": "balance",
        "/audit": "audit", "/styles": "styles", "/studio": "studio", "/runs": "runs", "/label": "label",
        "/label/projector": "projector",
        "/talk": "talk", "/inbox": "inbox", "/labelbook": "labelbook",
    ]

    /// Those that need no login: the way to it, and votes, for which the code of the room is enough.
    static let openPages = ["/login": "login", "/invite": "login", "/vote/{code}": "vote"]

    func register(in table: inout RouteTable) {
        for (address, folder) in Self.pages.sorted(by: { $0.key < $1.key }) {
            table.get(address) { request, _ in try await serve("\(folder)/index.html", to: request) }
        }
        for (address, folder) in Self.openPages.sorted(by: { $0.key < $1.key }) {
            table.get(address, for: .anyone) { request, _ in try await serve("\(folder)/index.html", to: request) }
        }
        // The files of the pages are the same for all, and the login's own are among them: nothing in them is of the dataset.
        table.get("/web/**", for: .anyone) { request, _ in
            try await serve(request.uri.path.dropFirst("/web/".count), to: request)
        }
        table.get("/favicon.ico", for: .anyone) { request, _ in try await serve("shared/favicon.svg", to: request) }
    }

    private func serve(_ address: Substring, to request: Request) async throws -> Response {
        let web = services.web
        let found = try await services.threads.run { () -> (path: String, tag: String)? in
            guard let path = web.file(at: address), let tag = StaticFile.tag(of: path) else { return nil }
            return (path, tag)
        }
        guard let found else {
            throw APIError(.notFound, "not-found", "There is no such page.")
        }
        // Asked for anew each time, answered with 304 where nothing changed: an update of Tessera shows at once.
        let headers: HTTPFields = [.eTag: found.tag, .cacheControl: "no-cache"]
        if let answer = BytesResponse.notModified(request, tag: found.tag, headers: headers) { return answer }
        let file = try await services.threads.run { try StaticFile(path: found.path, tag: found.tag) }
        return BytesResponse.make(file.bytes, type: file.type, headers: headers)
    }
}
