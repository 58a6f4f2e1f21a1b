import Foundation
import GRDB
import Testing

import Dataset

@Suite("People: invitations, roles, sessions, tokens, and the log")
struct PeopleTests {
    private static let terminal = AccessOrigin(name: "terminal", address: nil)
    private static let password = "correct horse battery"

    private static func workspace() throws -> (Workspace, TemporaryFolder) {
        let folder = try TemporaryFolder()
        return (try Workspace.create(at: folder.url.appendingPathComponent("w.tessera"), name: "w"), folder)
    }

    @discardableResult
    private static func join(_ workspace: Workspace, _ name: String, _ role: Role = .owner) throws -> IssuedSession {
        let issued = try workspace.invite(as: role, by: terminal)
        return try workspace.join(with: issued.secret.text, name: name, password: password, from: "192.0.2.1")
    }

    @Test("A link lets one person in, once, within its days, and not when it was withdrawn")
    func invitation() throws {
        let (workspace, folder) = try Self.workspace()
        defer { withExtendedLifetime(folder) {} }
        let now = Date()
        let issued = try workspace.invite(as: .editor, name: "Ada", days: 2, by: Self.terminal, now: now)
        #expect(try workspace.invitation(issued.secret.text).name == "Ada")
        #expect(throws: PeopleError.badInvitation) {
            try workspace.join(
                with: issued.secret.text, name: "Ada", password: Self.password, from: nil,
                now: now.addingTimeInterval(2 * 86_400 + 1))
        }
        let session = try workspace.join(with: issued.secret.text, name: nil, password: Self.password, from: nil)
        #expect(session.login.name == "Ada" && session.login.role == .editor)
        #expect(throws: PeopleError.badInvitation) {
            try workspace.join(with: issued.secret.text, name: "Eve", password: Self.password, from: nil)
        }
        let other = try workspace.invite(as: .viewer, by: Self.terminal)
        try workspace.withdrawInvitation(other.invitation.id, by: Self.terminal)
        #expect(throws: PeopleError.badInvitation) { try workspace.invitation(other.secret.text) }
        #expect(throws: PeopleError.badDays) { try workspace.invite(as: .viewer, days: 0, by: Self.terminal) }
    }

    @Test("Names that look the same, weak passwords and names that cannot be seen are refused, and the link stays good")
    func refused() throws {
        let (workspace, folder) = try Self.workspace()
        defer { withExtendedLifetime(folder) {} }
        try Self.join(workspace, "Ada Lovelace")
        let secret = try workspace.invite(as: .viewer, by: Self.terminal).secret.text
        for name in ["ada  lovelace", "ADA LOVELACE", "Ａda Lovelace"] {
            #expect(throws: PeopleError.nameTaken(name)) {
                try workspace.join(with: secret, name: name, password: Self.password, from: nil)
            }
        }
        for name in ["", " ", "a\u{202E}b", "a\nb", String(repeating: "x", count: 101)] {
            #expect(throws: PeopleError.invalidName(name)) {
                try workspace.join(with: secret, name: name, password: Self.password, from: nil)
            }
        }
        for password in ["short", "aaaaaaaaaaaa", "Bo Diddley Bo", String(repeating: "long ", count: 100)] {
            #expect(throws: PeopleError.self) {
                try workspace.join(with: secret, name: "Bo Diddley Bo", password: password, from: nil)
            }
        }
        _ = try workspace.join(with: secret, name: "Bo", password: Self.password, from: nil)
        #expect(try workspace.people().map(\.name) == ["Ada Lovelace", "Bo"])
    }

    @Test("Nothing that is kept lets its reader in: no password, no secret of a link, a session or a token")
    func atRest() throws {
        let (workspace, folder) = try Self.workspace()
        defer { withExtendedLifetime(folder) {} }
        let invitation = try workspace.invite(as: .viewer, by: Self.terminal)
        let session = try Self.join(workspace, "Ada")
        let token = try workspace.makeToken(for: "Ada", name: "script", by: Self.terminal)
        let dump = try workspace.database.read { db in
            try ["person", "invitation", "session", "token", "accessLog"].flatMap {
                try Row.fetchAll(db, sql: "SELECT * FROM \($0)").map(\.description)
            }.joined()
        }
        for secret in [Self.password, invitation.secret.text, session.secret.text, token.secret.text] {
            #expect(!dump.contains(secret) && !dump.contains(secret.dropFirst(4)))
        }
        #expect(dump.contains("scrypt:15:8:3:"))
        #expect(Set((0..<100).map { _ in Secret(.session).text }).count == 100)
    }

    @Test("Scrypt is the one of RFC 7914, and another password or a cut hash does not match")
    func scrypt() throws {
        // The third test of section 12: N = 16384 and r = 8, p = 1; its first 32 bytes.
        let kept = PasswordHash(
            kept:
                "scrypt:14:8:1:536f6469756d43686c6f72696465:7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        )
        #expect(try kept.matches(#require(Password(toCheck: "pleaseletmein"))))
        #expect(try !kept.matches(#require(Password(toCheck: "pleaseletmeim"))))
        let hash = try PasswordHash(of: Password(toKeep: Self.password, name: "x"))
        #expect(try hash.matches(#require(Password(toCheck: Self.password))))
        for broken in [
            "", "scrypt:15:8:3", String(hash.text.dropLast(2)), "scrypt:40:8:3:00:00", "plain:\(Self.password)",
        ] {
            #expect(try !PasswordHash(kept: broken).matches(#require(Password(toCheck: Self.password))))
        }
    }

    @Test("A session ends when it is not used, in any case after its days, by logging out and by a new password")
    func sessions() throws {
        let (workspace, folder) = try Self.workspace()
        defer { withExtendedLifetime(folder) {} }
        let session = try Self.join(workspace, "Ada")
        let secret = session.secret.text
        let start = Date()
        #expect(try workspace.login(session: secret)?.name == "Ada")
        #expect(try workspace.login(session: secret, now: start.addingTimeInterval(People.idle + 60)) == nil)
        var now = start
        while now < start.addingTimeInterval(People.longest - 2 * People.idle) {
            now += People.idle - 3_600
            #expect(try workspace.login(session: secret, now: now) != nil)
        }
        #expect(try workspace.login(session: secret, now: start.addingTimeInterval(People.longest + 60)) == nil)
        let second = try workspace.logIn(name: "ada", password: Self.password, from: nil)
        let third = try workspace.logIn(name: "Ada", password: Self.password, from: nil)
        let login = try #require(try workspace.login(session: second.secret.text))
        #expect(throws: PeopleError.wrongLogin) {
            try workspace.setPassword("another good one", of: login, old: "not the old", by: Self.terminal)
        }
        try workspace.setPassword("another good one", of: login, old: Self.password, by: Self.terminal)
        #expect(try workspace.login(session: third.secret.text) == nil)
        #expect(try workspace.login(session: second.secret.text) != nil)
        try workspace.logOut(try #require(login.session), by: Self.terminal)
        #expect(try workspace.login(session: second.secret.text) == nil)
        #expect(throws: PeopleError.wrongLogin) { try workspace.logIn(name: "Ada", password: Self.password, from: nil) }
    }

    @Test("Who is removed is out at once, their name is nobody else's, and there is always an owner")
    func removal() throws {
        let (workspace, folder) = try Self.workspace()
        defer { withExtendedLifetime(folder) {} }
        try Self.join(workspace, "Ada")
        let session = try Self.join(workspace, "Bo", .labeller)
        let token = try workspace.makeToken(for: "Bo", name: "script", by: Self.terminal)
        #expect(throws: PeopleError.lastOwner("Ada")) { try workspace.removePerson("Ada", by: Self.terminal) }
        #expect(throws: PeopleError.lastOwner("Ada")) { try workspace.setRole(.editor, of: "Ada", by: Self.terminal) }
        #expect(try workspace.setRole(.editor, of: "bo", by: Self.terminal).role == .editor)
        #expect(try workspace.login(session: session.secret.text)?.role == .editor)
        try workspace.removePerson("Bo", by: Self.terminal)
        #expect(try workspace.login(session: session.secret.text) == nil)
        #expect(try workspace.login(token: token.secret.text) == nil)
        #expect(throws: PeopleError.nameTaken("Bo")) { try Self.join(workspace, "Bo") }
        #expect(throws: PeopleError.wrongLogin) { try workspace.logIn(name: "Bo", password: Self.password, from: nil) }
        #expect(throws: PeopleError.unknownPerson("Bo")) { try workspace.setRole(.viewer, of: "Bo", by: Self.terminal) }
    }

    @Test("A token does what its person may or less, until it is withdrawn or its days are over")
    func tokens() throws {
        let (workspace, folder) = try Self.workspace()
        defer { withExtendedLifetime(folder) {} }
        try Self.join(workspace, "Ada")
        try Self.join(workspace, "Bo", .labeller)
        let less = try workspace.makeToken(for: "Ada", name: "export", role: .viewer, days: 3, by: Self.terminal)
        let more = try workspace.makeToken(for: "Bo", name: "all", role: .owner, by: Self.terminal)
        #expect(try workspace.login(token: less.secret.text)?.role == .viewer)
        #expect(try workspace.login(token: more.secret.text)?.role == .labeller)
        #expect(try workspace.login(token: less.secret.text, now: Date().addingTimeInterval(3 * 86_400 + 1)) == nil)
        let ada = try #require(try workspace.people().first { $0.name == "Ada" })
        #expect(throws: PeopleError.unknownToken(more.token.id)) {
            try workspace.withdrawToken(more.token.id, of: ada.id, by: Self.terminal)
        }
        try workspace.withdrawToken(more.token.id, by: Self.terminal)
        #expect(try workspace.login(token: more.secret.text) == nil)
        #expect(try workspace.tokens(of: ada.id).map(\.name) == ["export"])
    }

    @Test("The log tells who came in and what was changed, and cannot be rewritten")
    func log() throws {
        let (workspace, folder) = try Self.workspace()
        defer { withExtendedLifetime(folder) {} }
        try Self.join(workspace, "Ada")
        try Self.join(workspace, "Bo", .viewer)
        _ = try? workspace.logIn(name: "Ada", password: "wrong wrong", from: "192.0.2.9")
        try workspace.setRole(.editor, of: "Bo", by: AccessOrigin(name: "Ada", address: "192.0.2.1"))
        let log = try workspace.accessLog()
        #expect(log.map(\.event) == [.role, .loginFailed, .joined, .invited, .joined, .invited])
        #expect(log[0].name == "Ada" && log[0].detail == "Bo: viewer → editor")
        #expect(log[1].name == nil && log[1].address == "192.0.2.9" && log[1].detail == "as Ada")
        for sql in ["DELETE FROM accessLog", "UPDATE accessLog SET detail = ''"] {
            #expect(throws: DatabaseError.self) { try workspace.database.write { try $0.execute(sql: sql) } }
        }
    }
}
