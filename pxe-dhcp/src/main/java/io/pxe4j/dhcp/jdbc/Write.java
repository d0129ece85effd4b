package io.pxe4j.dhcp.jdbc;

import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseDetails;
import io.pxe4j.dhcp.engine.LeaseState;
import org.jspecify.annotations.Nullable;

/** One change of a record, and how it went. */
final class Write extends Operation<Boolean> {
    /** In the order in which a batch does them. */
    enum Kind {
        REMOVE,
        /** Nothing is new but the times. */
        EXTEND,
        /** The same client; no indexed column changes, and so half as many pages. */
        RENEW,
        /** Another client, network, or meaning. */
        TAKE,
        CREATE
    }

    private enum Outcome {
        OPEN,
        DONE,
        REFUSED,
        FAILED
    }

    final Kind kind;
    /** What must be stored for the change to happen; for CREATE the same as {@code next}. */
    final Lease expected;
    /** What shall be stored; for REMOVE the same as {@code expected}. */
    final Lease next;

    private Outcome outcome = Outcome.OPEN;
    private @Nullable LeaseStoreException failure;
    private boolean inDoubt;

    private Write(Kind kind, Lease expected, Lease next) {
        this.kind = kind;
        this.expected = expected;
        this.next = next;
    }

    static Write create(Lease lease) {
        return new Write(Kind.CREATE, lease, lease);
    }

    static Write remove(Lease expected) {
        return new Write(Kind.REMOVE, expected, expected);
    }

    static Write replace(Lease expected, Lease next) {
        return new Write(kind(expected, next), expected, next);
    }

    private static Kind kind(Lease expected, Lease next) {
        if (expected.state() == LeaseState.DECLINED
                || next.state() == LeaseState.DECLINED
                || !expected.client().equals(next.client())
                || !expected.network().equals(next.network())) {
            return Kind.TAKE;
        }
        LeaseDetails known = expected.details();
        LeaseDetails now = next.details();
        return expected.state() == next.state()
                        && known.hardwareAddress().equals(now.hardwareAddress())
                        && known.clientIdentifier().equals(now.clientIdentifier())
                        && known.hostName().equals(now.hostName())
                        && known.vendorClass().equals(now.vendorClass())
                        && known.relayInformation().equals(now.relayInformation())
                ? Kind.EXTEND
                : Kind.RENEW;
    }

    /** By kind, then address: two servers that write the same addresses lock them in one order. */
    static int compare(Write one, Write other) {
        return one.kind == other.kind
                ? one.next.address().compareTo(other.next.address())
                : one.kind.compareTo(other.kind);
    }

    boolean isOpen() {
        return outcome == Outcome.OPEN;
    }

    boolean isDone() {
        return outcome == Outcome.DONE;
    }

    boolean isRefused() {
        return outcome == Outcome.REFUSED;
    }

    /** A commit was lost on the way: it may have happened. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** To be tried again, with care; what was refused is refused whatever became of the commit. */
    void doubt() {
        if (outcome == Outcome.DONE) {
            inDoubt = true;
            outcome = Outcome.OPEN;
        }
    }

    /** To be tried again. */
    void reopen() {
        outcome = Outcome.OPEN;
    }

    void settle(boolean done) {
        outcome = done ? Outcome.DONE : Outcome.REFUSED;
    }

    void giveUp(LeaseStoreException why) {
        outcome = Outcome.FAILED;
        failure = why;
    }

    @Nullable
    LeaseStoreException failure() {
        return failure;
    }

    @Override
    void answer() {
        if (outcome == Outcome.DONE || outcome == Outcome.REFUSED) {
            result.complete(isDone());
        } else if (failure != null) {
            fail(failure);
        } else {
            fail(Failures.late());
        }
    }
}
