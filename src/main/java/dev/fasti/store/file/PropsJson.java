package dev.fasti.store.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A flat JSON object of strings, as {@code .Radicale.props} is one. */
final class PropsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PropsJson() {}

    /**
     * Reads an object. Numbers and truth values become strings, null is left out (Radicale does both).
     *
     * @throws IOException if the octets are anything else than one object of such values
     */
    static SortedMap<String, String> read(byte[] octets) throws IOException {
        SortedMap<String, String> strings = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(octets)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("properties are not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == null || !value.isScalarValue()) {
                    throw new IOException("the property " + key + " is not a string");
                }
                if (value != JsonToken.VALUE_NULL) {
                    strings.put(key, parser.getText());
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("properties are not one whole JSON object");
            }
        }
        return strings;
    }

    static byte[] write(SortedMap<String, String> strings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeStartObject();
            for (Map.Entry<String, String> entry : strings.entrySet()) {
                generator.writeStringField(entry.getKey(), entry.getValue());
            }
            generator.writeEndObject();
        }
        return out.toByteArray();
    }
}
