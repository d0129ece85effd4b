package io.pxe4j.testkit;

/**
 * What a firmware makes of one reply to its DISCOVER.
 *
 * @param accepted whether the reply takes part in its choice
 * @param offerClass how the firmware files it, such as {@code DHCP only} or {@code proxy PXE 1.0}; empty if not accepted
 * @param reason the rule that refused it and why, or what the class means; never empty
 */
public record Verdict(boolean accepted, String offerClass, String reason) {
    static Verdict accepted(String offerClass, String meaning) {
        return new Verdict(true, offerClass, meaning);
    }

    static Verdict refused(String reason) {
        return new Verdict(false, "", reason);
    }
}
