package io.pxe4j.testkit.lease;

import io.pxe4j.dhcp.engine.InMemoryLeaseStore;
import io.pxe4j.dhcp.engine.LeaseStore;

class InMemoryLeaseStoreContractTest extends LeaseStoreContract {
    @Override
    protected LeaseStore open() {
        return InMemoryLeaseStore.create();
    }
}
