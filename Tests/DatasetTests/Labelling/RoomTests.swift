import Dataset
import Testing

@Suite("Rooms in which people vote")
struct RoomTests {
    private let bench: Bench
    private var workspace: Workspace { bench.workspace }
    private let code: String

    init() throws {
        bench = try Bench()
        try bench.take([Incoming("a.png", "i", "train"), Incoming("b.png", "ii", "train")])
        code = try bench.workspace.openRoom(author: "Lead").code
    }

    private func vote(_ name: String, _ label: String, sample: Int64 = 1, token: String? = nil) throws -> String {
        try workspace.vote(inRoom: code, token: token ?? "token-\(name)", name: name, sample: sample, label: label)
    }

    @Test("Votes are answers, under a name that nobody signs in with")
    func votes() throws {
        _ = try workspace.show(1, inRoom: code)
        #expect(try vote("Ada", "i") == "Ada")
        #expect(try vote("Ada", "ii", token: "another-phone") == "Ada 2")
        _ = try vote("Ada", "ii")
        let votes = try workspace.votes(inRoom: code)
        #expect(votes.voters == 2 && votes.votes.map(\.label) == ["ii", "ii"])
        #expect(try workspace.answers(limit: 10).map(\.person).sorted() == ["Ada (vote)", "Ada 2 (vote)"])
        #expect(try bench.sample(1).label == "i")
    }

    @Test("A vote for what is no longer shown, or in a room that is closed, is not kept")
    func late() throws {
        #expect(throws: LabellingError.nothingShown) { try vote("Ada", "i") }
        _ = try workspace.show(2, inRoom: code)
        #expect(throws: LabellingError.nothingShown) { try vote("Ada", "i", sample: 1) }
        let closed = try workspace.closeRoom(code)
        #expect(closed.closedAt != nil)
        #expect(throws: LabellingError.roomClosed) { try vote("Ada", "i", sample: 2) }
        #expect(throws: LabellingError.unknownRoom) { try workspace.room("nowhere") }
        #expect(try workspace.answers(limit: 10).isEmpty)
    }

    @Test("A name that is none is refused", arguments: ["", "   ", String(repeating: "x", count: 61), "a\u{7}b"])
    func names(name: String) throws {
        _ = try workspace.show(1, inRoom: code)
        #expect(throws: LabellingError.badVoter) { try vote(name, "i", token: "token-0001") }
    }

    @Test("The next image hides the votes")
    func reveal() throws {
        _ = try workspace.show(1, inRoom: code)
        #expect(try workspace.reveal(true, inRoom: code).isRevealed)
        let next = try workspace.show(2, inRoom: code)
        #expect(!next.isRevealed && next.sample == 2)
    }
}
