package io.pxe4j.boot.explain;

import java.time.Instant;

/** One packet of a capture: a {@link UdpPacket}, or an {@link OtherPacket} that is none of our business. */
public sealed interface CapturedPacket permits UdpPacket, OtherPacket {
    /** Its number in the capture, from 1. */
    int number();

    /** When it was seen. */
    Instant time();
}
