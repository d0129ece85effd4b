package io.pxe4j.dhcp;

/**
 * A route to one host or classful network, an entry of option 33. {@link ClasslessRoute} has taken its place.
 *
 * @param destination where to, not {@code 0.0.0.0}: RFC 2132 leaves the default route to option 3
 * @param router by which way
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2132#section-5.8">RFC 2132, section 5.8</a>
 */
public record StaticRoute(Ip4 destination, Ip4 router) {
    /** A route. */
    public static StaticRoute of(Ip4 destination, Ip4 router) {
        return new StaticRoute(destination, router);
    }

    /** {@code 192.0.2.7 via 10.0.0.1}. */
    @Override
    public String toString() {
        return destination + " via " + router;
    }
}
