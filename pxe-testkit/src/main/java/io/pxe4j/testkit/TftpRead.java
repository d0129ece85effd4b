package io.pxe4j.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One read request of a firmware's TFTP client, without sockets: bytes in, bytes out. It is no good client: it does what
 * the real ones do, down to answers that a server must not multiply.
 */
final class TftpRead {
    private static final int DATA = 3;
    private static final int ERROR = 5;
    private static final int OACK = 6;

    private final TftpStyle style;
    private final boolean probe;
    private final byte[] request;
    private final Map<String, String> asked = new TreeMap<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final Map<Long, byte[]> early = new TreeMap<>();
    private final long mostBytes;
    private byte[] last;
    private int blksize = 512;
    private int windowsize = 1;
    private long blocks;
    private long acknowledged;
    private long end = -1;
    private Optional<Long> size = Optional.empty();
    private boolean done;
    private Optional<String> failure = Optional.empty();

    private TftpRead(TftpStyle style, String file, boolean probe, long mostBytes) {
        this.style = style;
        this.probe = probe;
        this.mostBytes = mostBytes;
        List<String> options = probe ? style.probe() : style.options();
        for (int i = 0; i < options.size(); i += 2) {
            asked.put(options.get(i), options.get(i + 1));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(1);
        string(bytes, file);
        string(bytes, "octet");
        options.forEach(text -> string(bytes, text));
        request = bytes.toByteArray();
        last = request;
    }

    /** The request that only asks for the size. */
    static TftpRead probe(TftpStyle style, String file) {
        return new TftpRead(style, file, true, Long.MAX_VALUE);
    }

    /** The request for the file; {@code mostBytes} is the buffer that the probe made the firmware allocate. */
    static TftpRead file(TftpStyle style, String file, long mostBytes) {
        return new TftpRead(style, file, false, mostBytes);
    }

    byte[] request() {
        return request.clone();
    }

    /** What to send again when nothing came. */
    byte[] lastSent() {
        return last;
    }

    boolean isDone() {
        return done;
    }

    Optional<String> failure() {
        return failure;
    }

    /** The file's size as the server told it. */
    Optional<Long> size() {
        return size;
    }

    byte[] content() {
        return content.toByteArray();
    }

    long blocks() {
        return blocks;
    }

    /** Takes a packet and returns what to answer, if anything. */
    Optional<byte[]> receive(byte[] packet) {
        if (done || failure.isPresent()) {
            return Optional.empty();
        }
        int opcode = packet.length < 2 ? -1 : word(packet, 0);
        return switch (opcode) {
            case DATA -> packet.length < 4 ? shortData() : data(packet);
            case OACK -> oack(packet);
            case ERROR -> error(packet);
            default -> Optional.empty();
        };
    }

    private Optional<byte[]> shortData() {
        if (style.acknowledging() == TftpStyle.Acknowledging.CUMULATIVE) {
            failure = Optional.of("a DATA packet is shorter than its header");
        }
        return Optional.empty();
    }

    private Optional<byte[]> oack(byte[] packet) {
        if (blocks > 0) {
            return Optional.empty();
        }
        Map<String, String> agreed = strings(packet, 2);
        Optional<String> wrong = style.strictOack() ? notAsked(agreed) : Optional.empty();
        if (wrong.isPresent()) {
            failure = Optional.of("the OACK is refused: " + wrong.get());
            return Optional.of(errorPacket(4, "Malformatted OACK packet"));
        }
        size = number(agreed.get("tsize"));
        Optional<Long> block = number(agreed.get("blksize"));
        if (block.isPresent() && (block.get() < 8 || block.get() > 65464)) {
            failure = Optional.of("the OACK has blksize " + block.get());
            return Optional.of(errorPacket(8, "blksize"));
        }
        if (probe) {
            done = true;
            return Optional.of(errorPacket(style.abortCode(), style.abortMessage()));
        }
        blksize = block.orElse(512L).intValue();
        windowsize = number(agreed.get("windowsize")).orElse(1L).intValue();
        return Optional.of(ack(0));
    }

    /** Mtftp4RrqOackValid: nothing that was not asked for, and no value above the one asked for. */
    private Optional<String> notAsked(Map<String, String> agreed) {
        for (Map.Entry<String, String> option : agreed.entrySet()) {
            String wanted = asked.get(option.getKey());
            if (wanted == null) {
                return Optional.of("option " + option.getKey() + " was not asked for");
            }
            Optional<Long> value = number(option.getValue());
            if (value.isEmpty()
                    || !option.getKey().equals("tsize") && (value.get() > Long.parseLong(wanted) || value.get() < 1)) {
                return Optional.of(option.getKey() + " is " + option.getValue() + " and " + wanted + " was asked for");
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> data(byte[] packet) {
        if (probe) {
            // The server knows no options and already sends the file.
            done = true;
            return Optional.of(errorPacket(style.strictOack() ? 4 : 0, "User aborted download"));
        }
        int number = word(packet, 2);
        if (packet.length - 4 > blksize) {
            failure = Optional.of("DATA " + number + " has more bytes than the block size of " + blksize);
            return Optional.of(errorPacket(4, "block too long"));
        }
        byte[] block = Arrays.copyOfRange(packet, 4, packet.length);
        return style.acknowledging() == TftpStyle.Acknowledging.CUMULATIVE
                ? anyOrder(number, block)
                : inOrder(number, block);
    }

    private Optional<byte[]> inOrder(int number, byte[] block) {
        if (number != (int) (blocks + 1 & 0xffff)) {
            boolean previous = number == (int) (blocks & 0xffff) && blocks > 0;
            // EDK2 answers each stray packet, so that a lost packet of a window of 4 brings three equal ACKs.
            boolean answers = style.acknowledging() == TftpStyle.Acknowledging.LAST_GOOD_FOR_EACH || previous;
            return answers ? Optional.of(ack(blocks)) : Optional.empty();
        }
        if (content.size() + (long) block.length > mostBytes) {
            failure = Optional.of("the file is longer than the " + mostBytes + " bytes the server told");
            return Optional.of(errorPacket(3, "User provided memory block is too small"));
        }
        content.writeBytes(block);
        blocks++;
        done = block.length < blksize;
        return done || blocks - acknowledged >= windowsize ? Optional.of(ack(blocks)) : Optional.empty();
    }

    private Optional<byte[]> anyOrder(int number, byte[] block) {
        long index = (blocks + 1 & ~0xffffL) + number - 1;
        if (index < 0) {
            failure = Optional.of("the first DATA has block number 0");
            return Optional.empty();
        }
        // Just after the roll-over a late copy of block 65535 lands 64 Ki blocks too far and the file never gets whole.
        if (index >= blocks) {
            early.put(index, block);
        }
        if (block.length < blksize) {
            end = index;
        }
        for (byte[] next = early.remove(blocks); next != null; next = early.remove(blocks)) {
            content.writeBytes(next);
            blocks++;
        }
        done = end >= 0 && blocks == end + 1 && early.isEmpty();
        return Optional.of(ack(blocks));
    }

    private Optional<byte[]> error(byte[] packet) {
        int code = packet.length < 4 ? 0 : word(packet, 2);
        String message = packet.length <= 4
                ? ""
                : new String(packet, 4, packet.length - 4, StandardCharsets.ISO_8859_1).replace("\0", "");
        failure = Optional.of("the server answers with error " + code + (message.isEmpty() ? "" : ": " + message));
        return Optional.empty();
    }

    private byte[] ack(long block) {
        acknowledged = block;
        last = new byte[] {0, 4, (byte) (block >>> 8), (byte) block};
        return last;
    }

    private static byte[] errorPacket(int code, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, ERROR, (byte) (code >>> 8), (byte) code});
        string(bytes, message);
        return bytes.toByteArray();
    }

    private static void string(ByteArrayOutputStream bytes, String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(0);
    }

    /** The names, in lower case, and values behind {@code from}, in order; what is cut off at the end is left out. */
    static Map<String, String> strings(byte[] packet, int from) {
        Map<String, String> options = new LinkedHashMap<>();
        String[] parts = new String(packet, from, packet.length - from, StandardCharsets.ISO_8859_1).split("\0", -1);
        for (int i = 0; i + 2 < parts.length; i += 2) {
            options.put(parts[i].toLowerCase(Locale.ROOT), parts[i + 1]);
        }
        return options;
    }

    private static Optional<Long> number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static int word(byte[] data, int at) {
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }
}
