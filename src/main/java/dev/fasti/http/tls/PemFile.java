package dev.fasti.http.tls;

import dev.fasti.machine.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of textual encodings (RFC 7468 section 2), taken apart; text around the blocks is passed over.
 *
 * @param path where it is, for messages
 * @param blocks in their order; at least one
 */
record PemFile(Path path, List<Block> blocks) {
    private static final int LARGEST = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    PemFile {
        blocks = List.copyOf(blocks);
    }

    /**
     * One block.
     *
     * @param label such as {@code CERTIFICATE}
     * @param body what is between the two lines, white space and all
     */
    record Block(String label, String body) {
        /** The DER that the block holds. */
        byte[] der() throws BadTlsFile {
            try {
                return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                throw new BadTlsFile("a block " + label + " is not base64");
            }
        }
    }

    static PemFile read(Path path) throws BadTlsFile {
        String text;
        try {
            if (Files.size(path) > LARGEST) {
                throw new BadTlsFile(path + " is larger than " + LARGEST + " bytes");
            }
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new BadTlsFile(path + " cannot be read: " + Reason.of(e));
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        if (blocks.isEmpty()) {
            throw new BadTlsFile(path + " holds no PEM block (-----BEGIN ...-----)");
        }
        return new PemFile(path, blocks);
    }
}
