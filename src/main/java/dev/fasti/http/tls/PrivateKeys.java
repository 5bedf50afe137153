package dev.fasti.http.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Reads a private key, RSA or elliptic: PKCS#8 plain or encrypted (RFC 5958), PKCS#1 (RFC 8017 A.1.2) and SEC1 (RFC
 * 5915).
 */
final class PrivateKeys {
    private static final String NO_KEY = " holds no private key";
    /** The algorithm identifiers that PKCS#8 puts around what the older forms hold, in DER. */
    private static final byte[] RSA = {
        0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };

    private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    private static final byte[] VERSION = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;
    private static final int CURVE = 0xa0;

    private PrivateKeys() {}

    /**
     * The first private key of a file.
     *
     * @param password opens an encrypted one; empty if there is none
     */
    static PrivateKey read(PemFile file, char[] password) throws BadTlsFile {
        for (PemFile.Block block : file.blocks()) {
            if (block.label().endsWith("PRIVATE KEY")) {
                return read(file, block, password);
            }
        }
        throw new BadTlsFile(file.path() + NO_KEY);
    }

    private static PrivateKey read(PemFile file, PemFile.Block block, char[] password) throws BadTlsFile {
        if (block.body().contains("Proc-Type:")) {
            throw new BadTlsFile(file.path() + " is encrypted in OpenSSL's old way, which is weak; convert it with:"
                    + " openssl pkcs8 -topk8 -in OLD -out NEW");
        }
        byte[] der = block.der();
        return switch (block.label()) {
            case "PRIVATE KEY" -> key(file, der);
            case "ENCRYPTED PRIVATE KEY" -> key(file, decrypted(file, der, password));
            case "RSA PRIVATE KEY" -> key(file, der(SEQUENCE, VERSION, RSA, der(OCTETS, der)));
            case "EC PRIVATE KEY" -> key(file, elliptic(file, der));
            default -> throw new BadTlsFile(file.path() + " holds a " + block.label() + ", which TLS here cannot use");
        };
    }

    private static PrivateKey key(PemFile file, byte[] pkcs8) throws BadTlsFile {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // Of another kind.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new BadTlsFile(file.path() + NO_KEY + " that can be read");
    }

    private static byte[] decrypted(PemFile file, byte[] der, char[] password) throws BadTlsFile {
        if (password.length == 0) {
            throw new BadTlsFile(file.path() + " is encrypted, and there is no file with its password");
        }
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
            // The name of the scheme within PBES2 is what its parameters print as.
            String algorithm = info.getAlgName().startsWith("PBEWith")
                    ? info.getAlgName()
                    : info.getAlgParameters().toString();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                    info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new BadTlsFile(file.path() + " does not open with its password ("
                    + e.getClass().getSimpleName() + ")");
        } finally {
            spec.clearPassword();
        }
    }

    /** SEC1 names the curve within; PKCS#8 wants it outside. */
    private static byte[] elliptic(PemFile file, byte[] sec1) throws BadTlsFile {
        try {
            Der whole = new Der(sec1).into(SEQUENCE);
            whole.skip();
            whole.skip();
            byte[] curve = whole.into(CURVE).rest();
            return der(SEQUENCE, VERSION, der(SEQUENCE, EC, curve), der(OCTETS, sec1));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new BadTlsFile(file.path() + NO_KEY + " that names its curve");
        }
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = content.size();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
        } else {
            out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    /** A reader of elements in DER. */
    private static final class Der {
        private final byte[] octets;
        private int position;
        private final int end;

        Der(byte[] octets) {
            this(octets, 0, octets.length);
        }

        private Der(byte[] octets, int position, int end) {
            this.octets = octets;
            this.position = position;
            this.end = end;
        }

        Der into(int tag) {
            if ((octets[position] & 0xff) != tag) {
                throw new IllegalArgumentException("no element " + tag);
            }
            position++;
            int length = length();
            if (length > end - position) {
                throw new IndexOutOfBoundsException(length);
            }
            Der content = new Der(octets, position, position + length);
            position += length;
            return content;
        }

        void skip() {
            into(octets[position] & 0xff);
        }

        byte[] rest() {
            return Arrays.copyOfRange(octets, position, end);
        }

        private int length() {
            int first = octets[position++] & 0xff;
            int length = first < 0x80 ? first : 0;
            for (int i = first < 0x80 ? 0 : first & 0x7f; i > 0; i--) {
                length = Math.addExact(Math.multiplyExact(length, 256), octets[position++] & 0xff);
            }
            return length;
        }
    }
}
