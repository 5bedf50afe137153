package dev.fasti.server;

/** Calendar objects and contacts for tests. */
public final class Items {
    private Items() {}

    public static String event(String uid) {
        return event(uid, "Meeting");
    }

    public static String event(String uid, String summary) {
        return calendar("BEGIN:VEVENT\r\nUID:" + uid
                + "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260102T100000Z\r\nDTEND:20260102T110000Z\r\nSUMMARY:"
                + summary
                + "\r\nEND:VEVENT\r\n");
    }

    public static String todo(String uid) {
        return calendar("BEGIN:VTODO\r\nUID:" + uid + "\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Do it\r\nEND:VTODO\r\n");
    }

    public static String calendar(String components) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fasti//Tests//EN\r\n" + components + "END:VCALENDAR\r\n";
    }

    public static String card(String uid, String name) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + uid + "\r\nFN:" + name + "\r\nN:" + name
                + ";;;;\r\nEND:VCARD\r\n";
    }
}
