package dev.fasti.auth.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A directory in memory with two accounts, alice in the group family, and somebody who may search. */
public final class DirectoryServer implements AutoCloseable {
    public static final String PEOPLE = "ou=people,dc=example,dc=org";
    /** What alice is called. */
    public static final String ALICE = "Alice Ångström";

    public static final String SERVICE = "cn=service,dc=example,dc=org";

    private final InMemoryDirectoryServer server;

    /** In clear text. */
    public DirectoryServer() {
        this(plain());
    }

    private static InMemoryListenerConfig plain() {
        try {
            return InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getLoopbackAddress(), 0, null);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    DirectoryServer(InMemoryListenerConfig listener) {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
            config.setSchema(null);
            config.setListenerConfigs(listener);
            config.addAdditionalBindCredentials(SERVICE, "service");
            config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
            server = new InMemoryDirectoryServer(config);
            server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
            server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
            server.add("dn: ou=groups,dc=example,dc=org", "objectClass: organizationalUnit", "ou: groups");
            person("alice", "secret-a", "memberOf: cn=Staff,ou=groups,dc=example,dc=org", "displayName: " + ALICE);
            person("zoë", "päss", "mail: zoe@example.org");
            person("twin-1", "secret", "mail: twin@example.org");
            person("twin-2", "secret", "mail: twin@example.org");
            server.add(
                    "dn: cn=family,ou=groups,dc=example,dc=org",
                    "objectClass: groupOfNames",
                    "cn: family",
                    "member: uid=alice," + PEOPLE);
            server.startListening();
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    private void person(String uid, String password, String... more) throws LDAPException, LDIFException {
        List<String> lines = new ArrayList<>(List.of(
                "dn: uid=" + uid + "," + PEOPLE,
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "sn: x",
                "cn: Common " + uid,
                "userPassword: " + password));
        lines.addAll(List.of(more));
        server.add(lines.toArray(String[]::new));
    }

    public URI uri() {
        return URI.create("ldap://127.0.0.1:" + server.getListenPort());
    }

    /**
     * The variables by which a server finds accounts and groups here.
     *
     * @param folder for a file with the service's password
     */
    public Map<String, String> settings(Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("service-password"), "service\n");
        return Map.of(
                "FASTI_LDAP_URL",
                uri().toString(),
                "FASTI_LDAP_BIND_DN",
                SERVICE,
                "FASTI_LDAP_BIND_PASSWORD_FILE",
                secret.toString(),
                "FASTI_LDAP_BASE",
                PEOPLE,
                "FASTI_LDAP_GROUPS_ATTRIBUTE",
                "memberOf");
    }

    public void remove(String uid) {
        try {
            server.delete("uid=" + uid + "," + PEOPLE);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
