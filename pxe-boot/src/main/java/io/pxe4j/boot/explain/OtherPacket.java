package io.pxe4j.boot.explain;

import java.time.Instant;

/**
 * A packet that is not read.
 *
 * @param number its number in the capture
 * @param time when it was seen
 * @param kind why not
 */
public record OtherPacket(int number, Instant time, Kind kind) implements CapturedPacket {
    /** Why a packet is not read; {@link #toString} says it in words. */
    public enum Kind {
        /** Another protocol than IPv4 with UDP. */
        NOT_UDP("not IPv4 with UDP"),
        /** A later fragment: it has no ports (RFC 791 section 3.2). */
        LATER_FRAGMENT("later IP fragments"),
        /** Lengths in its IP or UDP header that cannot be. */
        DAMAGED("with impossible lengths"),
        /** A link layer that is not known here. */
        UNKNOWN_LINK("of a link layer that is not known here");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
