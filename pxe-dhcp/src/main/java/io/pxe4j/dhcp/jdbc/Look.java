package io.pxe4j.dhcp.jdbc;

/** No change, but a wait for those before it, after which the mirror is no longer clouded. */
final class Look extends Operation<Boolean> {
    private final Mirror mirror;

    Look(Mirror mirror) {
        this.mirror = mirror;
    }

    @Override
    void answer() {
        if (mirror.isClouded()) {
            fail(new LeaseStoreException("The lease database is away, and what it has is not known", null));
        } else {
            result.complete(true);
        }
    }
}
