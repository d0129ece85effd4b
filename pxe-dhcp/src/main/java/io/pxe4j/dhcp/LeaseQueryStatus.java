package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * How a bulk leasequery went, option 151: an open set of numbers, and words.
 *
 * @param code 0 for success, 0 to 255
 * @param message for an administrator, may be empty
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6926#section-6.2.2">RFC 6926, section 6.2.2</a>
 */
public record LeaseQueryStatus(int code, String message) {
    /** All went well. */
    public static final int SUCCESS = 0;
    /** Something failed. */
    public static final int UNSPECIFIED_FAILURE = 1;
    /** The server ended the query. */
    public static final int QUERY_TERMINATED = 2;
    /** The query made no sense. */
    public static final int MALFORMED_QUERY = 3;
    /** The server answers no such query of this client. */
    public static final int NOT_ALLOWED = 4;

    private static final String[] NAMES = {
        "success", "unspecified failure", "query terminated", "malformed query", "not allowed"
    };

    static final OptionFormat<LeaseQueryStatus> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable LeaseQueryStatus decode(ByteBuf in, int offset, int length) {
            return length == 0
                    ? null
                    : new LeaseQueryStatus(in.getUnsignedByte(offset), OctetText.read(in, offset + 1, length - 1));
        }

        @Override
        public void encode(LeaseQueryStatus value, ByteBuf out) {
            out.writeByte(value.code).writeBytes(OctetText.write(value.message));
        }

        @Override
        public String expected() {
            return "a code and text";
        }
    };

    /** Checks the code and that the message has no NUL. */
    public LeaseQueryStatus {
        Check.range("status code", code, 0, 255);
        Check.that(message.indexOf('\0') < 0, "message: " + OctetText.quote(message) + " (expected: without NUL)");
    }

    /** The code's name, or {@code UNKNOWN(n)}, and the message, escaped. */
    @Override
    public String toString() {
        String name = code < NAMES.length ? NAMES[code] : "UNKNOWN(" + code + ")";
        return message.isEmpty() ? name : name + " " + OctetText.quote(message);
    }
}
