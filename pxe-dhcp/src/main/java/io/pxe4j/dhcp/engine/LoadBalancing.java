package io.pxe4j.dhcp.engine;

import io.netty.buffer.ByteBuf;
import io.pxe4j.dhcp.DhcpPacket;
import java.util.BitSet;

/**
 * Which clients this server answers when several share the work without talking: each client falls into one of 256 buckets, and each
 * bucket belongs to a server.
 *
 * <p>A server leaves a DISCOVER, and the question of a client that reboots whether it may keep its address, to the server of the bucket.
 * Whoever asks this server in particular, and a client that found no server and rebinds, is answered always. {@code secs} has no say:
 * iPXE keeps counters of its own there.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc3074">RFC 3074, DHC Load Balancing Algorithm</a>
 */
public final class LoadBalancing {
    private static final int BUCKETS = 256;
    private static final int CLIENT_IDENTIFIER = 61;
    private static final int CHADDR = 28;

    // RFC 3074 section 6, after Pearson: all numbers of 8 bits once, well mixed.
    private static final short[] MIX = {
        251, 175, 119, 215, 81, 14, 79, 191, 103, 49, 181, 143, 186, 157, 0, 232, 31, 32, 55, 60, 152, 58, 17, 237, 174,
        70, 160, 144, 220, 90, 57, 223, 59, 3, 18, 140, 111, 166, 203, 196, 134, 243, 124, 95, 222, 179, 197, 65, 180,
        48, 36, 15, 107, 46, 233, 130, 165, 30, 123, 161, 209, 23, 97, 16, 40, 91, 219, 61, 100, 10, 210, 109, 250, 127,
        22, 138, 29, 108, 244, 67, 207, 9, 178, 204, 74, 98, 126, 249, 167, 116, 34, 77, 193, 200, 121, 5, 20, 113, 71,
        35, 128, 13, 182, 94, 25, 226, 227, 199, 75, 27, 41, 245, 230, 224, 43, 225, 177, 26, 155, 150, 212, 142, 218,
        115, 241, 73, 88, 105, 39, 114, 62, 255, 192, 201, 145, 214, 168, 158, 221, 148, 154, 122, 12, 84, 82, 163, 44,
        139, 228, 236, 205, 242, 217, 11, 187, 146, 159, 64, 86, 239, 195, 42, 106, 198, 118, 112, 184, 172, 87, 2, 173,
        117, 176, 229, 247, 253, 137, 185, 99, 164, 102, 147, 45, 66, 231, 52, 141, 211, 194, 206, 246, 238, 56, 110,
        78, 248, 63, 240, 189, 93, 92, 51, 53, 183, 19, 171, 72, 50, 33, 104, 101, 69, 8, 252, 83, 120, 76, 135, 85, 54,
        202, 125, 188, 213, 96, 235, 136, 208, 162, 129, 190, 132, 156, 38, 47, 1, 7, 254, 24, 4, 216, 131, 89, 21, 28,
        133, 37, 153, 149, 80, 170, 68, 6, 169, 234, 151
    };

    private final BitSet ours;
    private final boolean byClientIdentifier;

    private LoadBalancing(BitSet ours, boolean byClientIdentifier) {
        this.ours = ours;
        this.byClientIdentifier = byClientIdentifier;
    }

    /**
     * This server answers the clients of these buckets, sorted by hardware address: all stages of a boot fall into one bucket.
     *
     * @throws IllegalArgumentException without a bucket, or if one is outside 0 to 255
     */
    public static LoadBalancing of(BitSet buckets) {
        if (buckets.isEmpty() || buckets.length() > BUCKETS) {
            throw new IllegalArgumentException("buckets: " + buckets + " (expected: at least one of 0..255)");
        }
        return new LoadBalancing((BitSet) buckets.clone(), false);
    }

    /**
     * This server answers the clients of the buckets from {@code first} to {@code last}, both included.
     *
     * @throws IllegalArgumentException unless 0 &lt;= {@code first} &lt;= {@code last} &lt;= 255
     */
    public static LoadBalancing of(int first, int last) {
        Text.range("last bucket", last, 0, BUCKETS - 1);
        Text.range("first bucket", first, 0, last);
        BitSet buckets = new BitSet(BUCKETS);
        buckets.set(first, last + 1);
        return of(buckets);
    }

    /** The same with clients sorted by their identifier (option 61) where they have one, as the RFC has it. */
    public LoadBalancing byClientIdentifier() {
        return new LoadBalancing(ours, true);
    }

    /** The bucket of a client, 0 to 255. */
    public int bucketOf(DhcpPacket request) {
        if (byClientIdentifier) {
            ByteBuf identifier = request.raw(CLIENT_IDENTIFIER);
            if (identifier.isReadable()) {
                return hash(identifier, identifier.readerIndex(), identifier.readableBytes());
            }
        }
        return hash(request.content(), CHADDR, request.hardwareLength());
    }

    boolean isOurs(DhcpPacket request) {
        return ours.get(bucketOf(request));
    }

    private static int hash(ByteBuf octets, int from, int length) {
        int hash = length & 0xff;
        for (int i = length - 1; i >= 0; i--) {
            hash = MIX[hash ^ octets.getUnsignedByte(from + i)];
        }
        return hash;
    }
}
