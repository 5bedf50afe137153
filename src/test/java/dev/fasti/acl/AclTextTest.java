package dev.fasti.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.path.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AclTextTest {
    private static final Grantee BOB = new Grantee.User(new Principal("bob"));

    @Test
    @DisplayName("Every kind of grantee and every privilege comes back from the stored form")
    void roundTrip() {
        Acl acl = new Acl(List.of(
                new Ace(BOB, Set.of(Privilege.READ, Privilege.WRITE)),
                new Ace(new Grantee.User(new Principal("zoë of all@example.org")), EnumSet.allOf(Privilege.class)),
                new Ace(new Grantee.Members(new Group("the family")), Set.of(Privilege.READ_FREE_BUSY)),
                new Ace(new Grantee.Owner(), Set.of(Privilege.ALL)),
                new Ace(new Grantee.Authenticated(), Set.of(Privilege.READ)),
                new Ace(new Grantee.Unauthenticated(), Set.of(Privilege.GET)),
                new Ace(new Grantee.Everybody(), Set.of(Privilege.READ_FREE_BUSY))));
        assertThat(AclText.read(AclText.write(acl))).isEqualTo(acl);
        assertThat(AclText.write(new Acl(acl.entries().subList(0, 1)))).isEqualTo("read,write user bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "read",
                "read ",
                "read user",
                "read user ",
                "read user .hidden",
                "read user a/b",
                "read group ",
                "read all bob",
                "read everyone",
                "juggle user bob",
                " user bob",
                "READ user bob",
                "read  user bob"
            })
    @DisplayName("What makes no sense grants nothing")
    void senseless(String text) {
        assertThat(AclText.read(text)).isEqualTo(Acl.EMPTY);
    }

    @Test
    @DisplayName("An unknown privilege or a broken line takes nothing from its neighbours")
    void partlySenseless() {
        assertThat(AclText.read("read,juggle user bob\nnonsense\nwrite user bob")
                        .entries())
                .containsExactly(new Ace(BOB, Set.of(Privilege.READ, Privilege.WRITE)));
    }
}
