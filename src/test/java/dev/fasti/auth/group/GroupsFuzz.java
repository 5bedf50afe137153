package dev.fasti.auth.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Any groups file")
class GroupsFuzz {
    @FuzzTest
    @DisplayName("Whatever a groups file holds, it is read, and what is made of it can be written again")
    void anyFile(byte[] octets) {
        check(octets);
    }

    @Test
    @DisplayName("20,000 damaged copies of real lines are each read or named")
    void damagedLines() {
        byte[] letters = ",:# \n\r\0a\u00c3\u00a9/.~".getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(45);
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = "# ours\nfamily: alice, bob\r\nstaff: zoë\n".getBytes(StandardCharsets.UTF_8);
            for (int edits = random.nextInt(6); edits >= 0; edits--) {
                octets[random.nextInt(octets.length)] = letters[random.nextInt(letters.length)];
            }
            check(octets);
        }
    }

    private static void check(byte[] octets) {
        List<GroupLine> lines = GroupLine.split(octets);
        assertThat(GroupLine.join(lines)).isEqualTo(octets);
        Groups groups = Groups.parse(octets);
        for (String name : groups.names()) {
            assertThat(Groups.refusal(name)).isEmpty();
            List<String> members = groups.membersOf(name).orElseThrow().stream()
                    .map(each -> each.name())
                    .toList();
            Groups again = Groups.parse(GroupLine.join(List.of(GroupLine.of(name, members, "\n"))));
            assertThat(again.membersOf(name)).isEqualTo(groups.membersOf(name));
            assertThat(again.problems()).isEmpty();
        }
    }
}
