import Hummingbird

extension ServerContext {
    /// The number of a row in the path: `/samples/{id}`.
    func id(_ name: String = "id", of what: String) throws -> Int64 {
        guard let text = parameters.get(name), text.utf8.count <= 19, let id = Int64(text), id > 0 else {
            throw APIError.notFound(what)
        }
        return id
    }
}
