import HTTPTypes

extension ServerContext {
    /// Asks for more than the endpoint does, where that depends on what is sent.
    /// - Throws: ``APIError`` 403 `not-allowed`.
    func require(_ permission: Permission, _ why: String) throws {
        guard !asker.may(permission) else { return }
        throw APIError(.forbidden, "not-allowed", "\(why) An owner can give you another role.")
    }
}
