package dev.fasti.dav.page;

import dev.fasti.dav.DavExchange;

/** Something that a browser is shown where a client of WebDAV would find nothing to read. */
public interface Page {
    /** Whether this is what an exchange asks for, whose viewer is known. Asked of every request, and so cheap. */
    boolean isWanted(DavExchange exchange);

    /** Answers with it. */
    void answer(DavExchange exchange);

    /** Whether the exchange asks to be shown something, as somebody who has logged in. */
    static boolean isForSomebody(DavExchange exchange) {
        return (exchange.method().equals("GET") || exchange.method().equals("HEAD"))
                && exchange.viewer().principal().isPresent();
    }
}
