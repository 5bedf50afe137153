package dev.fasti.cli.doctor.outside;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A name server on loopback (RFC 1035), with records such as {@code "_caldavs._tcp.example.org SRV": "443 host"}. */
final class NameServer implements AutoCloseable {
    private static final int SRV = 33;
    private static final int TXT = 16;

    private final Map<String, String> records;
    private final DatagramSocket socket;

    NameServer(Map<String, String> records) throws IOException {
        this.records = records;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // Closed, or asked for nonsense.
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = 12;
        for (; question[at] != 0; at += question[at] + 1) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
        }
        int type = question[at + 2];
        String record = records.get(name.toString().toLowerCase(Locale.ROOT) + (type == SRV ? " SRV" : " TXT"));
        boolean isKnown = records.keySet().stream().anyMatch(each -> each.startsWith(name + " "));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.write(question, 0, 2);
        out.writeShort(isKnown ? 0x8580 : 0x8583);
        out.writeShort(1);
        out.writeShort(record == null ? 0 : 1);
        out.writeInt(0);
        out.write(question, 12, at + 5 - 12);
        if (record != null) {
            byte[] data = type == TXT ? text(record) : service(record);
            out.writeShort(0xc00c);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(data.length);
            out.write(data);
        }
        return octets.toByteArray();
    }

    private static byte[] text(String record) {
        byte[] data = (" " + record).getBytes(StandardCharsets.US_ASCII);
        data[0] = (byte) record.length();
        return data;
    }

    private static byte[] service(String record) throws IOException {
        List<String> words = List.of(record.split(" "));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeShort(0);
        out.writeShort(1);
        out.writeShort(Integer.parseInt(words.get(0)));
        for (String label :
                words.size() < 2 ? List.<String>of() : List.of(words.get(1).split("\\."))) {
            out.writeByte(label.length());
            out.writeBytes(label);
        }
        out.writeByte(0);
        return octets.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
