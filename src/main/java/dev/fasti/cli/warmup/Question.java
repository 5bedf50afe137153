package dev.fasti.cli.warmup;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request, and the status of the right answer.
 *
 * @param method such as {@code PROPFIND}
 * @param path starts with a slash
 * @param fields header fields such as {@code Depth: 0}, besides those of every request
 * @param body empty for none
 * @param status what the answer must have
 */
record Question(String method, String path, List<String> fields, String body, int status) {
    Question {
        fields = List.copyOf(fields);
    }

    /** The octets to send on a connection that ends after the answer (RFC 9112 section 9.6). */
    byte[] octets(String host, String authorization) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nConnection: close\r\nAuthorization: " + authorization + "\r\n");
        fields.forEach(field -> head.append(field).append("\r\n"));
        head.append("Content-Length: ")
                .append(content.length)
                .append("\r\n\r\n")
                .append(body);
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }
}
