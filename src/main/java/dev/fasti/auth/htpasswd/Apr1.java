package dev.fasti.auth.htpasswd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;

/** Apache's variant of MD5-crypt, 1,000 rounds: {@code $apr1$salt$hash}. */
record Apr1(String text) implements PasswordHash {
    private static final Pattern FORM = Pattern.compile("\\$apr1\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}");

    static Apr1 parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new HashRefused("a malformed apr1 hash");
        }
        return new Apr1(text);
    }

    @Override
    public boolean matches(byte[] password) {
        // The library wipes the array that it is given.
        String made = Md5Crypt.apr1Crypt(password.clone(), text);
        return MessageDigest.isEqual(
                made.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
    }
}
