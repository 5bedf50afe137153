package dev.fasti.vcard;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.scribe.RawPropertyScribe;
import ezvcard.io.text.VCardReader;
import ezvcard.io.text.VCardWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Cards in another version (RFC 6352 section 5.1.1).
 *
 * <p>Properties that the version does not know are kept under their names, except for a card within AGENT, which vCard
 * 4.0 has no place for. Groups of contacts, birthdays without a year and anniversaries are written as Apple's clients,
 * DAVx5 and others write them in version 3.0, and back.
 */
public final class CardConversion {
    private CardConversion() {}

    /**
     * Writes a card in a version.
     *
     * @param card of any version; one that names none is taken for 3.0
     * @throws InvalidCard if it cannot be read, or is not exactly one card
     */
    public static byte[] convert(byte[] card, CardVersion to) {
        AddressObject.validate(card);
        try {
            VCard read = read(card);
            VCardVersion version;
            if (to == CardVersion.V3) {
                version = VCardVersion.V3_0;
                AppleCustoms.adopt(read);
            } else {
                version = VCardVersion.V4_0;
                AppleCustoms.drop(read);
            }
            return write(read, version).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        } catch (InvalidCard e) {
            throw e;
        } catch (RuntimeException e) {
            // What a library makes of hostile input is its own affair; one card must not break an answer.
            throw new InvalidCard("cannot be converted: " + e.getClass().getSimpleName());
        }
    }

    private static VCard read(byte[] card) throws IOException {
        try (VCardReader reader = new VCardReader(Unfolding.text(card), VCardVersion.V3_0)) {
            // Else every XML property goes through an XML parser.
            reader.getScribeIndex().register(new RawPropertyScribe("XML"));
            VCard read = reader.readNext();
            if (read == null) {
                throw new InvalidCard("no VCARD (RFC 6350 6.1.1)");
            }
            return read;
        }
    }

    private static String write(VCard card, VCardVersion version) throws IOException {
        StringWriter text = new StringWriter();
        try (VCardWriter writer = new VCardWriter(text, version)) {
            writer.setVersionStrict(false);
            writer.setAddProdId(false);
            // Apple's clients show those that end a group's name; 3.0 needs none (RFC 2426 section 4).
            writer.setIncludeTrailingSemicolons(version == VCardVersion.V4_0 || !AppleCustoms.isGroup(card));
            writer.setCaretEncodingEnabled(version == VCardVersion.V4_0);
            writer.write(card);
        }
        return text.toString();
    }
}
