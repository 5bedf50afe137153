package dev.fasti.cli.transfer;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link ParcelWriter} wrote. */
public final class ParcelReader {
    private static final int LARGEST = 33 << 20;
    private static final int MOST = 10_000;
    private static final int MOST_LISTED = 10_000_000;

    private final DataInputStream in;

    public ParcelReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /**
     * The next parcel.
     *
     * @throws EOFException if the stream ends without {@link Parcel.End}
     * @throws IOException if it makes no sense
     */
    public Parcel next() throws IOException {
        int kind = in.readUnsignedByte();
        try {
            return switch (kind) {
                case ParcelWriter.COLLECTION -> collection();
                case ParcelWriter.ORIGIN -> new Parcel.Origin(text(), text());
                case ParcelWriter.LISTING -> listing();
                case ParcelWriter.COMPLETE -> new Parcel.Complete();
                case ParcelWriter.ITEM -> new Parcel.Item(text(), text(), octets(), new Parcel.Version(text(), text()));
                case ParcelWriter.FAULT -> new Parcel.Fault(text(), text());
                case ParcelWriter.END -> new Parcel.End();
                default -> throw new IOException("no parcel begins with " + kind);
            };
        } catch (IllegalArgumentException | StoreException e) {
            throw new IOException("a parcel makes no sense: " + e.getMessage());
        }
    }

    private Parcel.Collection collection() throws IOException {
        List<String> segments = new ArrayList<>();
        for (int left = count(MOST); left > 0; left--) {
            segments.add(text());
        }
        CollectionKind kind = CollectionKind.valueOf(text());
        Map<PropertyName, PropertyValue> properties = new HashMap<>();
        for (int left = count(MOST); left > 0; left--) {
            PropertyName name = new PropertyName(text(), text());
            boolean isXml = in.readUnsignedByte() == ParcelWriter.XML;
            properties.put(name, isXml ? new PropertyValue.Xml(text()) : new PropertyValue.Text(text()));
        }
        return new Parcel.Collection(new CollectionPath(segments), kind, properties);
    }

    private Parcel.Listing listing() throws IOException {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int left = count(MOST_LISTED); left > 0; left--) {
            tags.put(text(), text());
        }
        return new Parcel.Listing(tags);
    }

    private int count(int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("a parcel of " + count + " parts");
        }
        return count;
    }

    private String text() throws IOException {
        return new String(octets(), StandardCharsets.UTF_8);
    }

    private byte[] octets() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw new IOException("a parcel of " + length + " octets");
        }
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new EOFException("the parcels end in the middle of one");
        }
        return octets;
    }
}
