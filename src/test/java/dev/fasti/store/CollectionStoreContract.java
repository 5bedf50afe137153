package dev.fasti.store;

/** Every promise of {@link CollectionStore} and {@link Collection}; each store's test implements it. */
public interface CollectionStoreContract
        extends MemberContract, CollectionContract, TransferContract, ConcurrencyContract {
    @Override
    CollectionStore store();
}
