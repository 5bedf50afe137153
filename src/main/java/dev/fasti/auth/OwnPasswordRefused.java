package dev.fasti.auth;

import dev.fasti.store.path.Principal;
import java.util.Optional;

/**
 * The accounts of another source, without their passwords: nobody logs in by one, so that only what stands in for it,
 * such as an app password, does.
 */
public final class OwnPasswordRefused implements Authenticator {
    private final Authenticator accounts;

    public OwnPasswordRefused(Authenticator accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Principal> authenticate(String login, String password) {
        return Optional.empty();
    }

    @Override
    public Optional<Principal> remembered(String login, String password) {
        return Optional.empty();
    }

    @Override
    public boolean hasAccount(Principal who) {
        return accounts.hasAccount(who);
    }
}
