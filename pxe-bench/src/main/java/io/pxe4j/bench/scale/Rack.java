package io.pxe4j.bench.scale;

/** The link of a rack to the rest of the data centre. */
final class Rack {
    /** A switch's buffer for one port, 2 MiB or so, at its rate. */
    private static final double BUFFER_BITS = 16e6;

    final Link link;
    /** Images on their way into the rack. */
    int downloads;

    Rack(double gbit) {
        this.link = new Link(gbit, (long) (BUFFER_BITS / gbit));
    }
}
