package io.pxe4j.testkit;

/**
 * What a {@link FaultyNetwork} has done in one direction so far, in datagrams.
 *
 * @param sent what the one end sent
 * @param lost what of it was lost
 * @param duplicated what of it was sent on twice
 * @param heldBack copies that were held back
 * @param delivered copies that have reached the other end's address
 */
public record NetworkTraffic(long sent, long lost, long duplicated, long heldBack, long delivered) {}
