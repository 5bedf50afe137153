package dev.fasti.server;

/** Bodies of the ACL method. */
public final class Aces {
    private Aces() {}

    public static String acl(String... aces) {
        return Xml.document("D:acl", String.join("", aces));
    }

    /** @param principal the content of the principal's element */
    public static String grant(String principal, String... privileges) {
        StringBuilder out =
                new StringBuilder("<D:ace><D:principal>").append(principal).append("</D:principal><D:grant>");
        for (String privilege : privileges) {
            out.append("<D:privilege><").append(privilege).append("/></D:privilege>");
        }
        return out.append("</D:grant></D:ace>").toString();
    }

    public static String href(String name) {
        return "<D:href>/principals/" + name + "/</D:href>";
    }
}
