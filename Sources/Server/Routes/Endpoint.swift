/// One method on one path, and who may use it; parameters of the path stand in braces, as in OpenAPI.
package struct Endpoint: Sendable, Hashable {
    package let method: String
    package let path: String
    package let permission: Permission

    package init(method: String, path: String, permission: Permission) {
        self.method = method
        self.path = path
        self.permission = permission
    }
}
