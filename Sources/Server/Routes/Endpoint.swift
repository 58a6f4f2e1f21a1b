/// One method on one path; parameters of the path stand in braces, as in OpenAPI.
package struct Endpoint: Sendable, Hashable {
    package let method: String
    package let path: String

    package init(method: String, path: String) {
        self.method = method
        self.path = path
    }
}
