package dev.fasti.store.file.props;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A flat JSON object of strings, as {@code .Radicale.props} is one. */
public final class PropsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PropsJson() {}

    /**
     * Reads an object. Numbers and truth values become strings, null is left out (Radicale does both).
     *
     * @throws MalformedProps if the octets are anything else than one object of such values
     */
    public static SortedMap<String, String> read(byte[] octets) throws MalformedProps {
        try (JsonParser parser = JSON.createParser(octets)) {
            return read(parser);
        } catch (MalformedProps e) {
            throw e;
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw new MalformedProps("it is not JSON" + (where == null ? "" : " (line " + where.getLineNr() + ")"));
        } catch (IOException e) {
            throw new MalformedProps("it is not JSON in UTF-8");
        }
    }

    private static SortedMap<String, String> read(JsonParser parser) throws IOException {
        SortedMap<String, String> strings = new TreeMap<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedProps("it is not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == null || !value.isScalarValue()) {
                throw new MalformedProps("a value in it is not a string (line "
                        + parser.currentTokenLocation().getLineNr() + ")");
            }
            if (value != JsonToken.VALUE_NULL) {
                strings.put(key, parser.getText());
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new MalformedProps("it is not one whole JSON object");
        }
        return strings;
    }

    public static byte[] write(SortedMap<String, String> strings) throws IOException {
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
