package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a REQUEST
 * (<a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.3.2">RFC 2131 §4.3.2</a>): which of server identifier, requested
 * address and ciaddr it has tells what the client means.
 *
 * <p>Nothing is written for a client that has neither an offer nor a record, so that a storm of invented clients costs no write.
 */
final class Requesting {
    private final LeasingParts parts;
    private final boolean authoritative;

    Requesting(LeasingParts parts, boolean authoritative) {
        this.parts = parts;
        this.authoritative = authoritative;
    }

    void request(Exchange x) {
        Ip4 requested = new Ip4(x.request().ip4Bits(DhcpOption.REQUESTED_ADDRESS));
        Ip4 ciaddr = x.request().ciaddr();
        if (x.request().has(DhcpOption.SERVER_IDENTIFIER)) {
            select(x, requested.isAny() ? ciaddr : requested);
        } else if (!ciaddr.isAny()) {
            extend(x, ciaddr, false);
        } else if (!requested.isAny()) {
            extend(x, requested, true);
        } else {
            x.drop(DropReason.NO_ADDRESS_NAMED, "");
        }
    }

    /** SELECTING: the client takes our offer, or what it has here already. */
    private void select(Exchange x, Ip4 named) {
        x.classify(parts.plan());
        OfferBook.Offer offer = parts.offers().of(x.network(), x.key());
        if (named.isAny() && offer == null) {
            x.drop(DropReason.NO_ADDRESS_NAMED, "");
            return;
        }
        // A client that names us but no address means the one we offered.
        Ip4 address = named.isAny() && offer != null ? offer.address() : named;
        if (offer != null && offer.address().equals(address)) {
            if (parts.permits(x, address)) {
                take(x, offer);
            } else {
                refuse(x, "address " + address + " is not for this client");
            }
            return;
        }
        parts.book().findByClient(x, own -> {
            if (isOf(own, address) && isStillFor(x, own.get())) {
                commit(x, address, own, own);
            } else {
                refuse(x, "address " + address + " was not offered to this client");
            }
        });
    }

    private void take(Exchange x, OfferBook.Offer offer) {
        Ip4 address = offer.address();
        if (parts.cachedShare() == 0 || !isOf(offer.own(), address)) {
            commit(x, address, offer.there(), offer.own());
            return;
        }
        // What is acknowledged without a write must be true now; since the offer another server may have ended the
        // lease.
        parts.book().findByClient(x, own -> commit(x, address, isOf(own, address) ? own : offer.there(), own));
    }

    /** INIT-REBOOT, RENEWING and REBINDING: the client has had the address before. */
    private void extend(Exchange x, Ip4 address, boolean initReboot) {
        parts.book().findByClient(x, own -> {
            if (own.isPresent() && !x.isRelayed()) {
                // A renewal bypasses the relay, which would have told the client's port.
                x.client().remember(own.get().details().relayInformation());
            }
            x.classify(parts.plan());
            if (!isOf(own, address)) {
                extendUnknown(x, address, own.isPresent() && initReboot, initReboot);
            } else if (!isStillFor(x, own.get())) {
                refuse(x, "address " + address + " is not for this client here");
            } else {
                unlessReservedElsewhere(x, address, () -> commit(x, address, own, own));
            }
        });
    }

    private static boolean isOf(Optional<Lease> own, Ip4 address) {
        return own.isPresent() && own.get().address().equals(address);
    }

    /** Whether the client may keep the address of its record, which somebody else may have been offered since it ended. */
    private boolean isStillFor(Exchange x, Lease own) {
        return parts.permits(x, own.address())
                && !(own.isFree(parts.book().now()) && parts.offers().isHeldForOther(own.address(), x.key()));
    }

    /** A client for which an address is kept shall move there, as soon as nobody else is in it. */
    private void unlessReservedElsewhere(Exchange x, Ip4 address, Runnable extend) {
        Ip4 kept = parts.reservedFor(x).orElse(address);
        if (kept.equals(address) || parts.probes().isAvoided(kept)) {
            extend.run();
            return;
        }
        parts.book().findByAddress(x, kept, there -> {
            if (there.isEmpty() || there.get().isFree(parts.book().now())) {
                refuse(x, "address " + kept + " is kept for this client");
            } else {
                extend.run();
            }
        });
    }

    private void extendUnknown(Exchange x, Ip4 address, boolean hasAnother, boolean initReboot) {
        if (hasAnother || authoritative) {
            refuse(x, "address " + address + " is not for this client here");
        } else if (initReboot && x.network().subnetOf(address) == null) {
            unlessStranger(x, address);
        } else {
            x.drop(DropReason.UNKNOWN_CLIENT, address.toString());
        }
    }

    /** A client that we know from another network has moved: RFC 2131 §4.3.2 wants it told. A stranger may have another server. */
    private void unlessStranger(Exchange x, Ip4 address) {
        parts.book().findByAddress(x, address, there -> {
            if (there.isPresent() && there.get().belongsTo(x.key())) {
                refuse(x, "address " + address + " is of another network");
            } else {
                x.drop(DropReason.UNKNOWN_CLIENT, address.toString());
            }
        });
    }

    private void commit(Exchange x, Ip4 address, Optional<Lease> there, Optional<Lease> own) {
        Terms terms = x.termsFor(address);
        parts.withBoot(x, terms, boot -> {
            Instant now = parts.book().now();
            long granted = terms.granted(x.client());
            long left = isOf(own, address) ? leftOfCached(own.get(), granted, now) : 0;
            if (left > 0) {
                parts.offers().release(x.network(), x.key());
                x.conversation().end(parts.replies().ack(x, address, left, terms, boot));
                return;
            }
            parts.book().commit(x, address, there, own, now.plusSeconds(granted), leased -> {
                if (leased) {
                    x.conversation().end(parts.replies().ack(x, address, granted, terms, boot));
                } else {
                    refuse(x, "address " + address + " is in use");
                }
            });
        });
    }

    /** The seconds left of a lease so young that it is not worth a write to make it longer; 0 if it is older than that. */
    private long leftOfCached(Lease own, long granted, Instant now) {
        if (parts.cachedShare() == 0 || own.state() != LeaseState.ACTIVE) {
            return 0;
        }
        Instant since = own.details().lastSeen();
        long age = Duration.between(since, now).toSeconds();
        long whole = Duration.between(since, own.ends()).toSeconds();
        long left = Duration.between(now, own.ends()).toSeconds();
        return age >= 0 && age <= whole * parts.cachedShare() && left > 0 && left <= granted ? left : 0;
    }

    private void refuse(Exchange x, String why) {
        parts.offers().release(x.network(), x.key());
        x.conversation().end(parts.replies().nak(x, why));
    }
}
