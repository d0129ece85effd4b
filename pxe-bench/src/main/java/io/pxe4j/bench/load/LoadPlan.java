package io.pxe4j.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a load asks of a server.
 *
 * @param server where requests go
 * @param file the name that is asked for
 * @param clients how many transfers run at once, 1 to 100,000
 * @param transfers how many transfers in all, 1 to 100,000,000
 * @param blksize what is asked for, 8 to 65464; 0 sends no option (RFC 2348)
 * @param window what is asked for, 1 to 65535; 0 sends no option (RFC 7440)
 * @param tsize whether the size is asked for (RFC 2349)
 * @param expectedCrc32 what the content of each transfer is checked against; empty for no check
 * @param slowCrc whether that check is done by tables, as code does that has no instruction for it: some ten times as dear, for a load that
 *     is slower than the server
 * @param limit when the load gives up
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record LoadPlan(
        InetSocketAddress server,
        String file,
        int clients,
        int transfers,
        int blksize,
        int window,
        boolean tsize,
        OptionalLong expectedCrc32,
        boolean slowCrc,
        Duration limit) {
    private static final JsonMapper JSON = new JsonMapper();
    /** Octets of payload in a block that nothing was agreed about. */
    static final int DEFAULT_BLKSIZE = 512;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException outside of what is said above
     */
    public LoadPlan {
        if (server.isUnresolved()) {
            throw new IllegalArgumentException("server: " + server + " (expected: an address that resolves)");
        }
        if (file.isEmpty()) {
            throw new IllegalArgumentException("file: empty (expected: a name)");
        }
        check("clients", clients, 1, 100_000);
        check("transfers", transfers, 1, 100_000_000);
        if (blksize != 0) {
            check("blksize", blksize, 8, 65464);
        }
        if (window != 0) {
            check("window", window, 1, 65535);
        }
        if (expectedCrc32.isPresent()) {
            check("expectedCrc32", expectedCrc32.getAsLong(), 0, 0xffffffffL);
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: more than zero)");
        }
    }

    private static void check(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }

    /** A plan for one client that fetches that file once, without options, within two minutes, until told otherwise. */
    public static Builder of(InetSocketAddress server, String file) {
        return new Builder(server, file);
    }

    /** The plan as one line of JSON. */
    public String toJson() {
        ObjectNode json = JSON.createObjectNode()
                .put("host", server.getAddress().getHostAddress())
                .put("port", server.getPort())
                .put("file", file)
                .put("clients", clients)
                .put("transfers", transfers)
                .put("blksize", blksize)
                .put("window", window)
                .put("tsize", tsize)
                .put("slowCrc", slowCrc)
                .put("limitMillis", limit.toMillis());
        expectedCrc32.ifPresent(crc -> json.put("expectedCrc32", crc));
        return json.toString();
    }

    /**
     * The plan that {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static LoadPlan fromJson(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new LoadPlan(
                    new InetSocketAddress(
                            json.required("host").asText(),
                            json.required("port").asInt()),
                    json.required("file").asText(),
                    json.required("clients").asInt(),
                    json.required("transfers").asInt(),
                    json.required("blksize").asInt(),
                    json.required("window").asInt(),
                    json.required("tsize").asBoolean(),
                    json.has("expectedCrc32")
                            ? OptionalLong.of(json.get("expectedCrc32").asLong())
                            : OptionalLong.empty(),
                    json.required("slowCrc").asBoolean(),
                    Duration.ofMillis(json.required("limitMillis").asLong()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("plan: " + text + " (expected: what LoadPlan.toJson writes)", e);
        }
    }

    /** Collects the parts of a {@link LoadPlan}. */
    public static final class Builder {
        private final InetSocketAddress server;
        private final String file;
        private int clients = 1;
        private int transfers;
        private int blksize;
        private int window;
        private boolean tsize;
        private OptionalLong expectedCrc32 = OptionalLong.empty();
        private boolean slowCrc;
        private Duration limit = Duration.ofMinutes(2);

        private Builder(InetSocketAddress server, String file) {
            this.server = server;
            this.file = file;
        }

        /** How many transfers run at once. */
        public Builder clients(int clients) {
            this.clients = clients;
            return this;
        }

        /** How many transfers in all; one for each client until told otherwise. */
        public Builder transfers(int transfers) {
            this.transfers = transfers;
            return this;
        }

        /** The block size to ask for; 0 for none. */
        public Builder blksize(int blksize) {
            this.blksize = blksize;
            return this;
        }

        /** The window to ask for; 0 for none. */
        public Builder window(int window) {
            this.window = window;
            return this;
        }

        /** Whether to ask for the size. */
        public Builder tsize(boolean tsize) {
            this.tsize = tsize;
            return this;
        }

        /** The CRC-32 that each finished transfer must have. */
        public Builder expectedCrc32(long crc) {
            this.expectedCrc32 = OptionalLong.of(crc);
            return this;
        }

        /** Whether the check costs as much as it does without the processor's help. */
        public Builder slowCrc(boolean slowCrc) {
            this.slowCrc = slowCrc;
            return this;
        }

        /** When to give up. */
        public Builder limit(Duration limit) {
            this.limit = limit;
            return this;
        }

        /**
         * The plan.
         *
         * @throws IllegalArgumentException if a part is out of its range
         */
        public LoadPlan build() {
            return new LoadPlan(
                    server,
                    file,
                    clients,
                    transfers == 0 ? clients : transfers,
                    blksize,
                    window,
                    tsize,
                    expectedCrc32,
                    slowCrc,
                    limit);
        }
    }
}
