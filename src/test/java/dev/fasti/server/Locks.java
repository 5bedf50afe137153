package dev.fasti.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.w3c.dom.Element;

/** What tests of locks send and read. */
final class Locks {
    private Locks() {}

    static String info(String scope) {
        return Xml.document(
                "D:lockinfo",
                "<D:lockscope><D:" + scope + "/></D:lockscope><D:locktype><D:write/></D:locktype>"
                        + "<D:owner><D:href>mailto:a@example.com</D:href></D:owner>");
    }

    /** Asks for a lock. */
    static Answer lock(TestServer.Call who, String path, String scope, String depth) {
        return who.with("Depth", depth).send("LOCK", path, info(scope));
    }

    /** The token of an exclusive lock that is granted on what is there. */
    static String exclusive(TestServer.Call who, String path, String depth) {
        return token(lock(who, path, "exclusive", depth).expect(200));
    }

    static String shared(TestServer.Call who, String path, String depth) {
        return token(lock(who, path, "shared", depth).expect(200));
    }

    /** The token in the Lock-Token header of an answer, without brackets. */
    static String token(Answer answer) {
        String header = answer.header("Lock-Token").orElseThrow();
        assertThat(header).matches("<[^<>]+>");
        return header.substring(1, header.length() - 1);
    }

    /** The list of an If header that names a token. */
    static String list(String token) {
        return "(<" + token + ">)";
    }

    /** The locks that a PROPFIND tells of a resource. */
    static List<Element> discover(TestServer.Call who, String path) {
        Element property = who.propfind(path, 0, "D:lockdiscovery")
                .property(path, "D:lockdiscovery")
                .orElseThrow();
        return Xml.find(property, "D:activelock");
    }

    /** That a refusal names exactly these roots. */
    static void assertRoots(Answer answer, String precondition, String... hrefs) {
        answer.expectPrecondition(423, precondition);
        assertThat(Xml.find(answer.xml(), "/D:error/" + precondition + "/D:href"))
                .extracting(Element::getTextContent)
                .containsExactlyInAnyOrder(hrefs);
    }

    static Answer unlock(TestServer.Call who, String path, String token) {
        return who.with("Lock-Token", "<" + token + ">").send("UNLOCK", path);
    }
}
