import Dataset
import Testing

@Suite("Threads and the label book over HTTP")
struct ThreadTests {
    private static let api = "/api/v1"

    @Test("Asked, found in the inbox, answered, proposed, decided; and every answer is as the document says")
    func whole() async throws {
        let document = try APIDocument()
        try await LiveServer.run { server async throws in
            @Sendable func check(
                _ method: String, _ template: String, _ path: String, _ body: String? = nil, by author: String = "Ada",
                status: Int = 200
            ) async throws -> JSON {
                let answer = try await server.send(
                    method, Self.api + path, headers: ["X-Tessera-Author": author], body: body)
                #expect(answer.status == status, "\(method) \(path): \(answer.text.prefix(300))")
                let schema = document.response(method, Self.api + template, status: answer.status)["content"][
                    "application/json"]["schema"]
                #expect(!schema.isMissing, "\(method) \(template) does not document \(answer.status)")
                #expect(document.problems(of: try answer.json(), schema: schema) == [], "\(method) \(path)")
                return try answer.json()
            }
            let asked = try await check(
                "POST", "/threads", "/threads", #"{"question":"ii or iii, @Livia?","samples":[1,2]}"#, status: 201)
            #expect(asked["state"].string == "open" && asked["asked"].strings == ["Livia"])
            let inbox = try await check("GET", "/inbox", "/inbox?person=livia")
            #expect(inbox["threads"][0]["samples"].ints == [1, 2])
            let answered = try await check(
                "POST", "/threads/{id}/messages", "/threads/1/messages", #"{"kind":"answer","label":"iii"}"#,
                by: "Livia", status: 201)
            #expect(answered["state"].string == "answered" && answered["messages"][1]["label"].string == "iii")
            #expect(try await check("GET", "/inbox", "/inbox?person=Livia")["threads"].array.isEmpty)
            let proposal = try await check("GET", "/threads/{id}/proposal", "/threads/1/proposal?label=iii")
            let touched = proposal["touches"].array.compactMap { $0["sample"].int }
            #expect(touched == [1], "the second is iii already")
            let seen = try #require(proposal["seen"].int)
            let decision = """
                {"text":"three strokes","rule":{"class":"iii","text":"three strokes","examples":[1]},
                "relabel":{"label":"iii","samples":[1],"seen":\(seen)}}
                """
            let decided = try await check(
                "POST", "/threads/{id}/decision", "/threads/1/decision", decision, status: 201)
            #expect(decided["thread"]["state"].string == "decided" && decided["change"]["count"].int == 1)
            let blame = try await check("GET", "/samples/{id}/blame", "/samples/1/blame")
            let label = blame["cells"].array.first { $0["field"].string == "label" }
            #expect(label?["thread"].int == 1 && label?["decision"].string == "three strokes")
            let book = try await check("GET", "/label-book", "/label-book")
            #expect(book["classes"].array.first { $0["class"].string == "iii" }?["rules"][0]["thread"].int == 1)
            #expect(try await check("GET", "/threads", "/threads?state=decided")["threads"].array.count == 1)
            #expect(try await check("GET", "/threads", "/threads?state=open&state=answered")["threads"].array.isEmpty)
            #expect(try await check("GET", "/threads/{id}", "/threads/1")["messages"].array.count == 3)
        }
    }

    @Test("The label book is written, edited, taken back and saved")
    func labelBook() async throws {
        try await LiveServer.run { server async throws in
            let entries = Self.api + "/label-book/entries"
            let written = try await server.post(
                entries, #"{"class":"i","kind":"rule","text":"<b>one</b> stroke","examples":[3]}"#)
            #expect(written.status == 201)
            let id = try #require(try written.json()["id"].string)
            let edit = try #require(try written.json()["edit"].int)
            let body = #"{"kind":"rule","text":"one","seen":\#(edit)}"#
            #expect(try await server.send("PATCH", "\(entries)/\(id)", body: body).status == 200)
            let stale = try await server.send("PATCH", "\(entries)/\(id)", body: body)
            #expect(stale.status == 409 && stale.errorCode == "conflict")
            let undone = try await server.post("\(entries)/\(id)/undo", "{}")
            #expect(try undone.json()["entry"]["text"].string == "<b>one</b> stroke")
            try server.workspace.setClassRules(
                [
                    ClassRulesEdit(
                        label: "i", parts: ["a<b"], chain: [.init(label: "ii", instruction: "Erase *it*")],
                        rules: ["mirror-horizontal": .init(.becomes("ii")), "rotate": .init(.same, limit: 15)])
                ], author: "Ada")
            let html = try await server.get(Self.api + "/label-book/export?format=html")
            #expect(html.text.contains("<li>Mirror horizontal: it becomes ii</li>") && html.text.contains("a&lt;b"))
            #expect(html.headers["content-disposition"]?.hasPrefix("attachment") == true)
            #expect(html.text.contains("&lt;b&gt;one&lt;/b&gt; stroke") && !html.text.contains("<b>one"))
            #expect(html.text.contains("data:image/png;base64,"))
            let markdown = try await server.get(Self.api + "/label-book/export?format=markdown")
            #expect(markdown.text.contains(#"&lt;b\>one&lt;/b\> stroke"#))
            #expect(markdown.text.contains("- Rotate: it stays what it is, up to 15 degrees\n"))
            #expect(markdown.text.contains(#"- Erase \*it\*: it becomes ii"#))
            #expect(try await server.post("\(entries)/\(id)/removal", "{}").status == 200)
            #expect(try await server.post("\(entries)/\(id)/removal", "{}").status == 404)
        }
    }

    @Test("What cannot be said is refused in words")
    func refused() async throws {
        try await LiveServer.run { server async throws in
            let long = String(repeating: "x", count: 10_001)
            for (body, code) in [
                (#"{"question":"x"}"#, "no-subject"), (#"{"question":" ","samples":[1]}"#, "empty-text"),
                (#"{"question":"x","samples":[99]}"#, "unknown-sample"),
                (#"{"question":"x","class":"no"}"#, "unknown-class"),
                (#"{"question":"\#(long)","samples":[1]}"#, "text-too-long"),
                (#"{"samples":[1]}"#, "bad-body"),
                (#"{"question":"x","samples":[1],"mentions":["\u0007"]}"#, "invalid-mention"),
            ] {
                let answer = try await server.post(Self.api + "/threads", body)
                #expect(answer.status == 422 && answer.errorCode == code, "\(body.prefix(80))")
            }
            #expect(try await server.get(Self.api + "/threads/1").status == 404)
            #expect(try await server.get(Self.api + "/threads?state=odd").status == 400)
            _ = try await server.post(Self.api + "/threads", #"{"question":"x","samples":[1]}"#)
            let decision = try await server.post(
                Self.api + "/threads/1/messages", #"{"kind":"decision","text":"x"}"#)
            #expect(decision.status == 422 && decision.errorCode == "invalid-kind")
            #expect(try await server.get(Self.api + "/threads/1/proposal").status == 400)
            let export = try await server.get(Self.api + "/label-book/export?format=pdf")
            #expect(export.status == 400)
        }
    }

    @Test("Who listens is told of what is said, here and in a terminal")
    func events() async throws {
        try await LiveServer.run { server async throws in
            let listener = try await EventListener(server)
            _ = try await server.post(Self.api + "/threads", #"{"question":"i, @Livia?","samples":[1]}"#)
            let told = try await listener.next()
            let event = try told.json()
            #expect(told.name == "thread")
            #expect(event["thread"].int == 1 && event["state"].string == "open" && event["asked"].strings == ["Livia"])
            _ = try await server.post(
                Self.api + "/label-book/entries", #"{"class":"i","kind":"rule","text":"one"}"#)
            let edited = try await listener.next()
            #expect(edited.name == "labelbook")
            #expect(try edited.json()["edit"].int == 1)
        }
    }
}
