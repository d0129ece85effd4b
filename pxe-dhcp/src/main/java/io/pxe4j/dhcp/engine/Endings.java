package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;

/** What becomes of DECLINE and RELEASE: only who holds an address may end its lease. No answer is due (RFC 2131 §4.3.3, §4.3.4). */
final class Endings {
    private final LeasingParts parts;
    private final DeclineQuota quota;

    Endings(LeasingParts parts, DeclineQuota quota) {
        this.parts = parts;
        this.quota = quota;
    }

    void decline(Exchange x) {
        Ip4 address = new Ip4(x.request().ip4Bits(DhcpOption.REQUESTED_ADDRESS));
        end(x, address.isAny() ? x.request().ciaddr() : address, true);
    }

    void release(Exchange x) {
        Ip4 address = x.request().ciaddr();
        Ip4 source = x.arrival().sourceAddress();
        if (!x.isRelayed()
                && !address.isAny()
                && !source.isAny()
                && !x.subnetOf(address).network().contains(source)) {
            // A client gives its address back from that address; this came from another network in its name.
            x.drop(DropReason.NOT_THE_HOLDER, address + " from " + source);
            return;
        }
        end(x, address, false);
    }

    private void end(Exchange x, Ip4 address, boolean decline) {
        if (address.isAny()) {
            x.drop(DropReason.NO_ADDRESS_NAMED, "");
            return;
        }
        parts.book().findByAddress(x, address, found -> {
            if (found.isEmpty()
                    || !found.get().belongsTo(x.key())
                    || found.get().state() != LeaseState.ACTIVE
                    || x.network().subnetOf(address) == null) {
                x.drop(DropReason.NOT_THE_HOLDER, address.toString());
                return;
            }
            if (!decline) {
                write(x, found.get(), LeaseState.RELEASED, 0, DropReason.RELEASED);
            } else if (quota.admits(x)) {
                write(x, found.get(), LeaseState.DECLINED, parts.declineSeconds(), DropReason.DECLINED);
            } else {
                write(x, found.get(), LeaseState.RELEASED, 0, DropReason.DECLINE_QUOTA);
            }
        });
    }

    private void write(Exchange x, Lease held, LeaseState state, long seconds, DropReason done) {
        parts.book()
                .end(
                        x,
                        held,
                        state,
                        parts.book().now().plusSeconds(seconds),
                        ended -> x.drop(
                                ended ? done : DropReason.NOT_THE_HOLDER,
                                held.address().toString()));
    }
}
