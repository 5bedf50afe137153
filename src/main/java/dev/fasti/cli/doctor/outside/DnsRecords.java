package dev.fasti.cli.doctor.outside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Reads records from the DNS.
 *
 * @param server the name server, {@code host} or {@code host:port}; empty for the machine's own
 */
public record DnsRecords(String server) {
    /** A place that a service is at (RFC 2782). */
    record Service(int port, String host) {
        static Optional<Service> parse(String text) {
            String[] words = text.strip().split("\\s+");
            return words.length == 4 && words[2].matches("\\d{1,5}")
                    ? Optional.of(new Service(Integer.parseInt(words[2]), words[3].replaceFirst("\\.$", "")))
                    : Optional.empty();
        }
    }

    /** The places that a name stands for; none if there is no such record. */
    List<Service> services(String name) throws IOException {
        return texts(name, "SRV").stream()
                .flatMap(text -> Service.parse(text).stream())
                .toList();
    }

    /** The records of a type, as text; none if there are none. The DNS provider hands out text only, no objects. */
    @SuppressWarnings("BanJNDI")
    List<String> texts(String name, String type) throws IOException {
        try {
            InitialDirContext dns = new InitialDirContext(environment());
            try {
                Attribute found = dns.getAttributes(name, new String[] {type}).get(type);
                List<String> texts = new ArrayList<>();
                if (found != null) {
                    NamingEnumeration<?> all = found.getAll();
                    while (all.hasMore()) {
                        texts.add(String.valueOf(all.next()));
                    }
                }
                return texts;
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new IOException("no name server answers for " + name + ": " + e.getMessage(), e);
        }
    }

    /** JNDI wants a table of this old kind. */
    @SuppressWarnings("JdkObsolete")
    private Hashtable<String, String> environment() {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server.isEmpty() ? "dns:" : "dns://" + server);
        environment.put("com.sun.jndi.dns.timeout.initial", "2000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        return environment;
    }
}
