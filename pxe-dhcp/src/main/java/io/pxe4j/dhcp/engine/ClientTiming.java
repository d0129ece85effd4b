package io.pxe4j.dhcp.engine;

import java.time.Duration;

/**
 * How long a client waits, and how often it asks.
 *
 * @param first the wait after the first packet; doubled after each further one
 * @param longest where the doubling ends
 * @param jitter each wait is longer or shorter by up to this, at random, so that clients that boot together do not ask together
 * @param tries how often a question is sent before the client gives up, 1 to 100
 * @param restarts how often an acquisition starts over after a NAK or when the chosen server falls silent, 0 to 100
 * @param offers how long to wait for further offers after the first one; zero takes the first that suits
 * @param collect how long to collect offers when looking for boot servers
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.1">RFC 2131 §4.1</a>
 */
public record ClientTiming(
        Duration first, Duration longest, Duration jitter, int tries, int restarts, Duration offers, Duration collect) {
    private static final Duration LIMIT = Duration.ofHours(1);

    /** RFC 2131's 4 s to 64 s with 1 s of jitter, 4 tries, 2 restarts, the first offer; offers are collected for 4 s, as EDK2 does. */
    public static final ClientTiming STANDARD = new ClientTiming(
            Duration.ofSeconds(4),
            Duration.ofSeconds(64),
            Duration.ofSeconds(1),
            4,
            2,
            Duration.ZERO,
            Duration.ofSeconds(4));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException outside them; durations end at one hour
     */
    public ClientTiming {
        duration("first", first, Duration.ofMillis(1));
        duration("longest", longest, first);
        duration("jitter", jitter, Duration.ZERO);
        if (jitter.compareTo(first) >= 0) {
            throw new IllegalArgumentException("jitter: " + jitter + " (expected: less than first, " + first + ")");
        }
        range("tries", tries, 1);
        range("restarts", restarts, 0);
        duration("offers", offers, Duration.ZERO);
        duration("collect", collect, Duration.ofMillis(1));
    }

    /** The same waits between packets, from {@code first} doubled to {@code longest}, with that jitter. */
    public ClientTiming withWaits(Duration first, Duration longest, Duration jitter) {
        return new ClientTiming(first, longest, jitter, tries, restarts, offers, collect);
    }

    /** The same with another number of tries and restarts. */
    public ClientTiming withTries(int tries, int restarts) {
        return new ClientTiming(first, longest, jitter, tries, restarts, offers, collect);
    }

    /** The same with another wait for further offers. */
    public ClientTiming withOffers(Duration offers) {
        return new ClientTiming(first, longest, jitter, tries, restarts, offers, collect);
    }

    /** The same with another time for collecting offers. */
    public ClientTiming withCollect(Duration collect) {
        return new ClientTiming(first, longest, jitter, tries, restarts, offers, collect);
    }

    /** The wait after the {@code sent}-th packet, counted from 1, without jitter. */
    long waitNanos(int sent) {
        long wait = first.toNanos();
        long limit = longest.toNanos();
        for (int i = 1; i < sent && wait < limit; i++) {
            wait *= 2;
        }
        return Math.min(wait, limit);
    }

    private static void duration(String name, Duration value, Duration min) {
        if (value.compareTo(min) < 0 || value.compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + " to " + LIMIT + ")");
        }
    }

    private static void range(String name, int value, int min) {
        if (value < min || value > 100) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + "..100)");
        }
    }
}
