package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;

/** One transfer in the books of {@link Admission}, from its request to its end. */
final class Ticket {
    /** Hears what the admission decides about its transfers, on any thread. */
    interface Holder {
        /** Somebody else needs the place: the transfer, which nobody has answered, is to end. */
        void onEvicted(Ticket ticket);

        /** The first packet, which was held back, may leave now. */
        void onReleased(Ticket ticket);
    }

    final InetSocketAddress client;
    final Holder holder;

    // Guarded by the admission.
    boolean isIn;
    boolean isHalfOpen;
    boolean isHeld;

    Ticket(InetSocketAddress client, Holder holder) {
        this.client = client;
        this.holder = holder;
    }
}
