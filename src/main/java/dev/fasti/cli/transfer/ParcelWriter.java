package dev.fasti.cli.transfer;

import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes parcels to a stream: one octet for the kind, then the fields, texts and octets with their length (4) in front.
 */
public final class ParcelWriter implements Parcel.Sink {
    static final int COLLECTION = 'C';
    static final int ORIGIN = 'O';
    static final int LISTING = 'L';
    static final int COMPLETE = 'A';
    static final int ITEM = 'I';
    static final int FAULT = 'F';
    static final int END = 'E';
    static final int XML = 'x';
    static final int TEXT = 't';

    private final DataOutputStream out;

    /** @param out buffered; flushed after each parcel */
    public ParcelWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    @Override
    public void take(Parcel parcel) throws IOException {
        if (parcel instanceof Parcel.Collection collection) {
            write(collection);
        } else if (parcel instanceof Parcel.Origin origin) {
            out.writeByte(ORIGIN);
            text(origin.url());
            text(origin.state());
        } else if (parcel instanceof Parcel.Listing listing) {
            write(listing);
        } else if (parcel instanceof Parcel.Complete) {
            out.writeByte(COMPLETE);
        } else if (parcel instanceof Parcel.Item item) {
            out.writeByte(ITEM);
            text(item.name());
            text(item.source());
            octets(item.octets());
            text(item.there().href());
            text(item.there().tag());
        } else if (parcel instanceof Parcel.Fault fault) {
            out.writeByte(FAULT);
            text(fault.source());
            text(fault.reason());
        } else {
            out.writeByte(END);
        }
        out.flush();
    }

    private void write(Parcel.Collection collection) throws IOException {
        out.writeByte(COLLECTION);
        out.writeInt(collection.path().segments().size());
        for (String segment : collection.path().segments()) {
            text(segment);
        }
        text(collection.kind().name());
        out.writeInt(collection.properties().size());
        for (Map.Entry<PropertyName, PropertyValue> each :
                collection.properties().entrySet()) {
            property(each.getKey(), each.getValue());
        }
    }

    private void write(Parcel.Listing listing) throws IOException {
        out.writeByte(LISTING);
        out.writeInt(listing.tags().size());
        for (Map.Entry<String, String> each : listing.tags().entrySet()) {
            text(each.getKey());
            text(each.getValue());
        }
    }

    private void property(PropertyName name, PropertyValue value) throws IOException {
        text(name.namespace());
        text(name.local());
        if (value instanceof PropertyValue.Xml xml) {
            out.writeByte(XML);
            text(xml.element());
        } else if (value instanceof PropertyValue.Text plain) {
            out.writeByte(TEXT);
            text(plain.text());
        }
    }

    private void text(String text) throws IOException {
        octets(text.getBytes(StandardCharsets.UTF_8));
    }

    private void octets(byte[] octets) throws IOException {
        out.writeInt(octets.length);
        out.write(octets);
    }
}
