package dev.fasti.dav.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with gaps.
 *
 * @param parts markup, and between each two of them a gap
 * @param gaps their names, one fewer than parts
 * @param policy the {@code Content-Security-Policy} under which the page may do nothing but show itself: its own style
 *     is named by its hash, and there is no script
 */
record Template(List<String> parts, List<String> gaps, String policy) {
    private static final Pattern GAP = Pattern.compile("\\$\\{([a-z]+)}");
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    Template {
        parts = List.copyOf(parts);
        gaps = List.copyOf(gaps);
        if (parts.size() != gaps.size() + 1) {
            throw new IllegalArgumentException(gaps.size() + " gaps between " + parts.size() + " parts");
        }
    }

    /** The landing page, read when it is first wanted. */
    static Template landing() {
        return Landing.TEMPLATE;
    }

    private static final class Landing {
        static final Template TEMPLATE = of(read("landing.html"));
    }

    /** The profile for Apple's devices, read when it is first wanted. */
    static Template profile() {
        return Profile.TEMPLATE;
    }

    private static final class Profile {
        static final Template TEMPLATE = of(read("apple.mobileconfig"));
    }

    /** @param text with gaps such as <code>${user}</code> */
    static Template of(String text) {
        List<String> parts = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        Matcher gap = GAP.matcher(text);
        int start = 0;
        while (gap.find()) {
            parts.add(text.substring(start, gap.start()));
            gaps.add(gap.group(1));
            start = gap.end();
        }
        parts.add(text.substring(start));
        return new Template(parts, gaps, policy(text));
    }

    private static String policy(String text) {
        Matcher style = STYLE.matcher(text);
        String source = style.find() ? "style-src '" + hash(style.group(1)) + "'; " : "";
        return "default-src 'none'; " + source + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the page; each gap is filled when its turn comes. */
    void write(MarkupWriter out, Consumer<String> filler) {
        for (int i = 0; i < gaps.size(); i++) {
            out.markup(parts.get(i));
            filler.accept(gaps.get(i));
        }
        out.markup(parts.get(gaps.size()));
    }
}
