package io.pxe4j.bench.scale;

/** How machines come to one of several servers. */
enum Spread {
    /** The servers lease addresses, each for the clients of its share of RFC 3074's 256 buckets. */
    BUCKETS,
    /** ProxyDHCP beside the site's own DHCP server: all servers answer, the first answer is taken. */
    FIRST_ANSWER,
    /** The same, but each server answers its own clients at once and those of the others a second later. */
    OWN_FIRST
}
