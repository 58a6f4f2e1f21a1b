import Dataset
import Foundation
import Testing

@Suite("Labelling together over HTTP")
struct LabellingRouteTests {
    private static let api = "/api/v1"

    private static func by(_ name: String, key: String? = nil) -> [String: String?] {
        var headers: [String: String?] = ["X-Tessera-Author": name]
        if let key { headers["Idempotency-Key"] = .some(key) }
        return headers
    }

    @Test("A change that is sent twice under one key is made once, and says so")
    func once() async throws {
        try await LiveServer.run { server async throws in
            let edit = #"{"edits":[{"samples":[1],"set":{"split":"test"}}]}"#
            let first = try await server.post(Self.api + "/changes", edit, headers: Self.by("Ada", key: "key-0001"))
            let again = try await server.post(Self.api + "/changes", edit, headers: Self.by("Ada", key: "key-0001"))
            #expect(first.status == 201 && again.status == 200)
            #expect(try again.json()["isRepeat"].bool == true)
            #expect(try first.json()["change"]["id"].int == again.json()["change"]["id"].int)
            let other = #"{"edits":[{"samples":[2],"set":{"split":"test"}}]}"#
            let reused = try await server.post(Self.api + "/changes", other, headers: Self.by("Ada", key: "key-0001"))
            #expect(reused.status == 409 && reused.errorCode == "key-used")
            let bad = try await server.post(Self.api + "/changes", other, headers: Self.by("Ada", key: "short"))
            #expect(bad.status == 400 && bad.errorCode == "bad-key")
        }
    }

    @Test("Who is where is told to everybody at once, and when they leave")
    func presence() async throws {
        try await LiveServer.run { server async throws in
            let stream = try await EventListener(server)
            let body = #"{"client":"page-of-ada","page":"sheet","sample":2,"field":"label"}"#
            let answer = try await server.post(Self.api + "/presence", body, headers: Self.by("Ada"))
            #expect(try answer.json()["people"][0]["name"].string == "Ada")
            let event = try await stream.next()
            let told = try event.json()
            #expect(event.name == "presence" && event.id.isEmpty)
            #expect(told["sample"].int == 2 && told["field"].string == "label" && told["colour"].int == 0)
            _ = try await server.post(Self.api + "/presence", #"{"client":"page-of-ben"}"#, headers: Self.by("Ben"))
            #expect(try await stream.next().json()["colour"].int == 1)
            _ = try await server.post(Self.api + "/presence", #"{"client":"page-of-ada","left":true}"#)
            #expect(try await stream.next().json()["left"].bool == true)
            #expect(try await server.get(Self.api + "/presence").json()["people"].array.count == 1)
            #expect(try await server.post(Self.api + "/presence", #"{"client":"x"}"#).status == 400)
        }
    }

    @Test("Answers apart: the queue, hidden answers, agreement, and a consensus that became stale")
    func together() async throws {
        try await LiveServer.run(samples: 9) { server async throws in
            let rules = #"{"keepsAnswersApart":true,"hidesOthers":true,"answersWanted":2}"#
            #expect(try await server.send("PATCH", Self.api + "/labelling", body: rules).status == 200)
            let next = try await server.post(
                Self.api + "/labelling/next", #"{"holder":"window-1","count":3}"#, headers: Self.by("Ada"))
            let handed = try next.json()["items"].array.compactMap { $0["sample"]["id"].int }
            #expect(handed.count == 3)
            let others = try await server.post(
                Self.api + "/labelling/next", #"{"holder":"window-2","count":9}"#, headers: Self.by("Ben"))
            let rest = try others.json()["items"].array.compactMap { $0["sample"]["id"].int }
            #expect(Set(rest).isDisjoint(with: handed) && rest.count == 6)
            let say = #"{"answers":[{"sample":1,"label":"iii"}]}"#
            #expect(
                try await server.post(Self.api + "/answers", say, headers: Self.by("Ada", key: "ada-00001")).status
                    == 201)
            _ = try await server.post(Self.api + "/answers", say, headers: Self.by("Ada", key: "ada-00001"))
            let hidden = try await server.get(Self.api + "/answers?sample=1", headers: Self.by("Ben")).json()
            #expect(hidden["areHidden"].bool == true && hidden["answers"].array.isEmpty)
            _ = try await server.post(Self.api + "/answers", say, headers: Self.by("Ben"))
            let seen = try await server.get(Self.api + "/answers?sample=1", headers: Self.by("Ben")).json()
            #expect(seen["answers"].array.count == 2)
            #expect(try await server.get(Self.api + "/agreement").json()["comparable"].int == 1)
            let report = try await server.get(Self.api + "/consensus").json()
            #expect(report["changes"][0]["to"].string == "iii")
            let basis = report["basis"]
            let apply =
                "{\"seen\":{\"lastChange\":\(basis["lastChange"].int ?? 0),\"lastAnswer\":\(basis["lastAnswer"].int ?? 0)}}"
            #expect(try await server.post(Self.api + "/consensus", apply, headers: Self.by("Lead")).status == 201)
            let stale = try await server.post(Self.api + "/consensus", apply, headers: Self.by("Lead"))
            #expect(stale.status == 409 && stale.errorCode == "stale-consensus")
            for bad in ["method=x", "minAnswers=0", "minProbability=2", "weight.Ada=2", "method=weighted&weight.Zoe=1"]
            {
                let status = try await server.get(Self.api + "/consensus?" + bad).status
                #expect(status == 400 || status == 422, "\(bad)")
            }
        }
    }

    @Test("A room shows what it shows, and nothing else")
    func room() async throws {
        try await LiveServer.run { server async throws in
            let opened = try await server.post(Self.api + "/rooms", "{}").json()
            #expect(opened["link"].isMissing)
            let room = Self.api + "/rooms/" + (opened["room"]["code"].string ?? "")
            #expect(try await server.get(room + "/picture").status == 409)
            #expect(try await server.send("PATCH", room, body: #"{"sample":2}"#).status == 200)
            #expect(try await server.get(room + "/picture").headers["content-type"] == "image/png")
            let vote = #"{"token":"a-phone-01","name":"Ada","sample":2,"label":"ii"}"#
            #expect(try await server.post(room + "/votes", vote).status == 201)
            let before = try await server.get(room + "?token=a-phone-01").json()
            #expect(before["voted"].int == 1 && before["votes"].isMissing && before["mine"].string == "ii")
            _ = try await server.send("PATCH", room, body: #"{"isRevealed":true}"#)
            #expect(try await server.get(room).json()["votes"][0]["voters"].strings == ["Ada"])
            let late = #"{"token":"a-phone-01","name":"Ada","sample":1,"label":"ii"}"#
            #expect(try await server.post(room + "/votes", late).errorCode == "nothing-shown")
            _ = try await server.send("PATCH", room, body: #"{"isClosed":true}"#)
            #expect(try await server.post(room + "/votes", vote).errorCode == "room-closed")
            #expect(try await server.get(Self.api + "/rooms/nowhere").status == 404)
        }
    }
}
