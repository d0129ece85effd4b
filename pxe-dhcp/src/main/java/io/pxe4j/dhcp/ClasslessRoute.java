package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * A route to a network of any prefix, an entry of option 121. A client that reads it ignores options 3 and 33: the
 * default route must be among these.
 *
 * @param destination where to; {@link Ip4Network#ALL} is the default route
 * @param router by which way; {@link Ip4#ANY} means that the destination is on the link
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc3442">RFC 3442</a>
 */
public record ClasslessRoute(Ip4Network destination, Ip4 router) {
    static final OptionFormat<List<ClasslessRoute>> FORMAT =
            new EntryListFormat<>("entries of prefix length, 0 to 4 octets of network, and router") {
                @Override
                int size(ByteBuf in, int at, int left) {
                    int width = in.getUnsignedByte(at);
                    return width > 32 ? Integer.MAX_VALUE : 1 + significant(width) + 4;
                }

                @Override
                ClasslessRoute read(ByteBuf in, int at, int size) {
                    int bits = 0;
                    for (int i = 0; i < size - 5; i++) {
                        bits |= in.getUnsignedByte(at + 1 + i) << 24 - 8 * i;
                    }
                    // RFC 3442: a client cuts off host bits; so does Ip4Network.
                    Ip4Network destination = Ip4Network.of(new Ip4(bits), in.getUnsignedByte(at));
                    return new ClasslessRoute(destination, new Ip4(in.getInt(at + size - 4)));
                }

                @Override
                void write(ClasslessRoute value, ByteBuf out) {
                    int width = value.destination.prefixLength();
                    out.writeByte(width);
                    for (int i = 0; i < significant(width); i++) {
                        out.writeByte(value.destination.address().bits() >>> 24 - 8 * i);
                    }
                    out.writeInt(value.router.bits());
                }
            };

    private static int significant(int prefixLength) {
        return (prefixLength + 7) / 8;
    }

    /** A route. */
    public static ClasslessRoute of(Ip4Network destination, Ip4 router) {
        return new ClasslessRoute(destination, router);
    }

    /** The default route. */
    public static ClasslessRoute byDefault(Ip4 router) {
        return new ClasslessRoute(Ip4Network.ALL, router);
    }

    /** {@code 10.0.0.0/8 via 192.168.0.1}. */
    @Override
    public String toString() {
        return destination + " via " + router;
    }
}
