package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The choice of an address for a DISCOVER: reservation, the client's lease, what it was offered, what it asks for, the pools
 * (<a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.3.1">RFC 2131 §4.3.1</a>).
 */
final class AddressSearch {
    // Only another server on the same store makes the map of the pool wrong, so a few corrections are enough.
    private static final int MAX_CORRECTIONS = 16;
    private static final int MAX_WANTED = 4;

    private final LeasingParts parts;
    private final Exchange x;
    private final Consumer<OfferBook.Offer> found;
    private final Ip4[] wanted = new Ip4[MAX_WANTED];
    private int wantedCount;
    private int wantedTried;
    private Optional<Lease> own = Optional.empty();
    private int corrections;
    // Where the walk stands: which subnet, which pool of it, which address, and whether it has wrapped around.
    private int subnet = -1;
    private int pool;
    private int cursor;
    private int start;
    private boolean wrapped;
    private int lastResorts;
    private boolean askingToRead;
    private boolean readCame;

    AddressSearch(LeasingParts parts, Exchange x, Consumer<OfferBook.Offer> found) {
        this.parts = parts;
        this.x = x;
        this.found = found;
    }

    /** Searches; the address found is held for the client when {@code found} is called. Without one the conversation ends. */
    void start() {
        parts.book().findByClient(x, lease -> {
            own = lease;
            parts.reservedFor(x).ifPresent(this::want);
            own.ifPresent(mine -> want(mine.address()));
            OfferBook.Offer before = parts.offers().of(x.network(), x.key());
            if (before != null) {
                want(before.address());
            }
            int requested = x.request().ip4Bits(DhcpOption.REQUESTED_ADDRESS);
            if (requested != 0) {
                want(new Ip4(requested));
            }
            tryWanted();
        });
    }

    private void want(Ip4 address) {
        wanted[wantedCount++] = address;
    }

    private void tryWanted() {
        while (wantedTried < wantedCount) {
            Ip4 address = wanted[wantedTried++];
            if (!isOpen(address) || parts.probes().isAvoided(address)) {
                continue;
            }
            if (own.isPresent() && own.get().address().equals(address)) {
                take(address, own, this::tryWanted);
            } else if (isOverQuota()) {
                continue;
            } else {
                verify(address, this::tryWanted);
            }
            return;
        }
        if (isOverQuota()) {
            x.drop(DropReason.PORT_QUOTA, x.key().toString());
            return;
        }
        walk();
    }

    /** Whether the port has its share already; what the client holds itself does not count against it. */
    private boolean isOverQuota() {
        return parts.offers().of(x.network(), x.key()) == null
                && parts.book().ports().isUsedUp(x);
    }

    /** Whether the client may have the address, and nobody else is held to it. */
    private boolean isOpen(Ip4 address) {
        return parts.permits(x, address) && !parts.offers().isHeldForOther(address, x.key());
    }

    private void verify(Ip4 address, Runnable otherwise) {
        parts.book().findByAddress(x, address, there -> {
            boolean free = there.isEmpty()
                    || there.get().belongsTo(x.key())
                    || there.get().isFree(parts.book().now());
            // Another search may have taken it while the store was asked.
            if (free && isOpen(address)) {
                take(address, there, otherwise);
            } else {
                otherwise.run();
            }
        });
    }

    private void take(Ip4 address, Optional<Lease> there, Runnable otherwise) {
        OfferBook.Offer offer = parts.offers().hold(x, address, there, own);
        if (holdsAlready(address) || !parts.probes().applyTo(x, address)) {
            found.accept(offer);
            return;
        }
        parts.probes().ask(x, address, used -> {
            if (!used) {
                found.accept(offer);
                return;
            }
            parts.offers().release(x.network(), x.key());
            parts.probes().avoid(address, Duration.ofSeconds(parts.declineSeconds()));
            PoolPlan from = x.network().poolOf(address);
            if (from != null) {
                from.map().avoid(address, parts.book().now().getEpochSecond() + parts.declineSeconds());
            }
            otherwise.run();
        });
    }

    /** A client that uses its address answers for it itself. */
    private boolean holdsAlready(Ip4 address) {
        return own.isPresent()
                && own.get().address().equals(address)
                && !own.get().isFree(parts.book().now());
    }

    private void walk() {
        parts.offers().forgetOld();
        while (corrections < MAX_CORRECTIONS && (subnet >= 0 || nextPool())) {
            PoolPlan here = poolHere();
            int index =
                    here.map().nextOpen(cursor, wrapped ? start : here.range().size());
            if (index < 0) {
                if (!wrapped) {
                    wrapped = true;
                    cursor = 0;
                } else if (!nextPool()) {
                    break;
                }
                continue;
            }
            if (!here.map().isRead(index)) {
                if (!readAtOnce(here, index)) {
                    return;
                }
                continue;
            }
            cursor = index + 1;
            Ip4 address = here.range().address(index);
            if (isOpen(address)) {
                corrections++;
                verify(address, this::walk);
                return;
            }
        }
        lastResort();
    }

    /** Reads from the store what is known about the addresses around; false if the walk goes on by itself when that has come. */
    private boolean readAtOnce(PoolPlan here, int index) {
        // A store that answers at once must not nest a call for each part of a large pool.
        readCame = false;
        askingToRead = true;
        parts.book().readChunk(x, here, index, this::walkOn);
        askingToRead = false;
        return readCame;
    }

    private void walkOn() {
        sweep(poolHere());
        readCame = true;
        if (!askingToRead) {
            walk();
        }
    }

    private void sweep(PoolPlan one) {
        one.map().sweep(parts.book().now().getEpochSecond(), parts.book().ports()::freed);
    }

    private PoolPlan poolHere() {
        return subnetAt(subnet).pools()[pool];
    }

    /** The subnet of relay or interface first, then the others of the shared network in their order. */
    private SubnetPlan subnetAt(int place) {
        if (place == 0) {
            return x.subnet();
        }
        SubnetPlan[] all = x.network().subnets();
        int at = place - 1;
        for (int i = 0; i <= at; i++) {
            if (all[i] == x.subnet()) {
                at++;
            }
        }
        return all[at];
    }

    /** Goes on to the next pool that the client may use, to a place that follows from its key: it tends to get the same address again. */
    private boolean nextPool() {
        pool = subnet < 0 ? 0 : pool + 1;
        subnet = Math.max(subnet, 0);
        for (; subnet < x.network().subnets().length; subnet++, pool = 0) {
            PoolPlan[] pools = subnetAt(subnet).pools();
            for (; pool < pools.length; pool++) {
                if (pools[pool].admits(x.classes())) {
                    AddressPool range = pools[pool].range();
                    start = Math.floorMod(spread(x.key().hashCode()), range.size());
                    cursor = start;
                    wrapped = false;
                    sweep(pools[pool]);
                    return true;
                }
            }
        }
        return false;
    }

    /** Better an address that once was in use by a stranger than none. */
    private void lastResort() {
        Ip4 declined = longestDeclined();
        if (declined.isAny() || lastResorts++ == MAX_CORRECTIONS) {
            x.drop(DropReason.POOL_EXHAUSTED, x.network().name());
            return;
        }
        parts.book().findByAddress(x, declined, there -> {
            if (there.isPresent() && there.get().state() == LeaseState.DECLINED && isOpen(declined)) {
                found.accept(parts.offers().hold(x, declined, there, own));
            } else {
                lastResort();
            }
        });
    }

    private Ip4 longestDeclined() {
        for (int i = 0; i < x.network().subnets().length; i++) {
            for (PoolPlan one : subnetAt(i).pools()) {
                int index = one.admits(x.classes()) ? one.map().longestDeclined() : -1;
                if (index >= 0 && isOpen(one.range().address(index))) {
                    return one.range().address(index);
                }
            }
        }
        return Ip4.ANY;
    }

    private static int spread(int hash) {
        // Neighbouring hardware addresses have neighbouring hash codes.
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }
}
