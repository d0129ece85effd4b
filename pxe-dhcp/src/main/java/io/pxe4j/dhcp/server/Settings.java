package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.Ip4;
import java.time.Duration;

/** Checks of arguments. */
final class Settings {
    private static final int MULTICAST = 0xE;

    private Settings() {}

    static int range(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + ".." + max + ")");
        }
        return value;
    }

    static Duration notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 0)");
        }
        return value;
    }

    static Ip4 multicast(String name, Ip4 value) {
        if (value.bits() >>> 28 != MULTICAST) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 224.0.0.0..239.255.255.255)");
        }
        return value;
    }
}
