package dev.fasti.auth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any octets as a file of app passwords: what is read is written the same way, and never throws. */
class AppPasswordFuzz {
    @FuzzTest
    void reads(byte[] octets) {
        AppPasswordTable table = AppPasswordTable.parse(octets);
        List<AppPassword> all = table.all();
        String written =
                String.join("\n", all.stream().map(AppPasswordLine::write).toList());
        assertThat(AppPasswordTable.parse(written.getBytes(StandardCharsets.UTF_8))
                        .all())
                .isEqualTo(all);
        AppSecret.of(new String(octets, StandardCharsets.UTF_8))
                .ifPresent(secret -> assertThat(AppSecret.of(secret.shown())).contains(secret));
    }
}
